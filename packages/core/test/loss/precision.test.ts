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
