import { RelentError } from "../../error.ts";
import { logBase } from "../../protocol.ts";
import { refuseLengths } from "../check.ts";
import { resultOf } from "../compare.ts";
import type { Batch, KindedRow, Row } from "../kinds.ts";
import { isBatch, type Mass, toKinded, toMass } from "../mass.ts";
import { type Pair, pair } from "../pair.ts";

/** With respect to what a gradient is taken, and where it goes. */
export interface GradientOptions {
  /** Which of the two rows moves; "q" when left out. */
  readonly wrt?: "p" | "q";
  /** Whether its logits move or its probabilities; "logits" when left out. */
  readonly space?: "logits" | "probs";
  /** Base of the logarithm of a logarithmic measure, above 1; nats when left out. */
  readonly base?: number;
  /** Where to write, one number an outcome, row after row; a new array when left out. */
  readonly out?: Float64Array;
}

/** A derivative by one outcome's probability: itself, and times that probability, which stays finite where it is 0. */
export interface Slope {
  readonly slope: (p: number, q: number, d: number, l: number) => number;
  readonly scaled: (p: number, q: number, d: number, l: number) => number;
}

/** The derivatives of a measure, up to a constant over the outcomes, with a common factor. */
export interface Slopes {
  readonly p: Slope;
  readonly q: Slope;
  readonly factor: number;
}

/** Exchanges the roles of p and q. */
export function exchanged({ p, q, factor }: Slopes): Slopes {
  const turn = ({ slope, scaled }: Slope): Slope => ({
    slope: (u, v, d, l) => slope(v, u, -d, -l),
    scaled: (u, v, d, l) => scaled(v, u, -d, -l),
  });
  return { p: turn(q), q: turn(p), factor };
}

/** One row's gradient: derivatives less their mean, as the measure sees the normalised row alone. */
export function writeGradient(
  both: Pair,
  side: "p" | "q",
  space: "logits" | "probs",
  { slope, scaled }: Slope,
  factor: number,
  out: Float64Array,
): void {
  const w = both[side];
  const { n, p, q, d, l } = both;
  let mean = 0;
  for (let i = 0; i < n; i++) {
    if (p[i] === 0 && q[i] === 0) continue;
    const value = scaled(p[i]!, q[i]!, d[i]!, l[i]!);
    out[i] = value;
    mean += value;
  }
  for (let i = 0; i < n; i++) {
    if (p[i] === 0 && q[i] === 0) out[i] = 0;
    else if (!Number.isFinite(mean))
      out[i] = Number.isFinite(out[i]!) ? (w[i] === 0 ? 0 : -mean * factor) : out[i]! * factor;
    else if (space === "logits") out[i] = (out[i]! - w[i]! * mean) * factor + 0;
    else out[i] = ((w[i]! > 0 ? out[i]! / w[i]! : slope(p[i]!, q[i]!, d[i]!, l[i]!)) - mean) * factor;
  }
}

/** A shorter way to one row's gradient; false where there is none. */
export type Quick = (
  p: KindedRow | Batch,
  q: KindedRow | Batch,
  index: number,
  side: "p" | "q",
  space: "logits" | "probs",
  unit: number,
  out: Float64Array,
) => boolean;

/** Applies a gradient to two rows, or row by row to batches. */
export function gradient(
  fn: string,
  p: Row | Batch,
  q: Row | Batch,
  options: GradientOptions,
  slopes: (both: Pair) => Slopes,
  logarithmic: boolean,
  quick?: Quick,
): Float64Array {
  const write: WriteGradient<[Pair]> = (both, side, space, unit, to) => {
    const all = slopes(both);
    writeGradient(both, side, space, all[side], all.factor / unit, to);
  };
  return gradientBy(fn, p, q, options, logarithmic, write, quick);
}

/** One row's gradient by a pair of rows. */
export type WriteGradient<Rows extends unknown[]> = (
  ...all: [...Rows, side: "p" | "q", space: "logits" | "probs", unit: number, out: Float64Array]
) => void;

/** The frame of gradients of normalised rows. */
export function gradientBy(
  fn: string,
  p: Row | Batch,
  q: Row | Batch,
  options: GradientOptions,
  logarithmic: boolean,
  write: WriteGradient<[both: Pair]>,
  quick?: Quick,
): Float64Array {
  const paired: WriteGradient<[Mass, Mass]> = (a, b, ...rest) => write(pair(a, b), ...rest);
  return gradientOfMasses(fn, p, q, options, logarithmic, paired, quick);
}

/** Refuses what is no space, and a base where there is no logarithm; gives the unit. */
export function unitOf(
  fn: string,
  { space = "logits", base }: Pick<GradientOptions, "space" | "base">,
  logarithmic: boolean,
): number {
  if (space !== "logits" && space !== "probs") {
    throw new RelentError("invalid-argument", `${fn}: space = ${space}; it is "logits" or "probs"`);
  }
  if (!logarithmic && base !== undefined) {
    throw new RelentError("invalid-argument", `${fn}: base = ${base}; this measure has no logarithm`);
  }
  return logBase(fn, base);
}

/** The frame of every gradient of two rows: options, checks, rows. */
export function gradientOfMasses(
  fn: string,
  p: Row | Batch,
  q: Row | Batch,
  options: GradientOptions,
  logarithmic: boolean,
  write: WriteGradient<[p: Mass, q: Mass]>,
  quick: Quick = () => false,
): Float64Array {
  const { wrt = "q", space = "logits" } = options;
  const unit = unitOf(fn, options, logarithmic);
  if (wrt !== "p" && wrt !== "q") {
    throw new RelentError("invalid-argument", `${fn}: wrt = ${wrt}; it is "p" or "q"`);
  }
  const a = toKinded(fn, "p", p);
  const b = toKinded(fn, "q", q);
  refuseLengths(fn, a.cols, b.cols);
  const rows = isBatch(a) ? a.rows : 1;
  if (isBatch(b) && b.rows !== rows) {
    throw new RelentError(
      "invalid-argument",
      `${fn}: p has ${rows} rows and q has ${b.rows}; they must be as many`,
    );
  }
  const n = a.cols;
  const out = resultOf(fn, rows * n, options.out);
  let single: Mass | undefined;
  for (let r = 0; r < rows; r++) {
    const own = out.subarray(r * n, (r + 1) * n);
    if (quick(a, b, r, wrt, space, unit, own)) continue;
    if (!isBatch(b)) single ??= toMass(fn, "q", b);
    write(toMass(fn, "p", a, r), single ?? toMass(fn, "q", b, r), wrt, space, unit, own);
  }
  return out;
}
