// The three loops of the Hermitian eigensolver, two doubles a step. Addresses are in bytes; matrices are n by n, row after row.

// @ts-ignore: decorator
@inline
function at(base: usize, index: i32): usize {
  return base + ((index as usize) << 3);
}

// @ts-ignore: decorator
@inline
function sum(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

// @ts-ignore: decorator
@inline
function mac(to: v128, a: v128, b: v128): v128 {
  return f64x2.add(to, f64x2.mul(a, b));
}

// @ts-ignore: decorator
@inline
function nmac(to: v128, a: v128, b: v128): v128 {
  return f64x2.sub(to, f64x2.mul(a, b));
}

/** p = A v for a Hermitian A of which the lower triangle is read, rows and columns from `from` on; two rows a pass. */
export function multiply(n: i32, from: i32, re: usize, im: usize, vr: usize, vi: usize, pr: usize, pi: usize): void {
  for (let i = from; i < n; i++) {
    store<f64>(at(pr, i), 0);
    store<f64>(at(pi, i), 0);
  }
  let i = from;
  for (; i + 1 < n; i += 2) {
    const y0r = load<f64>(at(vr, i));
    const y0i = load<f64>(at(vi, i));
    const y1r = load<f64>(at(vr, i + 1));
    const y1i = load<f64>(at(vi, i + 1));
    const w0r = f64x2.splat(y0r);
    const w0i = f64x2.splat(y0i);
    const w1r = f64x2.splat(y1r);
    const w1i = f64x2.splat(y1i);
    let s0r = f64x2.splat(0);
    let s0i = f64x2.splat(0);
    let s1r = f64x2.splat(0);
    let s1i = f64x2.splat(0);
    const row0r = at(re, i * n);
    const row0i = at(im, i * n);
    const row1r = at(re, (i + 1) * n);
    const row1i = at(im, (i + 1) * n);
    for (let j = from; j < i; j += 2) {
      const a0r = v128.load(at(row0r, j));
      const a0i = v128.load(at(row0i, j));
      const a1r = v128.load(at(row1r, j));
      const a1i = v128.load(at(row1i, j));
      const zr = v128.load(at(vr, j));
      const zi = v128.load(at(vi, j));
      s0r = nmac(mac(s0r, a0r, zr), a0i, zi);
      s0i = mac(mac(s0i, a0r, zi), a0i, zr);
      s1r = nmac(mac(s1r, a1r, zr), a1i, zi);
      s1i = mac(mac(s1i, a1r, zi), a1i, zr);
      v128.store(
        at(pr, j),
        mac(mac(mac(mac(v128.load(at(pr, j)), a0r, w0r), a0i, w0i), a1r, w1r), a1i, w1i),
      );
      v128.store(
        at(pi, j),
        nmac(mac(nmac(mac(v128.load(at(pi, j)), a0r, w0i), a0i, w0r), a1r, w1i), a1i, w1r),
      );
    }
    const br = load<f64>(at(row1r, i));
    const bi = load<f64>(at(row1i, i));
    const d0 = load<f64>(at(row0r, i));
    const d1 = load<f64>(at(row1r, i + 1));
    store<f64>(at(pr, i), sum(s0r) + d0 * y0r + br * y1r + bi * y1i);
    store<f64>(at(pi, i), sum(s0i) + d0 * y0i + br * y1i - bi * y1r);
    store<f64>(at(pr, i + 1), sum(s1r) + br * y0r - bi * y0i + d1 * y1r);
    store<f64>(at(pi, i + 1), sum(s1i) + br * y0i + bi * y0r + d1 * y1i);
  }
  if (i < n) {
    const yr = load<f64>(at(vr, i));
    const yi = load<f64>(at(vi, i));
    const rowr = at(re, i * n);
    const rowi = at(im, i * n);
    const d = load<f64>(at(rowr, i));
    let sr = d * yr;
    let si = d * yi;
    for (let j = from; j < i; j++) {
      const ar = load<f64>(at(rowr, j));
      const ai = load<f64>(at(rowi, j));
      const zr = load<f64>(at(vr, j));
      const zi = load<f64>(at(vi, j));
      sr += ar * zr - ai * zi;
      si += ar * zi + ai * zr;
      store<f64>(at(pr, j), load<f64>(at(pr, j)) + ar * yr + ai * yi);
      store<f64>(at(pi, j), load<f64>(at(pi, j)) + ar * yi - ai * yr);
    }
    store<f64>(at(pr, i), sr);
    store<f64>(at(pi, i), si);
  }
}

/** A −= v p† + p v† in the lower triangle, rows and columns from `from` on; entries beside the diagonal are written too. */
export function subtract(n: i32, from: i32, re: usize, im: usize, vr: usize, vi: usize, pr: usize, pi: usize): void {
  for (let i = from; i < n; i++) {
    const yr = load<f64>(at(vr, i));
    const yi = load<f64>(at(vi, i));
    const wr = load<f64>(at(pr, i));
    const wi = load<f64>(at(pi, i));
    const ayr = f64x2.splat(yr);
    const ayi = f64x2.splat(yi);
    const awr = f64x2.splat(wr);
    const awi = f64x2.splat(wi);
    const rowr = at(re, i * n);
    const rowi = at(im, i * n);
    let j = from;
    for (; j < i; j += 2) {
      const zr = v128.load(at(vr, j));
      const zi = v128.load(at(vi, j));
      const ur = v128.load(at(pr, j));
      const ui = v128.load(at(pi, j));
      v128.store(
        at(rowr, j),
        nmac(nmac(nmac(nmac(v128.load(at(rowr, j)), ayr, ur), ayi, ui), awr, zr), awi, zi),
      );
      v128.store(
        at(rowi, j),
        mac(nmac(mac(nmac(v128.load(at(rowi, j)), ayi, ur), ayr, ui), awi, zr), awr, zi),
      );
    }
    if (j === i) {
      const zr = load<f64>(at(vr, j));
      const zi = load<f64>(at(vi, j));
      const ur = load<f64>(at(pr, j));
      const ui = load<f64>(at(pi, j));
      store<f64>(at(rowr, j), load<f64>(at(rowr, j)) - yr * ur - yi * ui - wr * zr - wi * zi);
      store<f64>(at(rowi, j), load<f64>(at(rowi, j)) - yi * ur + yr * ui - wi * zr + wr * zi);
    }
  }
}

/** Turns rows i and i + 1 of z by each rotation from i = `high` down to `low`, two at a time to save passes. */
export function turn(n: i32, low: i32, high: i32, z: usize, cos: usize, sin: usize): void {
  let i = high;
  for (; i > low; i -= 2) {
    const c0 = load<f64>(at(cos, i));
    const s0 = load<f64>(at(sin, i));
    const c1 = load<f64>(at(cos, i - 1));
    const s1 = load<f64>(at(sin, i - 1));
    const c = f64x2.splat(c0);
    const s = f64x2.splat(s0);
    const cc = f64x2.splat(c1);
    const ss = f64x2.splat(s1);
    const x = at(z, (i - 1) * n);
    const y = at(z, i * n);
    const w = at(z, (i + 1) * n);
    let j = 0;
    for (; j + 1 < n; j += 2) {
      const first = v128.load(at(x, j));
      const second = v128.load(at(y, j));
      const third = v128.load(at(w, j));
      const middle = nmac(f64x2.mul(c, second), s, third);
      v128.store(at(w, j), mac(f64x2.mul(s, second), c, third));
      v128.store(at(y, j), mac(f64x2.mul(ss, first), cc, middle));
      v128.store(at(x, j), nmac(f64x2.mul(cc, first), ss, middle));
    }
    if (j < n) {
      const first = load<f64>(at(x, j));
      const second = load<f64>(at(y, j));
      const third = load<f64>(at(w, j));
      const middle = c0 * second - s0 * third;
      store<f64>(at(w, j), s0 * second + c0 * third);
      store<f64>(at(y, j), s1 * first + c1 * middle);
      store<f64>(at(x, j), c1 * first - s1 * middle);
    }
  }
  if (i < low) return;
  const c0 = load<f64>(at(cos, i));
  const s0 = load<f64>(at(sin, i));
  const x = at(z, i * n);
  const y = at(z, (i + 1) * n);
  for (let j = 0; j < n; j++) {
    const first = load<f64>(at(x, j));
    const second = load<f64>(at(y, j));
    store<f64>(at(y, j), s0 * first + c0 * second);
    store<f64>(at(x, j), c0 * first - s0 * second);
  }
}

/** I − β v v† with each row k of the reflectors, k falling, applied to rows m and l, the same one at the end of odd n. */
export function reflect(n: i32, m: i32, l: i32, re: usize, im: usize, vr: usize, vi: usize, beta: usize): void {
  const xr = at(re, m * n);
  const xi = at(im, m * n);
  const yr = at(re, l * n);
  const yi = at(im, l * n);
  for (let k = n - 2; k >= 0; k--) {
    const b = load<f64>(at(beta, k));
    if (b === 0) continue;
    const other = m === l ? 0 : b;
    const rowr = at(vr, k * n);
    const rowi = at(vi, k * n);
    let far = f64x2.splat(0);
    let fai = f64x2.splat(0);
    let fbr = f64x2.splat(0);
    let fbi = f64x2.splat(0);
    let from = k + 1;
    let ar: f64 = 0;
    let ai: f64 = 0;
    let br: f64 = 0;
    let bi: f64 = 0;
    if ((n - from) & 1) {
      const r = load<f64>(at(rowr, from));
      const i = load<f64>(at(rowi, from));
      const pr = load<f64>(at(xr, from));
      const pi = load<f64>(at(xi, from));
      const qr = load<f64>(at(yr, from));
      const qi = load<f64>(at(yi, from));
      ar = r * pr + i * pi;
      ai = r * pi - i * pr;
      br = r * qr + i * qi;
      bi = r * qi - i * qr;
      from++;
    }
    for (let j = from; j < n; j += 2) {
      const r = v128.load(at(rowr, j));
      const i = v128.load(at(rowi, j));
      const pr = v128.load(at(xr, j));
      const pi = v128.load(at(xi, j));
      const qr = v128.load(at(yr, j));
      const qi = v128.load(at(yi, j));
      far = mac(mac(far, r, pr), i, pi);
      fai = nmac(mac(fai, r, pi), i, pr);
      fbr = mac(mac(fbr, r, qr), i, qi);
      fbi = nmac(mac(fbi, r, qi), i, qr);
    }
    ar = b * (ar + sum(far));
    ai = b * (ai + sum(fai));
    br = other * (br + sum(fbr));
    bi = other * (bi + sum(fbi));
    if (from > k + 1) {
      const j = k + 1;
      const r = load<f64>(at(rowr, j));
      const i = load<f64>(at(rowi, j));
      store<f64>(at(xr, j), load<f64>(at(xr, j)) - ar * r + ai * i);
      store<f64>(at(xi, j), load<f64>(at(xi, j)) - ar * i - ai * r);
      store<f64>(at(yr, j), load<f64>(at(yr, j)) - br * r + bi * i);
      store<f64>(at(yi, j), load<f64>(at(yi, j)) - br * i - bi * r);
    }
    const sar = f64x2.splat(ar);
    const sai = f64x2.splat(ai);
    const sbr = f64x2.splat(br);
    const sbi = f64x2.splat(bi);
    for (let j = from; j < n; j += 2) {
      const r = v128.load(at(rowr, j));
      const i = v128.load(at(rowi, j));
      v128.store(at(xr, j), mac(nmac(v128.load(at(xr, j)), sar, r), sai, i));
      v128.store(at(xi, j), nmac(nmac(v128.load(at(xi, j)), sar, i), sai, r));
      v128.store(at(yr, j), mac(nmac(v128.load(at(yr, j)), sbr, r), sbi, i));
      v128.store(at(yi, j), nmac(nmac(v128.load(at(yi, j)), sbr, i), sbi, r));
    }
  }
}

/** out = A Bᵀ of matrices of `n` and `m` rows of `width`, four entries a pass over two rows of each. */
export function multiplyRows(
  n: i32,
  m: i32,
  width: i32,
  ar: usize,
  ai: usize,
  br: usize,
  bi: usize,
  outr: usize,
  outi: usize,
): void {
  for (let i = 0; i < n; i += 2) {
    const i1 = min(i + 1, n - 1);
    const xr = at(ar, i * width);
    const xi = at(ai, i * width);
    const yr = at(ar, i1 * width);
    const yi = at(ai, i1 * width);
    for (let j = 0; j < m; j += 2) {
      const j1 = min(j + 1, m - 1);
      const ur = at(br, j * width);
      const ui = at(bi, j * width);
      const vr = at(br, j1 * width);
      const vi = at(bi, j1 * width);
      let r00 = f64x2.splat(0);
      let m00 = r00;
      let r01 = r00;
      let m01 = r00;
      let r10 = r00;
      let m10 = r00;
      let r11 = r00;
      let m11 = r00;
      let k = 0;
      for (; k + 1 < width; k += 2) {
        const a = v128.load(at(xr, k));
        const b = v128.load(at(xi, k));
        const c = v128.load(at(yr, k));
        const d = v128.load(at(yi, k));
        const e = v128.load(at(ur, k));
        const f = v128.load(at(ui, k));
        const g = v128.load(at(vr, k));
        const h = v128.load(at(vi, k));
        r00 = nmac(mac(r00, a, e), b, f);
        m00 = mac(mac(m00, a, f), b, e);
        r01 = nmac(mac(r01, a, g), b, h);
        m01 = mac(mac(m01, a, h), b, g);
        r10 = nmac(mac(r10, c, e), d, f);
        m10 = mac(mac(m10, c, f), d, e);
        r11 = nmac(mac(r11, c, g), d, h);
        m11 = mac(mac(m11, c, h), d, g);
      }
      let s00 = sum(r00);
      let t00 = sum(m00);
      let s01 = sum(r01);
      let t01 = sum(m01);
      let s10 = sum(r10);
      let t10 = sum(m10);
      let s11 = sum(r11);
      let t11 = sum(m11);
      if (k < width) {
        const a = load<f64>(at(xr, k));
        const b = load<f64>(at(xi, k));
        const c = load<f64>(at(yr, k));
        const d = load<f64>(at(yi, k));
        const e = load<f64>(at(ur, k));
        const f = load<f64>(at(ui, k));
        const g = load<f64>(at(vr, k));
        const h = load<f64>(at(vi, k));
        s00 += a * e - b * f;
        t00 += a * f + b * e;
        s01 += a * g - b * h;
        t01 += a * h + b * g;
        s10 += c * e - d * f;
        t10 += c * f + d * e;
        s11 += c * g - d * h;
        t11 += c * h + d * g;
      }
      store<f64>(at(outr, i * m + j), s00);
      store<f64>(at(outi, i * m + j), t00);
      store<f64>(at(outr, i * m + j1), s01);
      store<f64>(at(outi, i * m + j1), t01);
      store<f64>(at(outr, i1 * m + j), s10);
      store<f64>(at(outi, i1 * m + j), t10);
      store<f64>(at(outr, i1 * m + j1), s11);
      store<f64>(at(outi, i1 * m + j1), t11);
    }
  }
}

// @ts-ignore: decorator
@inline
function hypot(a: f64, b: f64): f64 {
  const x = abs(a);
  const y = abs(b);
  const long = max(x, y);
  if (long === 0) return 0;
  const ratio = min(x, y) / long;
  return long * sqrt(1 + ratio * ratio);
}

/** Turns rows x and y of `width`: x′ = cos·x − w·y, and y′ = w*·x + cos·y. */
function turnRows(width: i32, xr: usize, xi: usize, yr: usize, yi: usize, cos: f64, wr: f64, wi: f64): void {
  const c = f64x2.splat(cos);
  const r = f64x2.splat(wr);
  const i = f64x2.splat(wi);
  let k = 0;
  for (; k + 1 < width; k += 2) {
    const pr = v128.load(at(xr, k));
    const pi = v128.load(at(xi, k));
    const qr = v128.load(at(yr, k));
    const qi = v128.load(at(yi, k));
    v128.store(at(xr, k), mac(nmac(f64x2.mul(c, pr), r, qr), i, qi));
    v128.store(at(xi, k), nmac(nmac(f64x2.mul(c, pi), r, qi), i, qr));
    v128.store(at(yr, k), mac(mac(f64x2.mul(c, qr), r, pr), i, pi));
    v128.store(at(yi, k), nmac(mac(f64x2.mul(c, qi), r, pi), i, pr));
  }
  if (k < width) {
    const pr = load<f64>(at(xr, k));
    const pi = load<f64>(at(xi, k));
    const qr = load<f64>(at(yr, k));
    const qi = load<f64>(at(yi, k));
    store<f64>(at(xr, k), cos * pr - (wr * qr - wi * qi));
    store<f64>(at(xi, k), cos * pi - (wr * qi + wi * qr));
    store<f64>(at(yr, k), cos * qr + wr * pr + wi * pi);
    store<f64>(at(yi, k), cos * qi + wr * pi - wi * pr);
  }
}

/** Turns each pair of the n rows of y to be orthogonal, and the rows of v with them; whether any was turned. */
export function sweep(n: i32, width: i32, yr: usize, yi: usize, vr: usize, vi: usize): bool {
  let turned = false;
  for (let p = 0; p < n; p++) {
    const ar = at(yr, p * width);
    const ai = at(yi, p * width);
    for (let q = p + 1; q < n; q++) {
      const br = at(yr, q * width);
      const bi = at(yi, q * width);
      let f = f64x2.splat(0);
      let s = f;
      let g = f;
      let h = f;
      let k = 0;
      for (; k + 1 < width; k += 2) {
        const pr = v128.load(at(ar, k));
        const pi = v128.load(at(ai, k));
        const qr = v128.load(at(br, k));
        const qi = v128.load(at(bi, k));
        f = mac(mac(f, pr, pr), pi, pi);
        s = mac(mac(s, qr, qr), qi, qi);
        g = mac(mac(g, pr, qr), pi, qi);
        h = nmac(mac(h, pr, qi), pi, qr);
      }
      let first = sum(f);
      let second = sum(s);
      let gr = sum(g);
      let gi = sum(h);
      if (k < width) {
        const pr = load<f64>(at(ar, k));
        const pi = load<f64>(at(ai, k));
        const qr = load<f64>(at(br, k));
        const qi = load<f64>(at(bi, k));
        first += pr * pr + pi * pi;
        second += qr * qr + qi * qi;
        gr += pr * qr + pi * qi;
        gi += pr * qi - pi * qr;
      }
      const size = hypot(gr, gi);
      if (size <= max(1e-300, 2.220446049250313e-16 * sqrt(first) * sqrt(second))) continue;
      turned = true;
      const theta = (second - first) / (2 * size);
      const tan = (theta < 0 ? -1.0 : 1.0) / (abs(theta) + hypot(1, theta));
      const cos = 1 / hypot(1, tan);
      const wr = (tan * cos * gr) / size;
      const wi = (-tan * cos * gi) / size;
      turnRows(width, ar, ai, br, bi, cos, wr, wi);
      turnRows(n, at(vr, p * n), at(vi, p * n), at(vr, q * n), at(vi, q * n), cos, wr, wi);
    }
  }
  return turned;
}
