import { describe, expect, it } from "vitest";
import { type Floats, LOSSES, type LossRecord } from "../../src/loss/index.ts";
import { gradsOf, type Options, run, sampleOf } from "./samples.ts";

/** Options under which a gradient is not that of the value, by what they are for. */
const HELD_FIXED: Record<string, Options> = {
  policyKlLoss: { gradient: "asWritten" },
  grpoLoss: { klGradient: "forward" },
};

const STEP = 1e-4;

/** A derivative by differences of fourth and of sixth order. */
function slopeAt(x: Float64Array, i: number, value: () => number): number {
  const own = x[i]!;
  const at = (k: number) => {
    x[i] = own + k * STEP;
    const there = value();
    x[i] = own;
    return there;
  };
  return (45 * (at(1) - at(-1)) - 9 * (at(2) - at(-2)) + (at(3) - at(-3))) / (60 * STEP);
}

/** Holds the gradients of a loss against differences of its values. */
function expectSlopes(record: LossRecord, seed: number, options: Options): void {
  const sample = sampleOf(record, seed, 3, 4);
  const { grad, value, count } = run(record, sample, options);
  expect(Number.isFinite(value)).toBe(true);
  expect(count).toBeGreaterThan(0);
  const grads =
    options.wrt === undefined ? gradsOf(record, grad) : { [options.wrt as string]: grad as Floats };
  for (const [name, found] of Object.entries(grads)) {
    const x = (sample.arrays[name] ?? options[name]) as Float64Array;
    const scale = Math.max(...Array.from(found, Math.abs), 1e-3);
    expect(found.length).toBe(x.length);
    for (let i = 0; i < x.length; i++) {
      const wanted = slopeAt(x, i, () => run(record, sample, options).value);
      const error = Math.abs(found[i]! - wanted) / scale;
      expect(error, `${name}[${i}]: ${found[i]} for ${wanted}`).toBeLessThan(1e-8);
    }
  }
}

/** One number for each of 3 rows of 4. */
const RAMP = Float64Array.from({ length: 12 }, (_, i) => 0.2 * i - 1);

/** What losses do when told otherwise, where another branch computes the gradient. */
const OTHERWISE: readonly (readonly [name: string, options: Options])[] = [
  ["binaryCrossEntropyLoss", { wrt: "target", positiveWeights: Float64Array.of(1, 2, 3, 4) }],
  ["softCrossEntropyLoss", { wrt: "target", labelSmoothing: 0.1, classWeights: [1, 2, 3, 4] }],
  ["softCrossEntropyLoss", { zLoss: 0.1, softcap: 3, temperature: 2 }],
  ["infoNceLoss", { symmetric: false, temperature: 0.5 }],
  ["sigmoidFocalLoss", { gamma: 0.5 }],
  ["polyLoss", { epsilon: [1, -0.5, 0.25] }],
  ["generalizedCrossEntropyLoss", { truncation: 0.05 }],
  ["noisyLabelJensenShannonLoss", { pi: 0.2, normalise: true }],
  ["logitNormLoss", { epsilon: 0.1 }],
  ...["likelihood", "crossEntropy", "squaredError"].map(
    (risk) => ["evidentialLoss", { risk, klWeight: 0.3 }] as const,
  ),
  ...["forwardKlLoss", "reverseKlLoss", "jeffreysLoss", "generalizedJsdLoss", "swappedJsdLoss"].map(
    (name) => [name, { wrt: "teacher", temperature: 2 }] as const,
  ),
  ...["skewForwardKlLoss", "skewReverseKlLoss", "totalVariationLoss", "hellingerSquaredLoss"].map(
    (name) => [name, { wrt: "teacher", temperature: 2 }] as const,
  ),
  ...["renyiLoss", "alphaDivergenceLoss", "chiSquaredLoss", "teacherCrossEntropyLoss"].map(
    (name) => [name, { wrt: "teacher", temperature: 2 }] as const,
  ),
  ...[-1, 2].map((alpha) => ["alphaDivergenceLoss", { alpha }] as const),
  ["renyiLoss", { alpha: 3 }],
  ["generalizedJsdLoss", { beta: 0.2, normalise: true }],
  ["distillationLoss", { labelSmoothing: 0.2, scaleByTemperatureSquared: false }],
  ...["bucket", "renormalise", "drop"].flatMap((tail) => [
    ["recordedDistillationLoss", { tail }] as const,
    ...["forward", "reverse"].flatMap((direction) =>
      ["teacher", "student"].map(
        (support) => ["topKDistillationLoss", { tail, direction, support, temperature: 2 }] as const,
      ),
    ),
  ]),
  ["pointwiseKlLoss", { wrt: "target" }],
  ["pointwiseKlLoss", { logTarget: true, wrt: "target" }],
  ["gaussianKlLoss", { prior: { mean: RAMP, logVariance: RAMP } }],
  ...["sample", "total"].map((form) => ["freeBitsLoss", { form }] as const),
  ["freeBitsLoss", { rowMask: [1, 0, 1], reduction: "sum" }],
  ["elboLoss", { likelihood: "gaussian", beta: 2 }],
  ["renyiBoundLoss", { alpha: -1 }],
  ["dirichletKlLoss", { prior: 2.5 }],
  ["categoricalKlLoss", { prior: RAMP }],
  ["gaussianNllLoss", { full: true }],
  ["poissonNllLoss", { full: true }],
  ...["k1", "k2"].map((estimator) => ["policyKlLoss", { estimator, gradient: "asWritten" }] as const),
  ["dpoLoss", { labelSmoothing: 0.1 }],
  ...["robust", "hinge", "ipo", "exo"].map((form) => ["dpoLoss", { form, labelSmoothing: 0.1 }] as const),
  [
    "linearCrossEntropyLoss",
    { bias: Float64Array.of(0.1, 0, -0.2, 0.3), zLoss: 0.1, softcap: 2, temperature: 2 },
  ],
  ["linearJsdLoss", { beta: 0.3, temperature: 2 }],
];

it.each(OTHERWISE)("%s has the gradient of its value with %o", (name, options) => {
  expectSlopes(LOSSES.find((record) => record.name === name)!, 2, options);
});

const LABELLED = LOSSES.filter(
  ({ inputs }) => inputs[0]!.role === "logits" && inputs[1]?.role === "labels" && inputs.length === 2,
);

describe.each(LABELLED)("$name", (record) => {
  it.each<Options>([
    { temperature: 2, softcap: 3 },
    { classMask: [1, 1, 1, 1], classWeights: [1, 2, 0.5, 3] },
    { rowMask: [1, 0, 1], reduction: "sum", classWeights: [1, 2, 0.5, 3] },
    { reduction: "seqMeanTokenMean", sequenceLength: 3, denominator: 5 },
    { ignoreIndex: 1, meanBy: "count" },
  ])("has the gradient of its value with %o", (options) => {
    expectSlopes(record, 2, options);
  });
});

describe.each(LOSSES)("$name", (record) => {
  it.each([1, 4])("has the gradient that differences of its values show (seed %i)", (seed) => {
    expectSlopes(record, seed, HELD_FIXED[record.name] ?? {});
  });

  it("multiplies the gradient by `upstream` and leaves the value", () => {
    const sample = sampleOf(record, 3, 3, 4);
    const plain = run(record, sample);
    const twice = run(record, sample, { upstream: 2 });
    expect(twice.value).toBe(plain.value);
    const doubled = gradsOf(record, twice.grad);
    for (const [name, found] of Object.entries(gradsOf(record, plain.grad))) {
      for (let i = 0; i < found.length; i++) expect(doubled[name]![i]).toBeCloseTo(2 * found[i]!, 12);
    }
  });
});
