import { afterAll, describe, expect, it } from "vitest";
import { chooseTwin } from "../../src/kernel/engine.ts";
import { LOSSES } from "../../src/loss/index.ts";
import { expectClose } from "./agree.ts";
import { gradsOf, run, sampleOf } from "./samples.ts";

/** Few classes go through plain JavaScript, many through the compiled kernels. */
const SHAPES = [
  [3, 5],
  [3, 33],
  [2, 1003],
] as const;

const SLOW = new Set(["forwardCorrectedLoss"]);

afterAll(() => {
  chooseTwin("auto");
});

describe.each(["js", "simd", "relaxed"] as const)("in single precision by the %s twin", (twin) => {
  describe.each(SHAPES)("%i rows of %i", (rows, cols) => {
    it.each(LOSSES.filter(({ name }) => !SLOW.has(name) || cols < 100))(
      "$name gives what it gives in double precision",
      (record) => {
        if (!chooseTwin(twin)) return;
        const sample = sampleOf(record, 5, rows, cols);
        for (const [name, x] of Object.entries(sample.arrays)) {
          if (x instanceof Float64Array) sample.arrays[name] = x.map(Math.fround);
        }
        const double = run(record, sample);
        const single = run(record, sample, {}, Float32Array);
        expectClose([single.value], [double.value], 1e-6, "value");
        const wanted = gradsOf(record, double.grad);
        for (const [name, grad] of Object.entries(gradsOf(record, single.grad))) {
          if (name !== "temperature") expect(grad).toBeInstanceOf(Float32Array);
          expectClose(grad, wanted[name]!, 1e-6, name);
        }
      },
    );
  });
});

/** Options that have ways of their own through the compiled kernels. */
const VARIANTS: readonly [string, Record<string, unknown>][] = [
  ["crossEntropyLoss", { labelSmoothing: 0.1 }],
  ["crossEntropyLoss", { zLoss: 0.01 }],
  ["crossEntropyLoss", { labelSmoothing: 0.3, zLoss: 0.001 }],
  [
    "crossEntropyLoss",
    { zLoss: 0.001, classWeights: Float64Array.from({ length: 300 }, (_, i) => 1 + (i % 7)) },
  ],
  ["crossEntropyLoss", { reduction: "none", ignoreIndex: 3, upstream: [1, -2] }],
  ["forwardKlLoss", { temperature: 2 }],
  ["forwardKlLoss", { temperature: 3 }],
  ["reverseKlLoss", { temperature: 4 }],
  ["reverseKlLoss", { temperature: 1.7, reduction: "sum" }],
  ["generalizedJsdLoss", { temperature: 2, beta: 0.1 }],
  ["generalizedJsdLoss", { temperature: 1.7, beta: 0.9, reduction: "none" }],
  ["softCrossEntropyLoss", { upstream: 3, rowMask: [0, 1] }],
];

describe.each(["simd", "relaxed"] as const)("by the %s twin", (twin) => {
  it.each(VARIANTS)("%s agrees with double precision under %o", (name, options) => {
    if (!chooseTwin(twin)) return;
    const record = LOSSES.find((one) => one.name === name)!;
    const sample = sampleOf(record, 6, 2, 300);
    for (const [key, x] of Object.entries(sample.arrays)) {
      if (x instanceof Float64Array) sample.arrays[key] = x.map(Math.fround);
    }
    const double = run(record, sample, options);
    const single = run(record, sample, options, Float32Array);
    expectClose([single.value], [double.value], 1e-6, "value");
    expectClose(single.grad as Float32Array, double.grad as Float64Array, 1e-6, "grad");
    if (double.perRow !== undefined) expectClose(single.perRow!, double.perRow, 1e-6, "rows");
  });

  it.each([1, 0.1, 0.01, 1e-3, 1e-4, 1e-6])("divergences keep their digits for logits %f apart", (apart) => {
    if (!chooseTwin(twin)) return;
    const record = LOSSES.find((one) => one.name === "forwardKlLoss")!;
    const sample = sampleOf(record, 8, 2, 200);
    const student = sample.arrays.student!.map(Math.fround) as Float64Array;
    const noise = sample.arrays.teacher as Float64Array;
    const teacher = student.map((z, i) => Math.fround(z + apart * noise[i]!));
    for (const name of ["forwardKlLoss", "reverseKlLoss", "generalizedJsdLoss"]) {
      for (const temperature of [1, 2, 3]) {
        const own = LOSSES.find((one) => one.name === name)!;
        const pair = { arrays: { student, teacher }, options: { temperature }, rows: 2 };
        const double = run(own, pair);
        const single = run(own, pair, {}, Float32Array);
        expectClose([single.value], [double.value], 2e-6, `${name} at T = ${temperature}`);
      }
    }
  });
});
