import { invalid } from "../../finite/check.ts";
import { klTerm } from "../../finite/fold.ts";
import type { Numbers } from "../../finite/kinds.ts";
import { checkNumbers } from "../element-loss.ts";
import { type LabelLossOptions, type LabelRow, labelLoss } from "../label-loss.ts";
import { checkLabels, type Labels, toLabels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import { type LossInput, rowsSaid } from "../rows.ts";
import type { TopKTail } from "./top-k-distillation-loss.ts";

/** What `recordedDistillationLoss` may be told. */
export interface RecordedDistillationLossOptions
  extends Omit<LabelLossOptions, "ignoreIndex" | "classWeights"> {
  /** How many rows there are, if the student is a bare array; 1 when left out. */
  readonly rows?: number;
  /** What becomes of the classes that were not recorded, as in `topKDistillationLoss`; "bucket" when left out. */
  readonly tail?: TopKTail;
}

/** How far recorded log-probabilities may lie above 0 and the probabilities of a row sum above 1. */
const SLACK = 1e-5;

/** A cell of both distributions, as the divergence sees it. */
const cell = (p: number, q: number) =>
  klTerm(
    p,
    q,
    p - q,
    p > 0 && q > 0
      ? Math.log(q / p)
      : q > 0
        ? Number.POSITIVE_INFINITY
        : p > 0
          ? Number.NEGATIVE_INFINITY
          : 0,
  );

/**
 * Forward KL from a teacher of which only some log-probabilities a row were recorded, such as an endpoint's top 20.
 *
 * With K the recorded classes and P, Q what both have there: the KL with one more cell (1 − P, 1 − Q) for all others
 * ("bucket"), of p/P and q/Q ("renormalise"), or Σ_K p log(p/q) ("drop"); gradients as in `topKDistillationLoss`.
 * `ids` and `teacherLogProbs` hold k entries a row; an id of −1 is an empty entry, whose log-probability is not read.
 *
 * @throws RelentError "invalid-argument" for ids that are no class or are there twice, log-probabilities above 0 or
 * NaN, rows that sum above 1, and for what `crossEntropyLoss` refuses.
 * @see Anshumann et al., arXiv:2503.16870.
 * @example
 * ```ts
 * recordedDistillationLoss([0, 0, 0], [2, 0], [Math.log(0.5), Math.log(0.25)]).value // 0.05889151782819173
 * recordedDistillationLoss([0, 0, 0], [2, 0], [Math.log(0.5), Math.log(0.25)]).grad // Float64Array [0.08333333333333331, 0.08333333333333331, -0.16666666666666669]
 * ```
 */
export function recordedDistillationLoss(
  student: LossInput,
  ids: Labels,
  teacherLogProbs: Numbers,
  options: RecordedDistillationLossOptions = {},
): LossResult {
  const fn = "recordedDistillationLoss";
  const { tail = "bucket" } = options;
  if (!["bucket", "renormalise", "drop"].includes(tail))
    invalid(`${fn}: tail = ${tail}; it is "bucket", "renormalise" or "drop"`, { value: tail });
  const rows = rowsSaid(student) ?? options.rows ?? 1;
  const list = toLabels(fn, ids, -1, "ids");
  checkNumbers(fn, "teacherLogProbs", teacherLogProbs, list.count);
  const k = rows === 0 ? 0 : list.count / rows;
  if (!Number.isInteger(k))
    invalid(`${fn}: ids has ${list.count} entries; they must divide into ${rows} rows`, {
      value: list.count,
    });
  return labelLoss(fn, student, new Uint8Array(rows), options, ({ cols }) => {
    checkLabels(fn, list, cols, undefined, "ids");
    const p = new Float64Array(cols);
    const marks = new Uint8Array(cols);
    const read = (row: number): number => {
      marks.fill(0);
      let sum = 0;
      for (let i = row * k; i < (row + 1) * k; i++) {
        if (list.ignored(i)) continue;
        const id = list.at(i);
        const value = teacherLogProbs[i]!;
        if (!(value <= SLACK))
          invalid(`${fn}: teacherLogProbs[${i}] = ${value}; it must be at most 0`, { index: i, value });
        if (marks[id] === 1)
          invalid(`${fn}: ids[${i}] = ${id} is there twice in row ${row}; once is allowed`, {
            index: i,
            value: id,
          });
        marks[id] = 1;
        p[id] = Math.exp(value);
        sum += p[id]!;
      }
      if (!(sum > 0 && sum <= 1 + SLACK)) {
        invalid(
          `${fn}: the recorded probabilities of row ${row} sum to ${sum}; they must sum above 0 and to at most 1`,
          { index: row, value: sum },
        );
      }
      return sum;
    };
    return {
      row({ n, w, total, index }: LabelRow, grad) {
        const known = read(index);
        let inside = 0;
        let outside = 0;
        for (let j = 0; j < n; j++) {
          if (marks[j] === 1) inside += w[j]! / total;
          else outside += w[j]! / total;
        }
        const left = Math.max(0, 1 - known);
        const [pUnit, qUnit] = tail === "renormalise" ? [known, inside] : [1, 1];
        let value = tail === "bucket" ? cell(left, outside) : 0;
        for (let j = 0; j < n; j++) {
          const q = w[j]! / total;
          const on = marks[j] === 1;
          if (on) value += cell(p[j]! / pUnit, q / qUnit) + (tail === "drop" ? p[j]! - q : 0);
          if (tail === "renormalise") grad[j] = on ? q / qUnit - p[j]! / pUnit : 0;
          else if (tail === "drop") grad[j] = known * q - (on ? p[j]! : 0);
          else grad[j] = on ? q - p[j]! : outside > 0 ? q - (left * q) / outside : 0;
        }
        return value;
      },
    };
  });
}
