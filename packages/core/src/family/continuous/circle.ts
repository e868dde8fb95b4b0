import { bracketedRoot } from "../../scalar/bracketed-root.ts";

/** P(angle > δ) for 0 ≤ δ ≤ π of a law on the circle that is symmetric about 0: small where it should be. */
export type CircleTail = (delta: number) => number;

/** An angle moved by whole turns into [−π, π]. */
export function turned(angle: number): number {
  const turns = Math.round(angle / (2 * Math.PI));
  return Math.max(-Math.PI, Math.min(Math.PI, angle - turns * 2 * Math.PI));
}

function between(tail: CircleTail, from: number, to: number): number {
  if (to <= 0) return tail(-to) - tail(-from);
  return from >= 0 ? tail(from) - tail(to) : 1 - tail(-from) - tail(to);
}

/** P(−π < X ≤ x) for −π ≤ x ≤ π, where X is the angle of `tail` turned by `location` in [−π, π]. */
export function circleCdf(tail: CircleTail, x: number, location: number): number {
  const start = -Math.PI - location;
  const shift = start < -Math.PI ? 2 * Math.PI : 0;
  const from = Math.min(Math.PI, start + shift);
  const to = x - location + shift;
  if (to <= Math.PI) return between(tail, from, Math.max(from, to));
  return between(tail, from, Math.PI) + between(tail, -Math.PI, to - 2 * Math.PI);
}

/** P(X > x), the cdf of the mirrored law. */
export function circleSurvival(tail: CircleTail, x: number, location: number): number {
  return circleCdf(tail, -x, -location);
}

/** The angle below which u, and above which `rest`, lies. */
export function circleQuantile(tail: CircleTail, u: number, rest: number, location: number): number {
  const gap =
    u < 0.5
      ? (x: number) => Math.log(circleCdf(tail, x, location) / u)
      : (x: number) => Math.log(rest / circleSurvival(tail, x, location));
  return bracketedRoot(gap, -Math.PI, Math.PI);
}
