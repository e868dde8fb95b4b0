import { invalid } from "../finite/check.ts";
import type { Numbers } from "../finite/kinds.ts";

/** How the losses of rows become one number. */
export type Reduction =
  | "none"
  | "sum"
  | "mean"
  | "batchmean"
  | "tokenMean"
  | "seqMeanTokenMean"
  | "seqMeanTokenSum"
  | "seqMeanTokenSumNorm";

/** What all losses may be told about the way from rows to one number. */
export interface ReductionOptions {
  /**
   * "mean" when left out: the sum over the total weight of the rows that take part. "sum" and "none" divide by
   * nothing, "batchmean" by all rows, "tokenMean" by the count of rows that take part. The last three see
   * `sequenceLength` rows as one sequence: the mean over sequences of the token mean, of the token sum, or of the sum
   * over `sequenceLength`.
   */
  readonly reduction?: Reduction;
  /** What "mean" divides by: the weights of the rows ("weight", when left out) or their number. */
  readonly meanBy?: "weight" | "count";
  /**
   * Divides instead of what this batch holds (its weight, rows, tokens or sequences): gradients then add up over
   * micro-batches.
   */
  readonly denominator?: number;
  /** How many consecutive rows are one sequence. */
  readonly sequenceLength?: number;
  /** One entry a row; rows with 0 or false take no part. */
  readonly rowMask?: ArrayLike<number | boolean>;
  /** The value when nothing takes part: 0 ("zero", when left out), or NaN as in PyTorch. */
  readonly empty?: "zero" | "nan";
  /** What multiplies the gradient: a number, or one a row. */
  readonly upstream?: number | Numbers;
  /** Whether `perRow` is wanted beside a reduced value. */
  readonly perRow?: boolean;
}

/** What each row counts. */
export interface Plan {
  /** What a row's loss is multiplied by in the value. */
  readonly factors: Float64Array;
  readonly counted: Uint8Array;
  readonly count: number;
  /** Set when there is nothing to divide by. */
  readonly empty: boolean;
  /** The value then. */
  readonly emptyValue: number;
  readonly keepRows: boolean;
  readonly upstream: (row: number) => number;
}

/** What a batch holds to divide by. */
interface Amounts {
  readonly rows: number;
  readonly count: number;
  readonly weight: number;
  readonly sequences: number;
}

const DENOMINATORS: Record<Reduction, (amounts: Amounts, meanBy: "weight" | "count") => number> = {
  none: () => 1,
  sum: () => 1,
  mean: ({ count, weight }, meanBy) => (meanBy === "count" ? count : weight),
  batchmean: ({ rows }) => rows,
  tokenMean: ({ count }) => count,
  seqMeanTokenMean: ({ sequences }) => sequences,
  seqMeanTokenSum: ({ sequences }) => sequences,
  seqMeanTokenSumNorm: ({ sequences }) => sequences,
};

/** Works out what each row counts before any is computed: weights are those a mean divides by, 1 when left out. */
export function planReduction(
  fn: string,
  rows: number,
  options: ReductionOptions,
  takesPart?: (row: number) => boolean,
  weightOf?: (row: number) => number,
): Plan {
  const {
    reduction = "mean",
    meanBy = "weight",
    denominator,
    sequenceLength,
    rowMask,
    upstream = 1,
  } = options;
  if (!Object.hasOwn(DENOMINATORS, reduction)) {
    invalid(`${fn}: reduction = ${reduction}; it is one of ${Object.keys(DENOMINATORS).join(", ")}`, {
      value: reduction,
    });
  }
  if (denominator !== undefined && (reduction === "none" || reduction === "sum")) {
    invalid(`${fn}: denominator = ${denominator}; reduction "${reduction}" divides by nothing`, {
      value: denominator,
    });
  }
  if (denominator !== undefined && !(denominator > 0 && denominator < Number.POSITIVE_INFINITY)) {
    invalid(`${fn}: denominator = ${denominator}; it must be finite and above 0`, { value: denominator });
  }
  const bySequence = reduction.startsWith("seq");
  if (
    bySequence &&
    !(Number.isInteger(sequenceLength) && sequenceLength! > 0 && rows % sequenceLength! === 0)
  ) {
    invalid(
      `${fn}: sequenceLength = ${sequenceLength}; ${reduction} needs one that divides the ${rows} rows`,
      { value: sequenceLength },
    );
  }
  if (rowMask !== undefined && rowMask.length !== rows) {
    invalid(`${fn}: rowMask has ${rowMask.length} entries; it must have one for each of the ${rows} rows`);
  }
  if (typeof upstream !== "number" && upstream.length !== rows) {
    invalid(
      `${fn}: upstream has ${upstream.length} numbers; it must be one, or have one for each of the ${rows} rows`,
    );
  }
  for (let r = 0; r < (typeof upstream === "number" ? 1 : rows); r++) {
    const value = typeof upstream === "number" ? upstream : upstream[r]!;
    if (!Number.isFinite(value))
      invalid(`${fn}: upstream is ${value}; it must be finite`, { index: r, value });
  }
  const counted = new Uint8Array(rows);
  const length = bySequence ? sequenceLength! : Math.max(1, rows);
  const tokens = new Float64Array(Math.ceil(rows / length));
  let count = 0;
  let weight = 0;
  for (let r = 0; r < rows; r++) {
    if ((rowMask !== undefined && !rowMask[r]) || takesPart?.(r) === false) continue;
    counted[r] = 1;
    count++;
    weight += weightOf === undefined ? 1 : weightOf(r);
    tokens[Math.floor(r / length)]! += 1;
  }
  const sequences = tokens.reduce((sum, n) => sum + (n > 0 ? 1 : 0), 0);
  const own = denominator ?? DENOMINATORS[reduction]({ rows, count, weight, sequences }, meanBy);
  const empty = (count === 0 || own === 0) && reduction !== "none" && reduction !== "sum";
  const factors = new Float64Array(rows);
  for (let r = 0; r < rows; r++) {
    if (counted[r] === 0 || empty) continue;
    const within =
      reduction === "seqMeanTokenMean"
        ? tokens[Math.floor(r / length)]!
        : reduction === "seqMeanTokenSumNorm"
          ? length
          : 1;
    factors[r] = 1 / (own * within);
  }
  return {
    factors,
    counted,
    count: empty ? 0 : count,
    empty,
    emptyValue: options.empty === "nan" ? Number.NaN : 0,
    keepRows: options.perRow ?? reduction === "none",
    upstream: typeof upstream === "number" ? () => upstream : (r) => upstream[r]!,
  };
}
