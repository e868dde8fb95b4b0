const FAR = 1e150;
const NEAR = 1e75;

/**
 * The limit of f(t)/t for convex f at Infinity, judged at 1e75 and 1e150, whose square is not too large to be a number:
 * f(t)/t that still grows between them, as log t does, has no limit but Infinity.
 */
export function limitSlope(f: (t: number) => number): number {
  const far = f(FAR) / FAR;
  const near = f(NEAR) / NEAR;
  return far > 0 && near < far * (1 - 1e-6) ? Number.POSITIVE_INFINITY : far;
}
