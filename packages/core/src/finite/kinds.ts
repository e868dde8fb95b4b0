import { RelentError } from "../error.ts";

/** Numbers as they come: a plain array or a typed one. */
export type Numbers = readonly number[] | Float32Array | Float64Array;

/** What the numbers of a row are. */
export type Kind = "probs" | "logProbs" | "logits" | "counts" | "weights";

/** How one row lies in its array. */
export interface RowLayout {
  /** Index of the first outcome; 0 when left out. */
  readonly offset?: number;
  /** Distance between outcomes; 1 when left out. */
  readonly stride?: number;
  /** How many outcomes; as many as fit when left out. */
  readonly length?: number;
  /** One entry an outcome; those that are 0 or false are left out, and the rest is normalised. */
  readonly mask?: ArrayLike<number | boolean>;
}

/** How a batch of rows lies in its array. */
export interface BatchLayout {
  /** How many outcomes a row has. */
  readonly cols: number;
  /** Index of the first outcome of the first row; 0 when left out. */
  readonly offset?: number;
  /** Distance between the starts of rows; `cols` when left out. */
  readonly rowStride?: number;
  /** One entry an outcome, the same for every row. */
  readonly mask?: ArrayLike<number | boolean>;
}

interface Kinded {
  readonly kind: Kind;
  readonly data: Numbers;
  readonly offset: number;
  readonly stride: number;
  readonly cols: number;
  readonly mask: ArrayLike<number | boolean> | undefined;
}

/** One distribution, its kind said. */
export interface KindedRow extends Kinded {
  readonly shape: "row";
}

/** One distribution: a bare array holds probabilities, anything else says its kind. */
export type Row = Numbers | KindedRow;

/** Several distributions over the same outcomes. */
export interface Batch extends Kinded {
  readonly shape: "batch";
  readonly rows: number;
  readonly rowStride: number;
  /** What messages call the first row; 0 unless this is a piece of a larger batch. */
  readonly firstRow: number;
}

function whole(fn: string, name: string, value: number, least: number): number {
  if (Number.isInteger(value) && value >= least) return value;
  throw new RelentError(
    "invalid-argument",
    `${fn}: ${name} = ${value}; it must be a whole number ≥ ${least}`,
    {
      value,
    },
  );
}

function lay(kind: Kind, data: Numbers, layout: RowLayout | BatchLayout = {}): KindedRow | Batch {
  const offset = whole(kind, "offset", layout.offset ?? 0, 0);
  const mask = layout.mask;
  const room = Math.max(0, data.length - offset);
  if ("cols" in layout) {
    const cols = whole(kind, "cols", layout.cols, 1);
    const rowStride = whole(kind, "rowStride", layout.rowStride ?? cols, cols);
    const rows = Math.floor((room + rowStride - cols) / rowStride);
    const over = room - rows * rowStride;
    if (over > 0) {
      throw new RelentError(
        "invalid-argument",
        `${kind}: ${data.length} numbers do not divide into rows; cols is ${cols}, rowStride ${rowStride}, offset ${offset}`,
        { value: data.length },
      );
    }
    return { shape: "batch", kind, data, offset, stride: 1, cols, rows, rowStride, firstRow: 0, mask };
  }
  const stride = whole(kind, "stride", layout.stride ?? 1, 1);
  const most = Math.ceil(room / stride);
  const cols = whole(kind, "length", layout.length ?? most, 0);
  if (cols > most) {
    throw new RelentError(
      "invalid-argument",
      `${kind}: length = ${cols}; ${most} outcomes fit from offset ${offset} with stride ${stride}`,
      { value: cols },
    );
  }
  return { shape: "row", kind, data, offset, stride, cols, mask };
}

/**
 * Says that the numbers are probabilities: ≥ 0, with a sum of 1 up to rounding (the same as a bare array).
 *
 * With `cols` it is a batch of rows. Inside the tolerance, about √n·2⁻⁵² (2⁻²³ for `Float32Array`), the row
 * stands for its exact normalisation; outside, the measure throws and names `weights`.
 *
 * @throws RelentError "invalid-argument" when the layout does not fit the array.
 * @example
 * ```ts
 * kl(probs([0.5, 0.5]), probs([0.25, 0.75])) // 0.14384103622589045
 * ```
 */
export function probs(data: Numbers, layout: BatchLayout): Batch;
export function probs(data: Numbers, layout?: RowLayout): KindedRow;
export function probs(data: Numbers, layout?: RowLayout | BatchLayout): KindedRow | Batch {
  return lay("probs", data, layout);
}

/**
 * Says that the numbers are natural logarithms of probabilities; −Infinity is an outcome without mass.
 *
 * Their exponentials must sum to 1 up to rounding, else the measure throws and names `logits`.
 *
 * @throws RelentError "invalid-argument" when the layout does not fit the array.
 * @example
 * ```ts
 * entropy(logProbs([-Math.LN2, -Math.LN2]), { base: 2 }) // 1
 * ```
 */
export function logProbs(data: Numbers, layout: BatchLayout): Batch;
export function logProbs(data: Numbers, layout?: RowLayout): KindedRow;
export function logProbs(data: Numbers, layout?: RowLayout | BatchLayout): KindedRow | Batch {
  return lay("logProbs", data, layout);
}

/**
 * Says that the numbers are logits, log-weights of any total: probabilities are their softmax.
 *
 * −Infinity is an outcome without mass (a mask); +Infinity, NaN and a row of nothing but −Infinity are errors.
 *
 * @throws RelentError "invalid-argument" when the layout does not fit the array.
 * @example
 * ```ts
 * kl(logits([0, 0]), logits([0, Math.log(3)])) // 0.14384103622589045
 * kl(logits([0, 0, 1, 1], { cols: 2 }), logits([0, 0])) // Float64Array [0, 0]
 * ```
 */
export function logits(data: Numbers, layout: BatchLayout): Batch;
export function logits(data: Numbers, layout?: RowLayout): KindedRow;
export function logits(data: Numbers, layout?: RowLayout | BatchLayout): KindedRow | Batch {
  return lay("logits", data, layout);
}

/**
 * Says that the numbers are counts: whole numbers ≥ 0, normalised exactly by their total.
 *
 * A measure of counts is the exact figure of the two empirical distributions, not an estimate of the figure of
 * the distributions they were drawn from: `estimateKl` and its kin give that one, with its uncertainty.
 *
 * @throws RelentError "invalid-argument" when the layout does not fit the array.
 * @example
 * ```ts
 * kl(counts([5, 3, 2]), counts([2, 5, 3])) // 0.22380465718564744
 * ```
 */
export function counts(data: Numbers, layout: BatchLayout): Batch;
export function counts(data: Numbers, layout?: RowLayout): KindedRow;
export function counts(data: Numbers, layout?: RowLayout | BatchLayout): KindedRow | Batch {
  return lay("counts", data, layout);
}

/**
 * Says that the numbers are weights ≥ 0 of any total: they are normalised exactly.
 *
 * @throws RelentError "invalid-argument" when the layout does not fit the array.
 * @example
 * ```ts
 * kl(weights([1, 1]), weights([1, 3])) // 0.14384103622589045
 * ```
 */
export function weights(data: Numbers, layout: BatchLayout): Batch;
export function weights(data: Numbers, layout?: RowLayout): KindedRow;
export function weights(data: Numbers, layout?: RowLayout | BatchLayout): KindedRow | Batch {
  return lay("weights", data, layout);
}
