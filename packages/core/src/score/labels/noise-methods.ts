import { expectedJoint, type LabelledRows, type NoiseMatrix, toMatrix } from "./noise-matrix.ts";

/** A noise, found in so many steps. */
export interface FittedNoise {
  readonly matrix: NoiseMatrix;
  /** Rows of each (true, given). */
  readonly joint: NoiseMatrix;
  readonly iterations: number;
}

/** A way to fit how labels come to be wrong. */
export interface NoiseMethod {
  readonly name: string;
  readonly assumption: string;
  /** `start` is a noise of almost the same rows. */
  fit(data: LabelledRows, prior: number, start?: NoiseMatrix): FittedNoise;
}

const STEPS = 500;
const CLOSE = 1e-8;

const identityLike = (classes: number, right: number): number[][] =>
  Array.from({ length: classes }, (_, j) =>
    Array.from({ length: classes }, (_, y) => (j === y ? right : (1 - right) / (classes - 1))),
  );

function maximise(data: LabelledRows, prior: number, start?: NoiseMatrix): FittedNoise {
  const probabilities = data.rows.logs.map(Math.exp);
  let matrix = start ?? identityLike(data.rows.classes, 0.9);
  for (let iterations = 1; ; iterations++) {
    const joint = expectedJoint(matrix, data, probabilities);
    const next = toMatrix(joint, prior);
    let moved = 0;
    next.forEach((row, j) => {
      row.forEach((x, y) => {
        moved = Math.max(moved, Math.abs(x - matrix[j]![y]!));
      });
    });
    matrix = next;
    if (moved < CLOSE || iterations === STEPS) return { matrix, joint, iterations };
  }
}

/** Mean probability of each class over the rows that are given it: what counts as confident. */
function thresholds({ rows, labels, weights }: LabelledRows): number[] {
  const sums = new Array<number>(rows.classes).fill(0);
  const totals = new Array<number>(rows.classes).fill(0);
  for (let i = 0; i < rows.rows; i++) {
    const label = labels[i]!;
    const weight = weights?.[i] ?? 1;
    sums[label]! += weight * Math.exp(rows.logs[i * rows.classes + label]!);
    totals[label]! += weight;
  }
  return sums.map((sum, k) => (totals[k]! > 0 ? sum / totals[k]! : Number.POSITIVE_INFINITY));
}

/** Counts of (true, given): true is the likeliest of the classes whose probability reaches its threshold. */
function confidentCounts(data: LabelledRows): { counts: number[][]; given: number[] } {
  const { rows, labels, weights } = data;
  const { classes, logs } = rows;
  const limits = thresholds(data);
  const counts = identityLike(classes, 0).map((row) => row.map(() => 0));
  const given = new Array<number>(classes).fill(0);
  for (let i = 0; i < rows.rows; i++) {
    const weight = weights?.[i] ?? 1;
    given[labels[i]!]! += weight;
    let best = -1;
    for (let k = 0; k < classes; k++) {
      const log = logs[i * classes + k]!;
      if (Math.exp(log) < limits[k]!) continue;
      if (best < 0 || log > logs[i * classes + best]!) best = k;
    }
    if (best >= 0) counts[best]![labels[i]!]! += weight;
  }
  return { counts, given };
}

function confident(data: LabelledRows, prior: number): FittedNoise {
  const { counts, given } = confidentCounts(data);
  const totals = given.map((_, y) => counts.reduce((sum, row) => sum + row[y]!, 0));
  // Counts are scaled to as many rows of each given label as there are; a label of no confident row counts as right.
  const joint = counts.map((row, j) =>
    row.map((count, y) => {
      const total = totals[y]!;
      if (total > 0) return (count / total) * given[y]!;
      return j === y ? given[y]! : 0;
    }),
  );
  return { matrix: toMatrix(joint, prior), joint, iterations: 1 };
}

/**
 * The ways to fit label noise.
 *
 * @example
 * ```ts
 * Object.keys(NOISE_METHODS) // ["likelihood", "confident"]
 * ```
 */
export const NOISE_METHODS: Readonly<Record<"likelihood" | "confident", NoiseMethod>> = {
  likelihood: {
    name: "maximum likelihood",
    assumption:
      "the forecasts are calibrated for the true class: where they are too sure, right labels look wrong",
    fit: maximise,
  },
  confident: {
    name: "confident joint",
    assumption:
      "rows whose forecast reaches the mean of its class are of that class: forecasts need only rank well",
    fit: confident,
  },
};
