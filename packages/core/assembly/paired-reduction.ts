import { at, mac, nmac } from "./doubles";
import { both, entry, im, inverse, pair, put, re } from "./paired-entries";

/** Lays the lower triangles of two matrices side by side; the factors by which each came near 1. */
export function interleave(n: i32, ar: usize, ai: usize, br: usize, bi: usize, a: usize): v128 {
  let top = f64x2.splat(0);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const k = i * n + j;
      const r = both(load<f64>(at(ar, k)), load<f64>(at(br, k)));
      const m = both(load<f64>(at(ai, k)), load<f64>(at(bi, k)));
      top = f64x2.max(top, f64x2.max(f64x2.abs(r), f64x2.abs(m)));
      put(entry(a, k), r, m);
    }
  }
  const inside = v128.and(f64x2.gt(top, f64x2.splat(1e-100)), f64x2.lt(top, f64x2.splat(1e100)));
  const fine = v128.or(inside, f64x2.eq(top, f64x2.splat(0)));
  const factor = v128.bitselect(f64x2.splat(1), inverse(top), fine);
  if (v128.any_true(f64x2.ne(factor, f64x2.splat(1)))) {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        const place = entry(a, i * n + j);
        put(place, f64x2.mul(re(place), factor), f64x2.mul(im(place), factor));
      }
    }
  }
  return factor;
}

/** Householder's reduction of both: diagonals d, entries e beside them, phases, and the reflections by v and beta. */
export function reduce(n: i32, a: usize, v: usize, d: usize, e: usize, phase: usize, beta: usize, p: usize): void {
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  put(phase, one, zero);
  v128.store(pair(e, n - 1), zero);
  for (let k = 0; k + 1 < n; k++) {
    let tail = zero;
    for (let i = k + 2; i < n; i++) {
      const x = entry(a, i * n + k);
      tail = mac(mac(tail, re(x), re(x)), im(x), im(x));
    }
    const head = entry(a, (k + 1) * n + k);
    const square = mac(f64x2.mul(re(head), re(head)), im(head), im(head));
    const first = f64x2.sqrt(square);
    const some = f64x2.gt(first, zero);
    const over = inverse(first);
    const ur = v128.bitselect(f64x2.mul(re(head), over), one, some);
    const ui = f64x2.mul(im(head), over);
    const turned = f64x2.gt(tail, zero);
    const norm = v128.bitselect(f64x2.sqrt(f64x2.add(square, tail)), first, turned);
    v128.store(pair(e, k), norm);
    const sign = v128.bitselect(f64x2.splat(-1), one, turned);
    const sr = f64x2.mul(sign, ur);
    const si = f64x2.mul(sign, ui);
    const last = entry(phase, k);
    put(
      entry(phase, k + 1),
      nmac(f64x2.mul(re(last), sr), im(last), si),
      mac(f64x2.mul(re(last), si), im(last), sr),
    );
    const long = f64x2.add(first, norm);
    const b = v128.and(inverse(f64x2.mul(norm, long)), turned);
    v128.store(pair(beta, k), b);
    if (!v128.any_true(turned)) continue;
    const row = entry(v, k * n);
    put(entry(row, k + 1), f64x2.mul(long, ur), f64x2.mul(long, ui));
    put(entry(p, k + 1), zero, zero);
    for (let i = k + 2; i < n; i++) {
      const x = entry(a, i * n + k);
      put(entry(row, i), re(x), im(x));
      put(entry(p, i), zero, zero);
    }
    for (let i = k + 1; i < n; i++) {
      const y = entry(row, i);
      const yr = re(y);
      const yi = im(y);
      const own = re(entry(a, i * n + i));
      let tr = f64x2.mul(own, yr);
      let ti = f64x2.mul(own, yi);
      for (let j = k + 1; j < i; j++) {
        const x = entry(a, i * n + j);
        const z = entry(row, j);
        const q = entry(p, j);
        const xr = re(x);
        const xi = im(x);
        const zr = re(z);
        const zi = im(z);
        tr = nmac(mac(tr, xr, zr), xi, zi);
        ti = mac(mac(ti, xr, zi), xi, zr);
        put(q, mac(mac(re(q), xr, yr), xi, yi), nmac(mac(im(q), xr, yi), xi, yr));
      }
      const q = entry(p, i);
      put(q, f64x2.add(re(q), tr), f64x2.add(im(q), ti));
    }
    let inner = zero;
    for (let i = k + 1; i < n; i++) {
      const y = entry(row, i);
      const q = entry(p, i);
      inner = mac(mac(inner, re(q), re(y)), im(q), im(y));
    }
    const half = f64x2.mul(f64x2.mul(f64x2.splat(0.5), inner), f64x2.mul(b, b));
    for (let i = k + 1; i < n; i++) {
      const y = entry(row, i);
      const q = entry(p, i);
      put(q, nmac(f64x2.mul(b, re(q)), half, re(y)), nmac(f64x2.mul(b, im(q)), half, im(y)));
    }
    for (let i = k + 1; i < n; i++) {
      const y = entry(row, i);
      const q = entry(p, i);
      const yr = re(y);
      const yi = im(y);
      const wr = re(q);
      const wi = im(q);
      for (let j = k + 1; j <= i; j++) {
        const x = entry(a, i * n + j);
        const z = entry(row, j);
        const u = entry(p, j);
        const zr = re(z);
        const zi = im(z);
        const qr = re(u);
        const qi = im(u);
        put(
          x,
          nmac(nmac(nmac(nmac(re(x), yr, qr), yi, qi), wr, zr), wi, zi),
          mac(nmac(mac(nmac(im(x), yi, qr), yr, qi), wi, zr), wr, zi),
        );
      }
    }
  }
  for (let i = 0; i < n; i++) v128.store(pair(d, i), re(entry(a, i * n + i)));
}

/** Both matrices' eigenvectors, of which z holds those of the tridiagonal ones, as rows of w. */
export function back(n: i32, z0: usize, z1: usize, v: usize, phase: usize, beta: usize, w: usize): void {
  for (let m = 0; m < n; m++) {
    const row = entry(w, m * n);
    for (let i = 0; i < n; i++) {
      const x = both(load<f64>(at(z0, m * n + i)), load<f64>(at(z1, m * n + i)));
      const f = entry(phase, i);
      put(entry(row, i), f64x2.mul(x, re(f)), f64x2.mul(x, im(f)));
    }
    for (let k = n - 2; k >= 0; k--) {
      const b = v128.load(pair(beta, k));
      if (!v128.any_true(f64x2.gt(b, f64x2.splat(0)))) continue;
      const mirror = entry(v, k * n);
      let fr = f64x2.splat(0);
      let fi = f64x2.splat(0);
      for (let j = k + 1; j < n; j++) {
        const y = entry(mirror, j);
        const x = entry(row, j);
        fr = mac(mac(fr, re(y), re(x)), im(y), im(x));
        fi = nmac(mac(fi, re(y), im(x)), im(y), re(x));
      }
      fr = f64x2.mul(b, fr);
      fi = f64x2.mul(b, fi);
      for (let j = k + 1; j < n; j++) {
        const y = entry(mirror, j);
        const x = entry(row, j);
        put(x, mac(nmac(re(x), fr, re(y)), fi, im(y)), nmac(nmac(im(x), fr, im(y)), fi, re(y)));
      }
    }
  }
}
