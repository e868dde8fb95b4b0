import { describe, expect, it } from "vitest";
import { logits } from "../../src/finite/kinds.ts";
import { chooseTwin } from "../../src/kernel/engine.ts";
import * as loss from "../../src/loss/index.ts";
import { expectClose, expectRelative } from "./agree.ts";
import { casesOf } from "./cases.ts";

const none = Number.NEGATIVE_INFINITY;

/** Wrong answers seen in TensorFlow.js 4.22, each beside the right one, which closed forms give. */
describe("where TensorFlow.js is wrong", () => {
  it("gives the surprisal beside a class without mass (NaN there)", () => {
    const { value, grad } = loss.crossEntropyLoss([0, 1, none], 0);
    expectRelative(value, Math.log1p(Math.E), 1e-15, "log(1 + e)");
    expect(grad[2]).toBe(0);
    expectRelative(
      loss.softCrossEntropyLoss([0, 1, none], [1, 0, 0]).value,
      1.3132616875182228,
      1e-15,
      "soft",
    );
  });

  it("does not assume that targets sum to 1 (gradient −.67, −.67, .33 there)", () => {
    expectClose(loss.softCrossEntropyLoss([0, 0, 0], [1, 1, 0]).grad, [-1 / 3, -1 / 3, 2 / 3], 1e-15, "grad");
  });

  it("gives targets their own gradient, −log softmax (targets less softmax there)", () => {
    const { grad } = loss.softCrossEntropyLoss([0, 0, 0], [1, 0, 0], { wrt: "target" });
    expectClose(grad, [Math.log(3), Math.log(3), Math.log(3)], 1e-15, "grad");
  });

  it("smooths over classes, not over the second axis (1.525 there)", () => {
    const z = logits([1, 2, 0, 0.5, 0.5, 3], { cols: 3 });
    const smooth = loss.softCrossEntropyLoss(z, [1, 0, 0, 0, 0, 1], { labelSmoothing: 0.3 });
    const by = loss.crossEntropyLoss(z, [0, 2], { labelSmoothing: 0.3 });
    expectRelative(smooth.value, by.value, 1e-15, "value");
    expectClose(smooth.grad, by.grad, 1e-15, "grad");
  });

  it("gives 0 where all weights are 0 (NaN there)", () => {
    expect(loss.crossEntropyLoss([1, 2], 0, { classWeights: [0, 1] }).value).toBe(0);
    expect(loss.binaryCrossEntropyLoss([1, 2], [0, 1], { weights: [0, 0] }).value).toBe(0);
  });

  it.each([[0, 0.006760678] as const, [2, 10.006760678] as const])(
    "does not clip logits: label %i costs %f (0.551 and 1.551 there)",
    (label, wanted) => {
      expectRelative(
        loss.crossEntropyLoss([5, 0, -5], label).value,
        Math.log1p(Math.exp(-5) + Math.exp(-10)) + 5 * label,
        1e-15,
        "value",
      );
      expect(loss.crossEntropyLoss([5, 0, -5], label).value).toBeCloseTo(wanted, 4);
    },
  );

  it("does not saturate: 100 nats, with a gradient (16.118 and none there)", () => {
    const { value, grad } = loss.crossEntropyLoss([50, 0, -50], 2);
    expect(value).toBe(100);
    expectClose(grad, [1, Math.exp(-50), -1], 1e-15, "grad");
  });

  it("finds an infinite divergence infinite (7.37 there)", () => {
    expect(loss.forwardKlLoss([0, none], [0, 0]).value).toBe(Number.POSITIVE_INFINITY);
  });

  it("refuses a row without mass (NaN there)", () => {
    expect(() => loss.crossEntropyLoss([none, none], 0)).toThrow("row 0 has no mass");
  });

  it("leaves second derivatives to differences of a gradient that is exact (throws there)", () => {
    const at = (x: number) => loss.crossEntropyLoss([x, 0], 0).grad[0]!;
    const p = 1 / (1 + Math.exp(-1));
    expectRelative((at(1 + 1e-5) - at(1 - 1e-5)) / 2e-5, p * (1 - p), 1e-9, "p(1 − p)");
  });
});

describe("where single precision saturates elsewhere", () => {
  /** exp(−17) and its neighbours, at 25 digits by mpmath: log1p(exp(-m)). */
  const MARGINS = [
    [15, 3.059022737137205e-7],
    [17, 4.139937633089748e-8],
    [30, 9.357622968839737e-14],
  ] as const;

  it.each(["js", "simd", "relaxed"] as const)(
    "keeps the loss of an almost sure label, in the %s twin",
    (twin) => {
      if (!chooseTwin(twin)) return;
      for (const [margin, wanted] of MARGINS) {
        const few = loss.crossEntropyLoss(Float32Array.of(margin, 0), 0);
        expectRelative(few.value, wanted, 1e-6, `margin ${margin}`);
        expectRelative(few.grad[0]!, -few.grad[1]!, 1e-6, "the label's gradient");
        const many = new Float32Array(64).fill(none);
        many[7] = margin;
        many[40] = 0;
        const { value, grad } = loss.crossEntropyLoss(many, 7);
        expectRelative(value, wanted, 2e-6, `margin ${margin} among many`);
        expectRelative(grad[7]!, -Math.exp(-margin) / (1 + Math.exp(-margin)), 2e-6, "the label's gradient");
      }
      chooseTwin("auto");
    },
  );
});

describe("where digits cancel elsewhere", () => {
  it("reaches down to the least number there is", () => {
    expect(loss.crossEntropyLoss([745, 0], 0).value).toBe(Number.MIN_VALUE);
  });

  const sure = casesOf("high_precision").filter(({ fn, id }) => fn === "crossEntropy" && !id.includes("745"));
  it.each(sure)("keeps every digit of $id", (c) => {
    const { value, grad } = loss.crossEntropyLoss(c.inputs.logits!.data, c.inputs.target!.data, {
      reduction: "sum",
    });
    expectRelative(value, c.value.data[0]!, 4e-15, "value");
    for (const [i, g] of c.grads.logits!.data.entries()) expectRelative(grad[i]!, g, 4e-15, `grad[${i}]`);
  });

  it.each(casesOf("high_precision").filter(({ fn }) => fn === "klLogits"))(
    "keeps every digit of $id",
    (c) => {
      const { value } = loss.forwardKlLoss(c.inputs.q!.data, c.inputs.p!.data);
      expectRelative(value, c.value.data[0]!, 4e-15, "value");
      expectRelative(
        loss.reverseKlLoss(c.inputs.p!.data, c.inputs.q!.data).value,
        c.value.data[0]!,
        4e-15,
        "reversed",
      );
    },
  );
});
