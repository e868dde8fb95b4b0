import { at, mac, nmac } from "./doubles";
import { sum64 } from "./lanes";

// The loops of the Hermitian eigensolver, two doubles a step. Addresses are in bytes; matrices are n by n, row after row.

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
    store<f64>(at(pr, i), sum64(s0r) + d0 * y0r + br * y1r + bi * y1i);
    store<f64>(at(pi, i), sum64(s0i) + d0 * y0i + br * y1i - bi * y1r);
    store<f64>(at(pr, i + 1), sum64(s1r) + br * y0r - bi * y0i + d1 * y1r);
    store<f64>(at(pi, i + 1), sum64(s1i) + br * y0i + bi * y0r + d1 * y1i);
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
    ar = b * (ar + sum64(far));
    ai = b * (ai + sum64(fai));
    br = other * (br + sum64(fbr));
    bi = other * (bi + sum64(fbi));
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
