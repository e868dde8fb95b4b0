import { at, mac, nmac } from "./doubles";
import { sum64 } from "./lanes";

/** ⟨j|A|j⟩ of `count` Hermitian matrices, lower triangles read, for each row j of its own n vectors. */
export function expectMany(count: i32, n: i32, ar: usize, ai: usize, vr: usize, vi: usize, out: usize): void {
  for (let k = 0; k < count; k++) {
    for (let j = 0; j < n; j++) {
      const xr = at(vr, (k * n + j) * n);
      const xi = at(vi, (k * n + j) * n);
      let total: f64 = 0;
      for (let i = 0; i < n; i++) {
        const hr = at(ar, (k * n + i) * n);
        const hi = at(ai, (k * n + i) * n);
        let sr = f64x2.splat(0);
        let si = f64x2.splat(0);
        let c = 0;
        for (; c + 1 < i; c += 2) {
          const r = v128.load(at(hr, c));
          const m = v128.load(at(hi, c));
          const zr = v128.load(at(xr, c));
          const zi = v128.load(at(xi, c));
          sr = nmac(mac(sr, r, zr), m, zi);
          si = mac(mac(si, r, zi), m, zr);
        }
        let tr = sum64(sr);
        let ti = sum64(si);
        if (c < i) {
          const r = load<f64>(at(hr, c));
          const m = load<f64>(at(hi, c));
          tr += r * load<f64>(at(xr, c)) - m * load<f64>(at(xi, c));
          ti += r * load<f64>(at(xi, c)) + m * load<f64>(at(xr, c));
        }
        const yr = load<f64>(at(xr, i));
        const yi = load<f64>(at(xi, i));
        total += load<f64>(at(hr, i)) * (yr * yr + yi * yi) + 2 * (yr * tr + yi * ti);
      }
      store<f64>(at(out, k * n + j), total);
    }
  }
}
