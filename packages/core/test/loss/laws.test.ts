import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logits } from "../../src/finite/kinds.ts";
import * as loss from "../../src/loss/index.ts";
import { expectClose } from "./agree.ts";
import { gradsOf, run, sampleOf } from "./samples.ts";

const { LOSSES } = loss;
const seeds = fc.integer({ min: 1, max: 1e6 });

/** Losses that see a common shift of the logits, by definition. */
const SEES_SHIFT = new Set([
  "squentropyLoss",
  "logitNormLoss",
  "evidentialLoss",
  "nllLoss",
  "vectorScalingLoss",
]);

const ofLogits = LOSSES.filter(({ inputs, name }) => inputs[0]!.role === "logits" && !SEES_SHIFT.has(name));

describe.each(ofLogits)("$name", (record) => {
  const name = record.inputs[0]!.name;

  it("does not see a common shift of the logits", () => {
    fc.assert(
      fc.property(seeds, fc.double({ min: -30, max: 30, noNaN: true }), (seed, shift) => {
        const sample = sampleOf(record, seed, 2, 5);
        const plain = run(record, sample);
        const moved = run(record, {
          ...sample,
          arrays: { ...sample.arrays, [name]: (sample.arrays[name] as Float64Array).map((z) => z + shift) },
        });
        expectClose([moved.value], [plain.value], 1e-11, "value");
        expectClose(gradsOf(record, moved.grad)[name]!, gradsOf(record, plain.grad)[name]!, 1e-11, "grad");
      }),
      { numRuns: 10 },
    );
  });

  it("has a gradient that sums to 0 over the classes", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const grad = [...gradsOf(record, run(record, sampleOf(record, seed, 1, 6)).grad)[name]!];
        const scale = grad.reduce((most, g) => Math.max(most, Math.abs(g)), 0);
        expect(Math.abs(grad.reduce((sum, g) => sum + g, 0))).toBeLessThanOrEqual(1e-14 * Math.max(1, scale));
      }),
      { numRuns: 10 },
    );
  });
});

const permuted = LOSSES.filter(
  ({ inputs }) =>
    inputs[0]!.role === "logits" &&
    inputs.every(({ role }) => ["logits", "labels", "targets", "counts"].includes(role)),
);

describe.each(permuted)("$name", (record) => {
  it("does not see the order of the classes", () => {
    fc.assert(
      fc.property(seeds, fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), (seed, order) => {
        const sample = sampleOf(record, seed, 1, 5);
        const arrays = Object.fromEntries(
          record.inputs.map(({ name, role }) => [
            name,
            role === "labels"
              ? [order.indexOf(sample.arrays[name]![0]!)]
              : Float64Array.from(order, (from) => sample.arrays[name]![from]!),
          ]),
        );
        expectClose([run(record, { ...sample, arrays }).value], [run(record, sample).value], 1e-13, "value");
      }),
      { numRuns: 10 },
    );
  });
});

/** The bounds of the table as numbers, at the parameters' defaults and 5 classes. */
const NUMBERS: Record<string, number> = {
  "∞": Number.POSITIVE_INFINITY,
  "−∞": Number.NEGATIVE_INFINITY,
  "1/q": 1 / 0.7,
  A: 4,
  H_n: 1.5,
  "(a^k − (a − 1)^k)/k": (1.5 ** 0.9 - 0.5 ** 0.9) / 0.9,
  "((a + 1)^q − a^q)/q": (1.6 ** 0.6 - 0.6 ** 0.6) / 0.6,
  "e^(−1/a)": Math.exp(-1 / 2.5),
  "h(π)": Math.LN2,
  "h(β)": Math.LN2,
  "−β log C": -0.1 * Math.log(5),
  "log C": Math.log(5),
  "−log α": -Math.log(0.1),
};

it.each(LOSSES)("$name lies within its bounds $bounds", (record) => {
  const [low, high] = record.bounds.map((text) => NUMBERS[text] ?? Number(text)) as [number, number];
  fc.assert(
    fc.property(seeds, (seed) => {
      const { value } = run(record, sampleOf(record, seed, 1, 5));
      expect(value).toBeGreaterThanOrEqual(low - 1e-14);
      expect(value).toBeLessThanOrEqual(high + 1e-14);
    }),
    { numRuns: 25 },
  );
});

it.each(
  LOSSES.filter(
    ({ room, name }) =>
      room === "distillation" &&
      ![
        "teacherCrossEntropyLoss",
        "distillationLoss",
        "pointwiseKlLoss",
        "recordedDistillationLoss",
      ].includes(name),
  ),
)("$name is exactly 0, with no gradient, where the student is the teacher", (record) => {
  const sample = sampleOf(record, 9, 1, 40);
  const same = { ...sample, arrays: { ...sample.arrays, teacher: sample.arrays.student! } };
  for (const Single of [undefined, Float32Array]) {
    const { value, grad } = run(record, same, {}, Single);
    expect(value).toBe(0);
    for (const g of grad as Float64Array) expect(Math.abs(g)).toBeLessThan(1e-16);
  }
});

describe("losses that meet", () => {
  const pairs = fc.tuple(
    fc.array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: 5, maxLength: 5 }),
    fc.array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: 5, maxLength: 5 }),
  );
  const same = (f: (s: number[], t: number[]) => [number, number], tolerance = 1e-12) =>
    fc.assert(
      fc.property(pairs, ([s, t]) => {
        const [a, b] = f(s, t);
        expectClose([a], [b], tolerance, "value");
      }),
    );

  it("swapped JSD runs from forward to reverse KL, and is plain JSD in the middle", () => {
    same((s, t) => [loss.swappedJsdLoss(s, t, { beta: 0 }).value, loss.forwardKlLoss(s, t).value]);
    same((s, t) => [loss.swappedJsdLoss(s, t, { beta: 1 }).value, loss.reverseKlLoss(s, t).value]);
    same((s, t) => [loss.swappedJsdLoss(s, t).value, loss.generalizedJsdLoss(s, t).value]);
  });

  it("generalized JSD over β(1 − β) goes over into forward KL", () => {
    const [s, t] = [
      [1, 0, 2],
      [0, 1, 1],
    ];
    expect(loss.generalizedJsdLoss(s, t, { beta: 1e-7, normalise: true }).value).toBeCloseTo(
      loss.forwardKlLoss(s, t).value,
      6,
    );
    expect(loss.generalizedJsdLoss(s, t, { beta: 1 - 1e-7, normalise: true }).value).toBeCloseTo(
      loss.reverseKlLoss(s, t).value,
      6,
    );
  });

  it("Rényi and alpha divergence of order 1 are forward KL", () => {
    same((s, t) => [loss.renyiLoss(s, t, { alpha: 1 }).value, loss.forwardKlLoss(s, t).value]);
    same((s, t) => [loss.alphaDivergenceLoss(s, t, { alpha: 1 }).value, loss.forwardKlLoss(s, t).value]);
    same((s, t) => [loss.alphaDivergenceLoss(s, t, { alpha: 0 }).value, loss.reverseKlLoss(s, t).value]);
    same((s, t) => [2 * loss.alphaDivergenceLoss(s, t, { alpha: 2 }).value, loss.chiSquaredLoss(s, t).value]);
    same((s, t) => [loss.alphaDivergenceLoss(s, t).value, 4 * loss.hellingerSquaredLoss(s, t).value]);
  });

  it("cross-entropy under the teacher is its entropy and forward KL", () => {
    same((s, t) => [
      loss.teacherCrossEntropyLoss(s, t).value,
      loss.forwardKlLoss(s, t).value + loss.entropyLoss(t).value,
    ]);
    same((s, t) => [loss.teacherCrossEntropyLoss(s, t).value, loss.softCrossEntropyLoss(s, logits(t)).value]);
  });

  it("a bucket for the tail is never above the full divergence, and is it with all classes", () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 5 }), ([s, t], k) => {
        const full = loss.forwardKlLoss(s, t).value;
        expect(loss.topKDistillationLoss(s, t, { k }).value).toBeLessThanOrEqual(full * (1 + 1e-12));
        expectClose([loss.topKDistillationLoss(s, t, { k: 5 }).value], [full], 1e-12, "all");
      }),
    );
  });

  it("a recorded top k gives what the whole teacher gives by its top k", () => {
    fc.assert(
      fc.property(
        pairs,
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom("bucket", "renormalise", "drop" as const),
        ([s, raw], k, tail) => {
          const t = raw.map((z, j) => z + j * 0.0123456789);
          const total = t.reduce((sum, z) => sum + Math.exp(z), 0);
          const ids = t
            .map((_, j) => j)
            .sort((a, b) => t[b]! - t[a]! || a - b)
            .slice(0, k);
          const recorded = loss.recordedDistillationLoss(
            s,
            ids,
            ids.map((j) => t[j]! - Math.log(total)),
            { tail: tail as "bucket" },
          );
          const whole = loss.topKDistillationLoss(s, t, { k, tail: tail as "bucket" });
          expect(Math.abs(recorded.value - whole.value)).toBeLessThan(1e-12 * Math.max(1, whole.value));
          for (let j = 0; j < 5; j++)
            expect(Math.abs(recorded.grad[j]! - whole.grad[j]!)).toBeLessThan(1e-12);
        },
      ),
    );
  });

  it("decoupled distillation with β = 1 − p_y is plain distillation", () => {
    same((s, t) => {
      const total = t.reduce((sum, z) => sum + Math.exp(z), 0);
      const beta = t.reduce((sum, z, j) => (j === 2 ? sum : sum + Math.exp(z)), 0) / total;
      return [loss.decoupledDistillationLoss(s, t, 2, { beta }).value, loss.forwardKlLoss(s, t).value];
    });
  });

  it("generalized cross-entropy goes over into cross-entropy without losing digits", () => {
    same((s) => [
      loss.generalizedCrossEntropyLoss(s, 1, { q: 1e-18 }).value,
      loss.crossEntropyLoss(s, 1).value,
    ]);
    same((s) => [
      2 * loss.generalizedCrossEntropyLoss(s, 1, { q: 1 }).value,
      loss.meanAbsoluteErrorLoss(s, 1).value,
    ]);
  });

  it("gives up rows below the truncation", () => {
    const { value, grad } = loss.generalizedCrossEntropyLoss([0, 3], 0, { truncation: 0.3 });
    expect(value).toBeCloseTo((1 - 0.3 ** 0.7) / 0.7, 14);
    expect([...grad]).toEqual([0, 0]);
    expect(loss.generalizedCrossEntropyLoss([3, 0], 0, { truncation: 0.3 }).value).toBe(
      loss.generalizedCrossEntropyLoss([3, 0], 0).value,
    );
  });

  it("smoothed labels are soft targets", () => {
    same((s) => [
      loss.crossEntropyLoss(s, 3, { labelSmoothing: 0.2 }).value,
      loss.softCrossEntropyLoss(s, [0, 0, 0, 1, 0], { labelSmoothing: 0.2 }).value,
    ]);
    same((s) => [
      loss.mixupCrossEntropyLoss(s, 0, 4, { lambda: 0.3 }).value,
      loss.softCrossEntropyLoss(s, [0.3, 0, 0, 0, 0.7]).value,
    ]);
    same((s) => [loss.crossEntropyLoss(s, 3, { temperature: 2 }).value, loss.temperatureLoss(s, 3, 2).value]);
  });

  it("forward correction without noise is cross-entropy, also of labels far below", () => {
    const identity = Array.from({ length: 25 }, (_, i) => (i % 6 === 0 ? 1 : 0));
    same((s) => [loss.forwardCorrectedLoss(s, 2, identity).value, loss.crossEntropyLoss(s, 2).value]);
    const far = loss.forwardCorrectedLoss([0, 2000], 0, [1, 0, 0, 1]);
    expect(far.value).toBe(2000);
    expectClose(far.grad, [-1, 1], 1e-15, "grad");
  });
});
