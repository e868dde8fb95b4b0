/** At every point the tilted mass above it, weighted: `b` by e^{−(θ+1)(l − l_k)}, `d` by e^{−θ(l − l_k)} − e^{−(θ+1)(l − l_k)}. */
export interface Tails {
  readonly b: Float64Array;
  readonly d: Float64Array;
}

/** Where a tilted law stands on its grid. */
export interface Frame {
  readonly tilt: number;
  readonly h: number;
  /** log of what the tilted masses were divided by. */
  readonly scale: number;
  /** The least loss of the grid. */
  readonly bottom: number;
  /** log δ that is told below the window, where its masses are not known: an upper bound, or −∞ for a bound from below. */
  readonly beneath: number;
  /** −log of the tilted mass that may lie outside the window. */
  readonly outside: number;
}

/** The tails of n masses. */
export function tailsOf(n: number, h: number, tilt: number, mass: (k: number) => number): Tails {
  const b = new Float64Array(n);
  const d = new Float64Array(n);
  const fade = Math.exp(-tilt * h);
  const rest = -Math.expm1(-h);
  for (let k = n - 1; k >= 0; k--) {
    const above = k + 1 < n ? b[k + 1]! : 0;
    b[k] = mass(k) + fade * (1 - rest) * above;
    d[k] = k + 1 < n ? fade * (d[k + 1]! + rest * above) : 0;
  }
  return { b, d };
}

/** log δ at an ε: δ = e^{K(θ) − θl} (d + (1 − e^{−(l − ε)}) b) with l the first point from ε on. */
export function logDeltaOf({ b, d }: Tails, frame: Frame, epsilon: number): number {
  const { tilt, h, scale, bottom, beneath, outside } = frame;
  if (epsilon < bottom) return beneath;
  const k = Math.ceil((epsilon - bottom) / h);
  if (k > b.length - 1) return beneath > -Infinity ? scale - tilt * epsilon - outside : -Infinity;
  const point = bottom + k * h;
  return scale - tilt * point + Math.log(d[k]! - Math.expm1(epsilon - point) * b[k]!);
}

/** The ε at which δ is this. */
export function epsilonOf({ b, d }: Tails, frame: Frame, logDelta: number): number {
  const { tilt, h, scale, bottom, beneath } = frame;
  const point = (k: number) => bottom + k * h;
  let low = -1;
  let high = b.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (scale - tilt * point(middle) + Math.log(d[middle]!) <= logDelta) high = middle;
    else low = middle;
  }
  // δ at the bottom is small enough already, and what lies below it is not known
  if (high === 0) return beneath > -Infinity ? bottom : -Infinity;
  const share = (Math.exp(logDelta - scale + tilt * point(high)) - d[high]!) / b[high]!;
  return share < 1 ? point(high) + Math.log1p(-Math.max(0, share)) : -Infinity;
}
