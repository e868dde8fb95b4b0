import { at } from "./doubles";
import { entry, pair } from "./paired-entries";
import { back, interleave, reduce } from "./paired-reduction";
import { iterate, sort } from "./tridiagonal";

// The Hermitian eigensolver for many small matrices: each lane of a register holds a matrix of its own, so that the
// reduction and the way back go two at a time; between them each tridiagonal matrix has its own steps.

/** One lane of work pulled apart: the diagonal and the entries beside it. */
function lane(n: i32, from: usize, shift: usize, to: usize): void {
  for (let i = 0; i < n; i++) store<f64>(at(to, i), load<f64>(pair(from, i) + shift));
}

/** Eigenvalues of one lane in falling order, and its eigenvectors if `vr` is an address. */
function finish(
  n: i32,
  d: usize,
  factor: f64,
  w: usize,
  shift: usize,
  order: usize,
  values: usize,
  vr: usize,
  vi: usize,
): void {
  sort(n, d, order);
  for (let k = 0; k < n; k++) {
    const from = load<i32>(order + (k << 2));
    store<f64>(at(values, k), load<f64>(at(d, from)) / factor);
    if (vr === 0) continue;
    for (let i = 0; i < n; i++) {
      const x = entry(w, from * n + i) + shift;
      store<f64>(at(vr, k * n + i), load<f64>(x));
      store<f64>(at(vi, k * n + i), load<f64>(x, 16));
    }
  }
}

/**
 * Eigenvalues, falling, of `count` Hermitian matrices one after another, of which the lower triangles are read; with
 * addresses vr and vi the eigenvectors too, as rows. `work` has room for 128·n² + 144·n bytes. Whether all converged.
 */
export function eigenMany(
  count: i32,
  n: i32,
  ar: usize,
  ai: usize,
  values: usize,
  vr: usize,
  vi: usize,
  work: usize,
): bool {
  const a = work;
  const v = entry(a, n * n);
  const w = entry(v, n * n);
  const z0 = entry(w, n * n);
  const z1 = at(z0, n * n);
  const d = entry(z0, n * n);
  const e = pair(d, n);
  const phase = pair(e, n);
  const p = entry(phase, n);
  const beta = entry(p, n);
  const d0 = pair(beta, n);
  const d1 = at(d0, n);
  const off = at(d1, n);
  const cos = at(off, n);
  const sin = at(cos, n);
  const order = at(sin, n);
  for (let k = 0; k < count; k += 2) {
    const other = min(k + 1, count - 1);
    const factor = interleave(n, at(ar, k * n * n), at(ai, k * n * n), at(ar, other * n * n), at(ai, other * n * n), a);
    reduce(n, a, v, d, e, phase, beta, p);
    if (vr !== 0) {
      memory.fill(z0, 0, (n * n) << 4);
      for (let i = 0; i < n; i++) {
        store<f64>(at(z0, i * (n + 1)), 1);
        store<f64>(at(z1, i * (n + 1)), 1);
      }
    }
    lane(n, d, 0, d0);
    lane(n, e, 0, off);
    if (!iterate(n, d0, off, vr === 0 ? 0 : z0, cos, sin)) return false;
    lane(n, d, 8, d1);
    lane(n, e, 8, off);
    if (!iterate(n, d1, off, vr === 0 ? 0 : z1, cos, sin)) return false;
    if (vr !== 0) back(n, z0, z1, v, phase, beta, w);
    const first = k * n * n;
    finish(n, d0, f64x2.extract_lane(factor, 0), w, 0, order, at(values, k * n), vr === 0 ? 0 : at(vr, first), at(vi, first));
    if (other === k) continue;
    const second = other * n * n;
    finish(n, d1, f64x2.extract_lane(factor, 1), w, 8, order, at(values, other * n), vr === 0 ? 0 : at(vr, second), at(vi, second));
  }
  return true;
}
