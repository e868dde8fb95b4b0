import { at } from "./doubles";
import { turn } from "./hermitian";

/** QL steps with implicit shifts on one tridiagonal matrix; with rows z, they are turned along. Whether it converged. */
export function iterate(n: i32, d: usize, e: usize, z: usize, cos: usize, sin: usize): bool {
  let scale: f64 = 0;
  for (let l = 0; l < n; l++) {
    scale = max(scale, abs(load<f64>(at(d, l))) + abs(load<f64>(at(e, l))));
    const least = 1.1102230246251565e-16 * scale;
    for (let step = 0; ; step++) {
      let m = l;
      while (m + 1 < n && abs(load<f64>(at(e, m))) > least) m++;
      if (m === l) break;
      if (step === 100) return false;
      const el = load<f64>(at(e, l));
      const dl = load<f64>(at(d, l));
      let g = (load<f64>(at(d, l + 1)) - dl) / (2 * el);
      g = load<f64>(at(d, m)) - dl + el / (g + (g < 0 ? -1.0 : 1.0) * sqrt(g * g + 1));
      let s: f64 = 1;
      let c: f64 = 1;
      let shift: f64 = 0;
      let split = false;
      let low = m;
      let above = load<f64>(at(d, m));
      for (let i = m - 1; i >= l; i--) {
        const ei = load<f64>(at(e, i));
        const f = s * ei;
        const b = c * ei;
        const r = sqrt(f * f + g * g);
        store<f64>(at(e, i + 1), r);
        if (r === 0) {
          store<f64>(at(d, i + 1), above - shift);
          split = true;
          break;
        }
        const over = 1 / r;
        s = f * over;
        c = g * over;
        g = above - shift;
        above = load<f64>(at(d, i));
        const t = (above - g) * s + 2 * c * b;
        shift = s * t;
        store<f64>(at(d, i + 1), g + shift);
        g = c * t - b;
        store<f64>(at(cos, i), c);
        store<f64>(at(sin, i), s);
        low = i;
      }
      if (z !== 0 && low < m) turn(n, low, m - 1, z, cos, sin);
      store<f64>(at(e, m), 0);
      if (split) continue;
      store<f64>(at(d, l), load<f64>(at(d, l)) - shift);
      store<f64>(at(e, l), g);
    }
  }
  return true;
}

/** Places of the greatest value to the least, after `order`. */
export function sort(n: i32, d: usize, order: usize): void {
  for (let i = 0; i < n; i++) {
    const value = load<f64>(at(d, i));
    let j = i;
    while (j > 0 && load<f64>(at(d, load<i32>(order + ((j - 1) << 2)))) < value) {
      store<i32>(order + (j << 2), load<i32>(order + ((j - 1) << 2)));
      j--;
    }
    store<i32>(order + (j << 2), i);
  }
}
