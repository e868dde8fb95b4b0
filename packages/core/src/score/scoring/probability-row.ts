import { softplus } from "../../estimate/samples/softplus.ts";
import { invalid, tolerance as roundingOf } from "../../finite/check.ts";

/** What the numbers of a forecast are; `prob` and `logit` are one number a row, of class 1 of two. */
export type ForecastKind = "probs" | "weights" | "logProbs" | "logits" | "prob" | "logit";

/** One forecast at a time, checked and normalised: the same object for every row, so that a stream allocates nothing. */
export interface ProbabilityRow {
  readonly classes: number;
  /** How many numbers of the source make a row: `classes`, or 1 of `prob` and `logit`. */
  readonly width: number;
  /** The forecast last read; overwritten by the next. */
  readonly probabilities: Float64Array;
  /** What the classes are ranked by: the numbers of `probs` as they came, so that ties are theirs, else the probabilities. */
  readonly ranks: Float64Array;
  /** The class of the largest probability, the first of equals. */
  readonly top: number;
  /** Index of the row last read, as messages name it. */
  readonly index: number;
  /** Reads the `width` numbers from `offset`; `index` names the row in messages. */
  read(source: ArrayLike<number>, offset: number, index: number): void;
  /** Reads number `at` of each of `width` columns. */
  readColumns(columns: readonly ArrayLike<number>[], at: number, index: number): void;
  /** −ln p of a class, exact where p itself would round to 0 or 1; +Infinity at p = 0. */
  surprisal(label: number): number;
}

/** How forecasts are checked. */
export interface ProbabilityRowOptions {
  /** How far a row of `probs` or `logProbs` may sum from 1: by default what single precision leaves, 4e-6 for 2 classes. */
  readonly tolerance?: number;
  /** What messages call the numbers of a row, one each (default `probs[0]` …). */
  readonly names?: readonly string[];
  /** What messages advise where a row does not sum to 1. */
  readonly remedy?: string;
}

const FN = "probabilityRow";

interface Reader {
  readonly width: (classes: number) => number;
  readonly allowed: string;
  /** Whether a number may stand in a row. */
  readonly sound: (x: number) => boolean;
  /** Writes probabilities of the row `x` into `p`; returns what they summed to before. */
  readonly fill: (x: Float64Array, p: Float64Array) => number;
  readonly surprisal: (x: Float64Array, p: Float64Array, label: number) => number;
}

const WEIGHT = (x: number): boolean => x >= 0 && x < Number.POSITIVE_INFINITY;
const LOG = (x: number): boolean => x < Number.POSITIVE_INFINITY;

/** A sum within rounding of 1 leaves the row as it is, so that equal probabilities stay equal. */
function fillWeights(x: Float64Array, p: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]!;
  const by = Math.abs(sum - 1) <= roundingOf(x.length, false, false) ? 1 : sum;
  for (let i = 0; i < x.length; i++) p[i] = x[i]! / by;
  return sum;
}

/** ln(Σ others / own + 1) where own is the larger part, which keeps the digits of a loss near 0. */
function weightSurprisal(_: Float64Array, p: Float64Array, label: number): number {
  const own = p[label]!;
  if (own < 0.5) return -Math.log(own);
  let others = 0;
  for (let i = 0; i < p.length; i++) if (i !== label) others += p[i]!;
  return Math.log1p(others / own);
}

function fillLogs(x: Float64Array, p: Float64Array): number {
  let most = x[0]!;
  for (let i = 1; i < x.length; i++) if (x[i]! > most) most = x[i]!;
  if (most === Number.NEGATIVE_INFINITY) return 0;
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += p[i] = Math.exp(x[i]! - most);
  for (let i = 0; i < x.length; i++) p[i] = p[i]! / sum;
  return sum * Math.exp(most);
}

function logSurprisal(x: Float64Array, _: Float64Array, label: number): number {
  const own = x[label]!;
  if (own === Number.NEGATIVE_INFINITY) return Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < x.length; i++) if (i !== label && x[i]! > most) most = x[i]!;
  if (most === Number.NEGATIVE_INFINITY) return 0;
  let sum = 0;
  for (let i = 0; i < x.length; i++) if (i !== label) sum += Math.exp(x[i]! - most);
  return softplus(most - own + Math.log(sum));
}

const all = (classes: number): number => classes;
const one = (): number => 1;

const READERS: Readonly<Record<ForecastKind, Reader>> = {
  probs: {
    width: all,
    allowed: "probabilities must be ≥ 0 and finite",
    sound: WEIGHT,
    fill: fillWeights,
    surprisal: weightSurprisal,
  },
  weights: {
    width: all,
    allowed: "weights must be ≥ 0 and finite",
    sound: WEIGHT,
    fill: fillWeights,
    surprisal: weightSurprisal,
  },
  logProbs: {
    width: all,
    allowed: "log-probabilities must be finite, or -Infinity for a class without mass",
    sound: LOG,
    fill: fillLogs,
    surprisal: logSurprisal,
  },
  logits: {
    width: all,
    allowed: "logits must be finite, or -Infinity for a class without mass",
    sound: LOG,
    fill: fillLogs,
    surprisal: logSurprisal,
  },
  prob: {
    width: one,
    allowed: "a probability must lie from 0 to 1",
    sound: (x) => x >= 0 && x <= 1,
    fill: (x, p) => {
      p[1] = x[0]!;
      p[0] = 1 - x[0]!;
      return 1;
    },
    surprisal: (x, _, label) => 0 - (label === 1 ? Math.log(x[0]!) : Math.log1p(-x[0]!)),
  },
  logit: {
    width: one,
    allowed: "a logit must be a number; -Infinity and Infinity stand for 0 and 1",
    sound: (x) => !Number.isNaN(x),
    fill: (x, p) => {
      const small = Math.exp(-Math.abs(x[0]!));
      const less = small / (1 + small);
      const more = 1 / (1 + small);
      p[1] = x[0]! < 0 ? less : more;
      p[0] = x[0]! < 0 ? more : less;
      return 1;
    },
    surprisal: (x, _, label) => softplus(label === 1 ? -x[0]! : x[0]!),
  },
};

/** Which kinds must sum to 1 as they come. */
const SUMS: ReadonlySet<ForecastKind> = new Set(["probs", "logProbs"]);
const remedyFor = (kind: ForecastKind): string =>
  `read it as kind "${kind === "probs" ? "weights" : "logits"}" to normalise it, or allow a larger tolerance`;

function refuseNumber(
  kind: ForecastKind,
  index: number,
  x: Float64Array,
  { sound, allowed }: Reader,
  names: readonly string[] | undefined,
): never {
  const at = x.findIndex((value) => !sound(value));
  const value = x[at]!;
  const what = Number.isNaN(value) ? "is not a number" : "is not allowed";
  const name = names?.[at] ?? `${kind}[${at}]`;
  invalid(`${FN}: row ${index} has ${name} = ${value}, which ${what}; ${allowed}`, { index, value });
}

function refuseSum(
  kind: ForecastKind,
  index: number,
  sum: number,
  tolerance: number,
  remedy: string = remedyFor(kind),
): never {
  const what = kind === "probs" ? "sums" : "has exponentials that sum";
  invalid(
    `${FN}: row ${index} ${what} to ${sum}, not 1 within ${Number(tolerance.toPrecision(2))}; ${remedy}`,
    { index, value: sum },
  );
}

/**
 * A reader of forecasts over `classes` classes: probabilities, whatever they were given as, and −ln p of any class.
 *
 * `probs` and `logProbs` must sum to 1 within `tolerance`, and stand for their exact normalisation; `weights` and `logits`
 * are normalised. `prob` and `logit` are one number a row, the probability of class 1 of two. Surprisals of logits are taken from
 * the logits, so that −ln p = 800 is 800 and not Infinity. Nothing is clipped.
 *
 * @throws RelentError for fewer than 2 classes, and from `read` for NaN, a negative or infinite probability, a row without mass or
 * of another sum than 1: the message names the row.
 * @example
 * ```ts
 * const row = probabilityRow("logits", 3);
 * row.read([0, -800, -Infinity], 0, 0);
 * [row.top, row.surprisal(1), row.surprisal(2)] // [0, 800, Infinity]
 * probabilityRow("probs", 2).read([0.5, 0.6], 0, 17) // throws "row 17 sums to 1.1, not 1"
 * ```
 */
export function probabilityRow(
  kind: ForecastKind,
  classes: number,
  options: ProbabilityRowOptions = {},
): ProbabilityRow {
  if (!Object.hasOwn(READERS, kind)) {
    invalid(`${FN}: kind = "${kind}"; it must be one of ${Object.keys(READERS).join(", ")}`, { value: kind });
  }
  const reader = READERS[kind];
  const { sound, fill, surprisal } = reader;
  if (!(Number.isInteger(classes) && classes >= 2) || (reader.width(classes) === 1 && classes !== 2)) {
    const allowed = reader.width(classes) === 1 ? `2 for kind "${kind}"` : "a whole number ≥ 2";
    invalid(`${FN}: classes = ${classes}; it must be ${allowed}`, { value: classes });
  }
  const { tolerance = roundingOf(classes, true, kind === "logProbs"), names, remedy } = options;
  if (!(tolerance >= 0)) invalid(`${FN}: tolerance = ${tolerance}; it must be ≥ 0`, { value: tolerance });
  const width = reader.width(classes);
  const x = new Float64Array(width);
  const probabilities = new Float64Array(classes);
  const sums = SUMS.has(kind);

  const take = (index: number): void => {
    let fine = true;
    for (let i = 0; i < width; i++) if (!sound(x[i]!)) fine = false;
    if (!fine) refuseNumber(kind, index, x, reader, names);
    const sum = fill(x, probabilities);
    if (sums && !(Math.abs(sum - 1) <= tolerance)) refuseSum(kind, index, sum, tolerance, remedy);
    if (sum === 0 && x.every((value) => value === 0 || value === Number.NEGATIVE_INFINITY)) {
      invalid(`${FN}: row ${index} has no mass; one class at least must have some`, { index, value: sum });
    }
    let top = 0;
    for (let i = 1; i < classes; i++) if (probabilities[i]! > probabilities[top]!) top = i;
    row.top = top;
    row.index = index;
  };

  const row = {
    classes,
    width,
    probabilities,
    ranks: kind === "probs" ? x : probabilities,
    top: 0,
    index: -1,
    read(source: ArrayLike<number>, offset: number, index: number): void {
      for (let i = 0; i < width; i++) x[i] = source[offset + i]!;
      take(index);
    },
    readColumns(columns: readonly ArrayLike<number>[], at: number, index: number): void {
      for (let i = 0; i < width; i++) x[i] = columns[i]![at]!;
      take(index);
    },
    surprisal: (label: number): number => surprisal(x, probabilities, label),
  };
  return row;
}
