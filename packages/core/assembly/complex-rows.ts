import { at, mac, nmac } from "./doubles";
import { sum64 } from "./lanes";

// Products and rotations of complex rows, two doubles a step. Addresses are in bytes; rows lie one after another.

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
      let s00 = sum64(r00);
      let t00 = sum64(m00);
      let s01 = sum64(r01);
      let t01 = sum64(m01);
      let s10 = sum64(r10);
      let t10 = sum64(m10);
      let s11 = sum64(r11);
      let t11 = sum64(m11);
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
      let first = sum64(f);
      let second = sum64(s);
      let gr = sum64(g);
      let gi = sum64(h);
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
