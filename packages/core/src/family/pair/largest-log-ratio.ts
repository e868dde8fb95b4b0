import type { LawMember } from "../law-member.ts";
import { outside } from "./outside.ts";
import { infinite, type Solved } from "./solved.ts";

const GOLDEN = 0.3819660112501051;

/** Points that follow both laws from the deepest tails to their middles, ascending. */
function ladder(laws: readonly LawMember[]): number[] {
  const points: number[] = [];
  for (const law of laws) {
    for (let t = 700; t > 0; t *= 0.93) {
      if (t < 0.01) break;
      const u = 0.5 * Math.exp(-t);
      points.push(law.quantile(u), law.upperQuantile(u));
    }
    points.push(law.quantile(0.5), ...(law.law.knots?.(law.parameters) ?? []));
    for (const end of [law.support.low, law.support.high]) if (Number.isFinite(end)) points.push(end);
  }
  return [...new Set(points.filter(Number.isFinite))].sort((a, b) => a - b);
}

/** D_∞(p‖q) = sup log(p/q): on a ladder of quantiles, then by golden sections around its best rung. */
export function largestLogRatio(p: LawMember, q: LawMember): Solved {
  const why = outside(p, q);
  if (why !== undefined) return infinite(why);
  const { integers } = p.support;
  const ratio = (x: number) => {
    const at = p.logDensity(x);
    return at === Number.NEGATIVE_INFINITY ? at : at - q.logDensity(x);
  };
  const points = integers ? ladder([p, q]).map(Math.round) : ladder([p, q]);
  const values = points.map((x) => {
    const value = ratio(x);
    return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
  });
  const best = values.reduce((at, value, i) => (value > values[at]! ? i : at), 0);
  const edge = best < 3 || best > points.length - 4;
  const end = best < 3 ? p.support.low : p.support.high;
  const inner = values[best < 3 ? 8 : points.length - 9] ?? 0;
  if (values[best] === Number.POSITIVE_INFINITY || (edge && values[best]! - inner > 1e-3)) {
    const atEnd = Number.isFinite(end) && Number.isFinite(ratio(end));
    if (!atEnd) return infinite("log(p/q) grows without bound in a tail");
  }
  let low = points[Math.max(0, best - 1)]!;
  let high = points[Math.min(points.length - 1, best + 1)]!;
  let value = values[best]!;
  if (integers) {
    for (let k = low; k <= high && high - low < 1e6; k++) value = Math.max(value, ratio(k));
  } else {
    for (let n = 0; n < 80; n++) {
      const a = low + GOLDEN * (high - low);
      const b = high - GOLDEN * (high - low);
      const [va, vb] = [ratio(a), ratio(b)];
      value = Math.max(value, va, vb);
      if (va > vb) high = b;
      else low = a;
    }
  }
  return { value: Math.max(0, value), method: "largest log-ratio, by search", error: 1e-13 * (1 + value) };
}
