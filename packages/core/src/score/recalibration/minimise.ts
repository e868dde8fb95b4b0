/** A smooth function: returns its value at x and writes its gradient. */
export type Smooth = (x: Float64Array, gradient: Float64Array) => number;

/** A minimum, and how well it was reached. */
export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly steps: number;
  /** Largest entry of the gradient there. */
  readonly slope: number;
  readonly converged: boolean;
}

/** Pairs of steps and gradient changes that are kept. */
const MEMORY = 20;
const STEPS = 2000;
const ARMIJO = 1e-4;
const WOLFE = 0.9;

interface Pair {
  readonly s: Float64Array;
  readonly y: Float64Array;
  readonly rho: number;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

const largest = (x: Float64Array): number => x.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** −H·gradient by the two loops of the limited-memory method. */
function direction(gradient: Float64Array, pairs: readonly Pair[]): Float64Array {
  const d = gradient.map((g) => -g);
  const shares: number[] = [];
  for (let i = pairs.length - 1; i >= 0; i--) {
    const { s, y, rho } = pairs[i]!;
    const share = rho * dot(s, d);
    shares[i] = share;
    for (let c = 0; c < d.length; c++) d[c]! -= share * y[c]!;
  }
  const last = pairs.at(-1);
  if (last !== undefined) {
    const scale = 1 / (last.rho * dot(last.y, last.y));
    for (let c = 0; c < d.length; c++) d[c]! *= scale;
  }
  pairs.forEach(({ s, y, rho }, i) => {
    const back = rho * dot(y, d);
    for (let c = 0; c < d.length; c++) d[c]! += (shares[i]! - back) * s[c]!;
  });
  return d;
}

/** A point along the direction that meets the weak Wolfe conditions, by bisection and doubling. */
function lineSearch(
  f: Smooth,
  x: Float64Array,
  value: number,
  d: Float64Array,
  descent: number,
  first: number,
): { x: Float64Array; value: number; gradient: Float64Array } | undefined {
  let [low, high, length] = [0, Number.POSITIVE_INFINITY, first];
  for (let trial = 0; trial < 60; trial++) {
    const next = x.map((at, c) => at + length * d[c]!);
    const gradient = new Float64Array(x.length);
    const there = f(next, gradient);
    if (!(there <= value + ARMIJO * length * descent)) high = length;
    else if (dot(gradient, d) < WOLFE * descent) low = length;
    else return { x: next, value: there, gradient };
    length = high === Number.POSITIVE_INFINITY ? 2 * length : (low + high) / 2;
  }
  return undefined;
}

/**
 * The minimum of a smooth convex function by the limited-memory BFGS method.
 *
 * Converged where no entry of the gradient exceeds `tolerance`, or where rounding lets the value fall no further.
 *
 * Source: Liu & Nocedal, Math. Program. 45 (1989) 503.
 */
export function minimise(f: Smooth, start: Float64Array, tolerance: number): Minimum {
  let x: Float64Array = start.slice();
  let gradient: Float64Array = new Float64Array(x.length);
  let value = f(x, gradient);
  const pairs: Pair[] = [];
  for (let steps = 0; ; steps++) {
    const slope = largest(gradient);
    if (slope <= tolerance || steps === STEPS) {
      return { x, value, steps, slope, converged: slope <= tolerance };
    }
    const d = direction(gradient, pairs);
    const descent = dot(gradient, d);
    const first = pairs.length === 0 ? Math.min(1, 1 / slope) : 1;
    const next = descent < 0 ? lineSearch(f, x, value, d, descent, first) : undefined;
    if (next === undefined) {
      if (pairs.length === 0) return { x, value, steps, slope, converged: slope <= 1e3 * tolerance };
      pairs.length = 0;
      continue;
    }
    const s = next.x.map((at, c) => at - x[c]!);
    const y = next.gradient.map((g, c) => g - gradient[c]!);
    const curvature = dot(s, y);
    if (curvature > 0) pairs.push({ s, y, rho: 1 / curvature });
    if (pairs.length > MEMORY) pairs.shift();
    ({ x, value, gradient } = next);
  }
}
