import { heap } from "@relent/core";

/** What is computed: of two vectors of weights, or of rows of f32 logits. */
export type Op =
  | "kl"
  | "entropy"
  | "jensenShannon"
  | "logSoftmax"
  | "labelLoss"
  | "labelLossGradient"
  | "klLogits"
  | "klLogitsGradient";

/** One line of the table. */
export interface Case {
  readonly op: Op;
  readonly rows: number;
  readonly cols: number;
  readonly single: boolean;
}

const NAMES: Record<Op, string> = {
  kl: "KL",
  entropy: "entropy",
  jensenShannon: "Jensen–Shannon",
  logSoftmax: "log-softmax",
  labelLoss: "cross-entropy of labels",
  labelLossGradient: "cross-entropy of labels and its gradient",
  klLogits: "KL of logits",
  klLogitsGradient: "KL of logits and its gradient",
};

const size = (n: number) =>
  n >= 1000 && /^10*$/.test(String(n)) ? n.toExponential(0).replace("+", "") : String(n);

export function titleOf({ op, rows, cols, single }: Case): string {
  return `${NAMES[op]}, ${rows === 1 ? "" : `${rows}×`}${size(cols)} ${single ? "f32" : "f64"}`;
}

const LOGIT_OPS = ["logSoftmax", "labelLoss", "labelLossGradient", "klLogits", "klLogitsGradient"] as const;

/** Every line of the table; `quick` keeps to small sizes. */
export function allCases(quick: boolean): Case[] {
  const lengths = quick ? [1e3, 1e5] : [1e3, 1e5, 1e7];
  const shapes = quick
    ? [[16, 32768] as const]
    : ([
        [512, 32768],
        [64, 131072],
      ] as const);
  return [
    ...lengths.flatMap((cols) => [
      ...[false, true].map((single) => ({ op: "kl" as const, rows: 1, cols, single })),
      ...(["entropy", "jensenShannon"] as const).map((op) => ({ op, rows: 1, cols, single: false })),
    ]),
    ...shapes.flatMap(([rows, cols]) => LOGIT_OPS.map((op) => ({ op, rows, cols, single: true }))),
  ];
}

type Floats = Float32Array | Float64Array;

/** What the contestants work on; p and q are weights or logits. */
export interface Data {
  readonly p: Floats;
  readonly q: Floats;
  readonly labels: BigInt64Array;
  /** Room for a gradient. */
  readonly out: Float32Array;
}

/** Whether two lines work on the same data. */
export function sameData(a: Case, b: Case | undefined): boolean {
  return b !== undefined && a.rows === b.rows && a.cols === b.cols && a.single === b.single;
}

function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state;
  };
}

/** Exponential weights, normalised: ratios over many powers of two, as a Dirichlet draw has them. */
function fillWeights(x: Floats, seed: number): void {
  const next = generator(seed);
  let total = 0;
  for (let i = 0; i < x.length; i++) {
    x[i] = -Math.log((next() + 1) / 2 ** 32);
    total += x[i]!;
  }
  for (let i = 0; i < x.length; i++) x[i] = x[i]! / total;
}

/** A teacher's logits, near-normal with a standard deviation of 3, and a student's near them. */
function fillLogits(x: Floats, y: Floats): void {
  const next = generator(7);
  const normal = () => (next() + next() + next() + next()) / 2 ** 32 - 2;
  for (let i = 0; i < x.length; i++) {
    x[i] = 5 * normal();
    y[i] = x[i]! + normal();
  }
}

/** Makes the data of a line in the library's heap. */
export function makeData({ rows, cols, single }: Case): Data {
  const n = rows * cols;
  const [p, q] = single ? [heap.f32(n), heap.f32(n)] : [heap.f64(n), heap.f64(n)];
  const labels = new BigInt64Array(rows);
  if (rows === 1) {
    fillWeights(p, 1);
    fillWeights(q, 2);
  } else {
    fillLogits(p, q);
    const next = generator(3);
    for (let r = 0; r < rows; r++) labels[r] = BigInt(next() % cols);
  }
  return { p, q, labels, out: rows === 1 ? new Float32Array(0) : heap.f32(n) };
}
