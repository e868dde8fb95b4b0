import { at32, madd32, widen } from "../../core/assembly/lanes";
import { D, P } from "./room";

/**
 * 2^x for |x| ≤ 1/2, highest power first: minimax of degree 5 that is exact at 0, where a row's likeliest outcome is, error 9.1e-8 of it; (2^d − 1)/d for |d| ≤ 1/(2 ln 2),
 * degree 5, error 9.7e-8; 1.5·2²³, which rounds what is added to it to a whole number in the low bits; the square of the
 * greatest near d; the least exponent.
 */
const NUMBERS: usize = memory.data<f32>(
  [
    0.001326472719748558, 0.009671512639655745, 0.05550733743251232, 0.24022242085374979, 0.693146977599164,
    1, 0.0001540345409909792, 0.0013452519106025064, 0.009618598541706784, 0.055501802800206695,
    0.24022642596333832, 0.6931472462005092, 12582912, 0.5203422452514019, -126,
  ],
  16,
);
const POWER: usize = 0;
const SLOPE: usize = 6;
const ROUND: usize = 12;
const NEAR: usize = 13;
const LEAST: usize = 14;
const MAGNITUDE: usize = memory.data<i32>([0x7fffffff], 16);

export const LOG2E: f64 = 1.4426950408889634;
/** Outcomes that are worked on at once: so few that they stay in the first cache, and single precision sums them. */
export const STRETCH: i32 = 512;
/** Moments Σ p·dᵏ, k = 2 … 7, in double precision, two lanes each. */
export const MOMENTS: usize = 6;
export const WIDE: usize = memory.data(512, 16);

// @ts-ignore: decorator
@inline
export function widely(k: usize, sum: v128): void {
  const at = WIDE + (k << 4);
  v128.store(at, f64x2.add(v128.load(at), widen(sum)));
}

/** Leaves the first sums of double precision at `out`. */
export function writeWide(out: usize, count: usize): void {
  for (let k: usize = 0; k < count; k++) {
    const v = v128.load(WIDE + (k << 4));
    store<f64>(out + (k << 3), f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1));
  }
}

/** The greatest d² of outcomes whose terms are put together from their moments, |d| ≤ 1/2 nat; and log₂ p of none. */
// @ts-ignore: decorator
@inline
export function nearSquare(): v128 {
  return at32(NUMBERS, NEAR);
}

// @ts-ignore: decorator
@inline
export function least(): v128 {
  return at32(NUMBERS, LEAST);
}

/** Makes powers 2^x of the logarithms x ≥ −126 at `at`. V8 keeps constants in registers in loops as short as these. */
export function raise(at: usize, bytes: usize): void {
  const round = at32(NUMBERS, ROUND);
  const c0 = at32(NUMBERS, POWER);
  const c1 = at32(NUMBERS, POWER + 1);
  const c2 = at32(NUMBERS, POWER + 2);
  const c3 = at32(NUMBERS, POWER + 3);
  const c4 = at32(NUMBERS, POWER + 4);
  const c5 = at32(NUMBERS, POWER + 5);
  for (let k: usize = 0; k < bytes; k += 16) {
    const x = v128.load(at + k);
    const whole = f32x4.add(x, round);
    const r = f32x4.sub(x, f32x4.sub(whole, round));
    const z = f32x4.mul(r, r);
    const high = madd32(z, madd32(r, c0, c1), madd32(r, c2, c3));
    const power = madd32(z, high, madd32(r, c4, c5));
    v128.store(at + k, i32x4.add(power, i32x4.shl(whole, 23)));
  }
}

/** Adds the moments of a stretch to the sums from `at` on. */
export function addMoments(bytes: usize, at: usize): void {
  let m2 = i64x2.splat(0);
  let m3 = m2;
  let m4 = m2;
  let m5 = m2;
  let m6 = m2;
  let m7 = m2;
  for (let k: usize = 0; k < bytes; k += 16) {
    const d = v128.load(D + k);
    const z = f32x4.mul(d, d);
    let even = f32x4.mul(v128.load(P + k), z);
    let odd = f32x4.mul(even, d);
    m2 = f32x4.add(m2, even);
    m3 = f32x4.add(m3, odd);
    even = f32x4.mul(even, z);
    odd = f32x4.mul(odd, z);
    m4 = f32x4.add(m4, even);
    m5 = f32x4.add(m5, odd);
    m6 = madd32(even, z, m6);
    m7 = madd32(odd, z, m7);
  }
  widely(at, m2);
  widely(at + 1, m3);
  widely(at + 2, m4);
  widely(at + 3, m5);
  widely(at + 4, m6);
  widely(at + 5, m7);
}

/** Makes q of d, and adds Σ |p − q| to the sum `at`. */
export function addGaps(bytes: usize, at: usize): void {
  let gaps = i64x2.splat(0);
  const c0 = at32(NUMBERS, SLOPE);
  const c1 = at32(NUMBERS, SLOPE + 1);
  const c2 = at32(NUMBERS, SLOPE + 2);
  const c3 = at32(NUMBERS, SLOPE + 3);
  const c4 = at32(NUMBERS, SLOPE + 4);
  const c5 = at32(NUMBERS, SLOPE + 5);
  const sign = at32(MAGNITUDE, 0);
  for (let k: usize = 0; k < bytes; k += 16) {
    const p = v128.load(P + k);
    const d = v128.load(D + k);
    const z = f32x4.mul(d, d);
    const high = madd32(z, madd32(d, c0, c1), madd32(d, c2, c3));
    const gap = f32x4.mul(f32x4.mul(p, d), madd32(z, high, madd32(d, c4, c5)));
    gaps = f32x4.add(gaps, v128.and(gap, sign));
    v128.store(D + k, f32x4.add(p, gap));
  }
  widely(at, gaps);
}
