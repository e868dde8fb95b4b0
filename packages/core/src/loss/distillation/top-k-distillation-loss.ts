import { invalid } from "../../finite/check.ts";
import { klTerm } from "../../finite/fold.ts";
import type { Pair } from "../../finite/pair.ts";
import { checkParameter } from "../check-parameter.ts";
import { type DivergenceLossOptions, divergenceLoss } from "../divergence-loss.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";

/** What becomes of the classes beyond the top k. */
export type TopKTail = "bucket" | "renormalise" | "drop";

/** What `topKDistillationLoss` may be told. */
export interface TopKDistillationLossOptions extends Omit<DivergenceLossOptions, "wrt"> {
  /** How many classes are looked at, a whole number ≥ 1; 20 when left out, all of them if there are fewer. */
  readonly k?: number;
  /**
   * What becomes of the rest: one cell of its own ("bucket", when left out: never above the full divergence);
   * nothing, both being renormalised ("renormalise": blind to the rest); or nothing at all ("drop": may be negative
   * or above the full divergence).
   */
  readonly tail?: TopKTail;
  /** "forward", KL from teacher to student, when left out; or "reverse". */
  readonly direction?: "forward" | "reverse";
  /** Whose likeliest classes; "teacher" when left out. */
  readonly support?: "teacher" | "student";
}

/** Marks the k largest; of equals the first. */
function markTop(x: Float64Array, k: number, sorted: Float64Array, marks: Uint8Array): void {
  sorted.set(x);
  sorted.sort();
  const least = sorted[x.length - k]!;
  let room = k;
  for (let j = 0; j < x.length; j++) {
    marks[j] = x[j]! > least ? 1 : 0;
    room -= marks[j]!;
  }
  for (let j = 0; j < x.length && room > 0; j++) {
    if (x[j] === least) {
      marks[j] = 1;
      room--;
    }
  }
}

/** The sums of a row over the top and the rest, and the log-ratio student over teacher of each. */
interface Cells {
  p: number;
  q: number;
  d: number;
  l: number;
}

function cellOf({ n, p, q, d }: Pair, marks: Uint8Array, marked: number): Cells {
  const cell = { p: 0, q: 0, d: 0, l: 0 };
  for (let j = 0; j < n; j++) {
    if (marks[j] !== marked) continue;
    cell.p += p[j]!;
    cell.q += q[j]!;
    cell.d += d[j]!;
  }
  if (cell.p > 0 || cell.q > 0)
    cell.l = Math.abs(cell.d) < 0.5 * cell.p ? Math.log1p(-cell.d / cell.p) : Math.log(cell.q / cell.p);
  return cell;
}

/** One term of KL, forward or reverse, without the − p + q that cancels over whole distributions. */
const plainTerm = (forward: boolean, p: number, q: number, l: number) =>
  forward ? (p === 0 ? 0 : -p * l) : q === 0 ? 0 : q * l;

/**
 * Distillation over the teacher's k likeliest classes, with one cell for the rest, or without it.
 *
 * With K the top k and P, Q what both have there: `tail: "bucket"` is the KL with one more cell (1 − P, 1 − Q);
 * gradient q_j − p_j on K and q_j − (1 − P)q_j/(1 − Q) off it, so that its optimum is q = p on K. "renormalise" is
 * KL(p/P‖q/Q) on K, "drop" Σ_K p log(p/q), whose optimum is q = p/P. Reverse likewise with the roles exchanged.
 *
 * @throws RelentError "invalid-argument" for k below 1 and for what `forwardKlLoss` refuses.
 * @see Anshumann et al., arXiv:2503.16870 (why the rest must not be dropped).
 * @example
 * ```ts
 * topKDistillationLoss([0, 0, 0, 0], [3, 2, 1, 0], { k: 2 }).value // 0.4255325396201639
 * topKDistillationLoss([0, 0, 0, 0], [3, 2, 1, 0], { k: 2, tail: "renormalise" }).value // 0.11094407167172735
 * ```
 */
export function topKDistillationLoss(
  student: LossInput,
  teacher: LossInput,
  options: TopKDistillationLossOptions = {},
): LossResult {
  const fn = "topKDistillationLoss";
  const { k = 20, tail = "bucket", direction = "forward", support = "teacher" } = options;
  checkParameter(fn, "k", k, Number.isInteger(k) && k >= 1, "a whole number ≥ 1");
  if (!["bucket", "renormalise", "drop"].includes(tail))
    invalid(`${fn}: tail = ${tail}; it is "bucket", "renormalise" or "drop"`, { value: tail });
  if (direction !== "forward" && direction !== "reverse")
    invalid(`${fn}: direction = ${direction}; it is "forward" or "reverse"`, { value: direction });
  if (support !== "teacher" && support !== "student")
    invalid(`${fn}: support = ${support}; it is "teacher" or "student"`, { value: support });
  const forward = direction === "forward";
  let scratch: { sorted: Float64Array; marks: Uint8Array } | undefined;
  return divergenceLoss(fn, student, teacher, options, (both, _wrt, grad) => {
    const { n, p, q, d, l } = both;
    scratch ??= { sorted: new Float64Array(n), marks: new Uint8Array(n) };
    const { sorted, marks } = scratch;
    markTop(support === "teacher" ? p : q, Math.min(k, n), sorted, marks);
    const top = cellOf(both, marks, 1);
    const rest = cellOf(both, marks, 0);
    const shift = tail === "renormalise" ? top.l : 0;
    const [pUnit, qUnit] = tail === "renormalise" ? [top.p, top.q] : [1, 1];
    let value = 0;
    for (let j = 0; j < n; j++) {
      if (marks[j] !== 1 || (p[j] === 0 && q[j] === 0)) continue;
      const [u, v, r] = [p[j]! / pUnit, q[j]! / qUnit, l[j]! - shift];
      const gap = Math.abs(r) < 1 ? -u * Math.expm1(r) : u - v;
      value +=
        tail === "drop"
          ? plainTerm(forward, u, v, r)
          : forward
            ? klTerm(u, v, gap, r)
            : klTerm(v, u, -gap, -r);
    }
    if (tail === "bucket")
      value += forward ? klTerm(rest.p, rest.q, rest.d, rest.l) : klTerm(rest.q, rest.p, -rest.d, -rest.l);
    for (let j = 0; j < n; j++) {
      const on = marks[j] === 1;
      const [u, v] = [p[j]!, q[j]!];
      if (u === 0 && v === 0) grad[j] = 0;
      else if (tail === "renormalise") {
        const r = l[j]! - shift;
        grad[j] = !on ? 0 : forward ? v / qUnit - u / pUnit : v === 0 ? 0 : (v / qUnit) * (r - value);
      } else if (forward) {
        if (tail === "bucket") grad[j] = on ? -d[j]! : rest.q > 0 ? (v * -rest.d) / rest.q : 0;
        else grad[j] = top.p * v - (on ? u : 0);
      } else {
        const ratio = on ? l[j]! : tail === "bucket" ? rest.l : 0;
        const mean = tail === "bucket" ? value : value + top.q;
        grad[j] = v === 0 ? 0 : v * (ratio + (on && tail === "drop" ? 1 : 0) - mean);
      }
    }
    return value;
  });
}
