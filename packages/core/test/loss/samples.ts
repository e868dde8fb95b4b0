import { logits } from "../../src/finite/kinds.ts";
import { LOSSES, type LossRecord, type LossResult } from "../../src/loss/index.ts";

/** A stream of numbers between 0 and 1 (Lehmer), the same in every run. */
export function stream(seed: number): () => number {
  let state = (seed * 7919 + 12345) % 2147483647;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

type Floats = Float32Array | Float64Array;
export type Options = Record<string, unknown>;

/** Arguments of a loss, those that move first of all as plain arrays so that they can be moved. */
export interface Sample {
  readonly arrays: Record<string, Float64Array | number[]>;
  readonly options: Options;
  /** How many rows the moving inputs have. */
  readonly rows: number;
}

const normal = (next: () => number) => next() + next() + next() + next() + next() + next() - 3;

/** What one input of a record holds for `rows` rows of `cols` classes. */
const DRAW: Record<string, (next: () => number, rows: number, cols: number) => Float64Array | number[]> = {
  logits: (next, rows, cols) => Float64Array.from({ length: rows * cols }, () => 2 * normal(next)),
  labels: (next, rows, cols) => Array.from({ length: rows }, () => Math.floor(next() * cols)),
  targets: (next, rows, cols) => Float64Array.from({ length: rows * cols }, () => next()),
  values: (next, rows, cols) => Float64Array.from({ length: rows * cols }, () => normal(next)),
  counts: (next, _rows, cols) => Float64Array.from({ length: cols }, () => 1 + Math.floor(1000 * next())),
};

/** Inputs that are not what their role alone says, by loss and name. */
const SPECIAL: Record<string, (next: () => number, rows: number, cols: number) => Float64Array> = {
  "evidentialLoss.evidence": (next, rows, cols) =>
    Float64Array.from({ length: rows * cols }, () => 5 * next()),
  "forwardCorrectedLoss.noise": (_next, _rows, cols) =>
    Float64Array.from({ length: cols * cols }, (_, i) => (i % (cols + 1) === 0 ? 0.7 : 0.3 / (cols - 1))),
  "recordedDistillationLoss.ids": (_next, rows, cols) =>
    Float64Array.from({ length: rows * 2 }, (_, i) => (7 * i + 1) % cols),
  "recordedDistillationLoss.teacherLogProbs": (next, rows) =>
    Float64Array.from({ length: rows * 2 }, () => Math.log(0.05 + 0.4 * next())),
  "temperatureLoss.temperature": () => Float64Array.of(1.7),
  "gaussianNllLoss.variance": (next, rows, cols) =>
    Float64Array.from({ length: rows * cols }, () => 0.5 + next()),
  "dirichletKlLoss.concentration": (next, rows, cols) =>
    Float64Array.from({ length: rows * cols }, () => 0.5 + 3 * next()),
  "linearCrossEntropyLoss.input": (next, rows) => Float64Array.from({ length: rows * 3 }, () => normal(next)),
  "linearCrossEntropyLoss.weights": (next, _rows, cols) =>
    Float64Array.from({ length: cols * 3 }, () => normal(next)),
  "linearJsdLoss.input": (next, rows) => Float64Array.from({ length: rows * 3 }, () => normal(next)),
  "linearJsdLoss.weights": (next, _rows, cols) => Float64Array.from({ length: cols * 3 }, () => normal(next)),
  "linearJsdLoss.teacherInput": (next, rows) => Float64Array.from({ length: rows * 2 }, () => normal(next)),
  "linearJsdLoss.teacherWeights": (next, _rows, cols) =>
    Float64Array.from({ length: cols * 2 }, () => normal(next)),
};

/** What must be said beside the inputs. */
const NEEDED: Record<string, (rows: number) => Options> = {
  infoNceLoss: (rows) => ({ rows }),
  recordedDistillationLoss: (rows) => ({ rows }),
  entropyLoss: (rows) => ({ rows }),
  elboLoss: (rows) => ({ rows }),
  gaussianKlLoss: (rows) => ({ rows }),
  freeBitsLoss: (rows) => ({ rows, allowance: 0.1 }),
  capacityLoss: (rows) => ({ rows, capacity: 0.1 }),
  iwaeLoss: (rows) => ({ rows }),
  renyiBoundLoss: (rows) => ({ rows }),
  dirichletKlLoss: (rows) => ({ rows }),
  linearJsdLoss: (rows) => ({ rows }),
  topKDistillationLoss: () => ({ k: 2 }),
};

/** Arguments of a loss, drawn from a seed. */
export function sampleOf(record: LossRecord, seed: number, rows: number, cols: number): Sample {
  const next = stream(seed);
  const arrays = Object.fromEntries(
    record.inputs.map(({ name, role }) => [
      name,
      (SPECIAL[`${record.name}.${name}`] ?? DRAW[role]!)(next, rows, cols),
    ]),
  );
  return { arrays, options: NEEDED[record.name]?.(rows) ?? {}, rows };
}

/** Losses whose inputs say through a kind how many rows they are. */
const KINDED = new Set(
  LOSSES.filter(
    ({ inputs }) =>
      inputs.some(({ role }) => role === "logits") && !inputs.some(({ role }) => role === "labels"),
  ).map(({ name }) => name),
);

/** Calls a loss on a sample, in the precision asked for. */
export function run(
  record: LossRecord,
  { arrays, options, rows }: Sample,
  more: Options = {},
  Single?: Float32ArrayConstructor,
): LossResult<Floats | Record<string, Floats>> {
  const inputs = record.inputs.map(({ name, role }) => {
    const raw = arrays[name]!;
    const x = Single && role !== "labels" && role !== "counts" ? Single.from(raw) : raw;
    if (record.name === "temperatureLoss" && name === "temperature") return x[0];
    if (role === "logits" && (KINDED.has(record.name) || record.room === "distillation"))
      return logits(x, { cols: x.length / rows });
    return x;
  });
  return record.loss(...([...inputs, { ...options, ...more }] as never[])) as LossResult<
    Floats | Record<string, Floats>
  >;
}

/** A result's gradients by name of the input. */
export function gradsOf(record: LossRecord, grad: Floats | Record<string, Floats>): Record<string, Floats> {
  const moving = record.inputs.filter(({ moves }) => moves);
  return ArrayBuffer.isView(grad) ? { [moving[0]!.name]: grad as Floats } : (grad as Record<string, Floats>);
}
