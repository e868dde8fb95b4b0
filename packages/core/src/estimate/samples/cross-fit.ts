import { type Random, random, shuffle } from "../../random/index.ts";
import { featureSetFor } from "./features.ts";
import { frameOf, inFrame } from "./frame.ts";
import { fitLogistic, type Labelled, type LogisticFit, logitOf } from "./logistic.ts";
import { normalLogRatio } from "./normal-log-ratio.ts";
import { pooled } from "./rows.ts";
import type { Samples } from "./samples.ts";
import { softplus } from "./softplus.ts";

/** Logits ln p/q of every point by a classifier that did not see it: p's points first, then q's. */
export interface CrossFit {
  readonly x: Labelled;
  readonly logits: Float64Array;
  /** The fit to all points. */
  readonly whole: LogisticFit;
  /** The log loss of the logits, each side of weight ½. */
  readonly loss: number;
}

/** Each side's rows dealt to the folds in turn, after a shuffle. */
function folds(n: number, m: number, count: number, rng: Random): Int32Array {
  const fold = new Int32Array(n + m);
  for (const [from, size] of [
    [0, n],
    [n, m],
  ] as const) {
    const order = shuffle(
      rng,
      Int32Array.from({ length: size }, (_, i) => i),
    );
    order.forEach((row, i) => {
      fold[from + row] = i % count;
    });
  }
  return fold;
}

const FOLDS = 5;

/** Both samples as one in a common frame, p's rows first, with labels and balanced weights. */
export function labelled(fn: string, p: Samples, q: Samples): Labelled {
  const together = pooled(p, q);
  const { dim, n: rows } = together;
  const data = inFrame(frameOf(fn, together), together);
  const labels = new Int8Array(rows).fill(1, 0, p.n).fill(-1, p.n);
  const weights = new Float64Array(rows).fill(rows / 2 / p.n, 0, p.n).fill(rows / 2 / q.n, p.n);
  return { data, dim, set: featureSetFor(Math.min(p.n, q.n) * 2, dim), labels, weights };
}

/**
 * How strongly a fit may be drawn to the log-ratio of the normal laws with its rows' moments, in rows.
 *
 * Where the samples hardly overlap the unpenalised fit is far too steep; which pull serves, the loss on unseen rows says.
 */
const RIDGES: readonly number[] = [1000, 30, 1];

/** The log loss of the logits, each side of weight ½. */
function balancedLoss({ labels, weights }: Labelled, logits: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += weights[i]! * softplus(-labels[i]! * logits[i]!);
  return sum / logits.length;
}

/**
 * Fits a logistic classifier to all rows, then again without each of five folds, and takes the logits of those left out;
 * penalties are loosened until the loss on them grows.
 */
export function crossFit(fn: string, p: Samples, q: Samples, seed: number | string): CrossFit {
  const x = labelled(fn, p, q);
  const count = p.n + q.n;
  const all = Int32Array.from({ length: count }, (_, i) => i);
  const fold = folds(p.n, q.n, FOLDS, random(["folds", seed].join()));
  const parts = Array.from({ length: FOLDS }, (_, out) => {
    const seen = all.filter((row) => fold[row] !== out);
    return { seen, unseen: all.filter((row) => fold[row] === out), centre: normalLogRatio(x, seen) };
  });
  const centre = normalLogRatio(x, all);
  const buffer = new Float64Array(centre.length);
  let best: CrossFit | undefined;
  for (const ridge of RIDGES) {
    const whole = fitLogistic(x, all, { centre, ridge });
    const logits = new Float64Array(count);
    for (const part of parts) {
      const fit = fitLogistic(x, part.seen, { centre: part.centre, ridge }, whole);
      for (const row of part.unseen) logits[row] = logitOf(x, fit.beta, row, buffer);
    }
    const loss = balancedLoss(x, logits);
    if (best !== undefined && loss >= best.loss) break;
    best = { x, logits, whole, loss };
  }
  return best!;
}
