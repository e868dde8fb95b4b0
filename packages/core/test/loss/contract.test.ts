import { describe, expect, it } from "vitest";
import { RelentError } from "../../src/error.ts";
import { counts, logits, logProbs, probs, weights } from "../../src/finite/kinds.ts";
import * as loss from "../../src/loss/index.ts";
import { expectClose } from "./agree.ts";
import { casesOf } from "./cases.ts";
import { stream } from "./samples.ts";

const { crossEntropyLoss, LOSSES } = loss;
const next = stream(11);
const Z = Float64Array.from({ length: 24 }, () => 6 * next() - 3);
const Y = [0, 3, 1, 2, 3, 0];

/** What a call throws. */
function thrown(call: () => unknown): RelentError {
  try {
    call();
  } catch (error) {
    if (error instanceof RelentError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("reductions", () => {
  const rows = crossEntropyLoss(Z, Y, { reduction: "none" }).perRow!;
  const sum = rows.reduce((a, b) => a + b, 0);

  it("gives the rows, and their sum as the value, for none", () => {
    const { value, perRow, count } = crossEntropyLoss(Z, Y, { reduction: "none" });
    expect(perRow).toHaveLength(6);
    expect(value).toBeCloseTo(sum, 14);
    expect(count).toBe(6);
  });

  it.each([
    ["sum", sum, {}],
    ["mean", sum / 6, {}],
    ["batchmean", sum / 6, {}],
    ["tokenMean", sum / 6, {}],
    ["tokenMean", sum / 10, { denominator: 10 }],
    ["seqMeanTokenSum", sum / 2, { sequenceLength: 3 }],
    ["seqMeanTokenMean", sum / 6, { sequenceLength: 3 }],
    ["seqMeanTokenSumNorm", sum / 6, { sequenceLength: 3 }],
  ] as const)("%s of the rows is %f with %o", (reduction, wanted, more) => {
    expect(crossEntropyLoss(Z, Y, { reduction, ...more }).value).toBeCloseTo(wanted, 13);
  });

  it("counts tokens, not rows, where some take no part", () => {
    const labels = [0, 3, -100, 2, -100, -100];
    const seq = [(rows[0]! + rows[1]!) / 2, rows[3]!];
    const options = { reduction: "seqMeanTokenMean", sequenceLength: 3 } as const;
    expect(crossEntropyLoss(Z, labels, options).value).toBeCloseTo((seq[0]! + seq[1]!) / 2, 13);
    expect(crossEntropyLoss(Z, [0, 3, -100, -100, -100, -100], options).value).toBeCloseTo(seq[0]!, 13);
  });

  it("adds up over micro-batches when the denominator is that of the whole", () => {
    const options = { labelSmoothing: 0.1, classWeights: [1, 2, 0.5, 3] };
    const whole = crossEntropyLoss(Z, Y, options);
    const denominator = Y.reduce((total, y) => total + options.classWeights[y]!, 0);
    const parts = [0, 1].map((k) =>
      crossEntropyLoss(Z.subarray(12 * k, 12 * k + 12), Y.slice(3 * k, 3 * k + 3), {
        ...options,
        denominator,
      }),
    );
    expect(parts[0]!.value + parts[1]!.value).toBeCloseTo(whole.value, 14);
    expectClose([...parts[0]!.grad, ...parts[1]!.grad], whole.grad, 1e-14, "grad");
  });

  it("divides a weighted mean by the weights, or by the count on request", () => {
    const classWeights = [1, 2, 0.5, 3];
    const weighted = crossEntropyLoss(Z, Y, { classWeights, reduction: "sum" }).value;
    const total = Y.reduce((sum, y) => sum + classWeights[y]!, 0);
    expect(crossEntropyLoss(Z, Y, { classWeights }).value).toBeCloseTo(weighted / total, 14);
    expect(crossEntropyLoss(Z, Y, { classWeights, meanBy: "count" }).value).toBeCloseTo(weighted / 6, 14);
  });

  it("takes one upstream number a row", () => {
    const upstream = [1, 0, 2, 0.5, -1, 3];
    const { grad } = crossEntropyLoss(Z, Y, { reduction: "none", upstream });
    const plain = crossEntropyLoss(Z, Y, { reduction: "none" }).grad;
    expectClose(
      grad,
      plain.map((g, i) => g * upstream[Math.floor(i / 4)]!),
      1e-15,
      "grad",
    );
  });

  it("refuses what it does not know", () => {
    expect(thrown(() => crossEntropyLoss(Z, Y, { reduction: "median" as never })).message).toContain(
      "reduction = median",
    );
    expect(thrown(() => crossEntropyLoss(Z, Y, { denominator: 0 })).value).toBe(0);
    expect(
      thrown(() => crossEntropyLoss(Z, Y, { reduction: "seqMeanTokenSum", sequenceLength: 4 })).message,
    ).toContain("divides the 6 rows");
  });
});

describe("rows that take no part", () => {
  it("are not read: their logits may be anything", () => {
    const z = Z.slice();
    z.fill(Number.NaN, 4, 8);
    const masked = crossEntropyLoss(z, Y, { rowMask: [1, 0, 1, 1, 1, 1] });
    const ignored = crossEntropyLoss(z, [0, -100, 1, 2, 3, 0]);
    expect(masked.value).toBe(ignored.value);
    expect(masked.count).toBe(5);
    expect([...masked.grad.subarray(4, 8)]).toEqual([0, 0, 0, 0]);
  });

  it("may have any label", () => {
    const masked = crossEntropyLoss(Z, [0, -1, 1, 99, 3, 0], { rowMask: [1, 0, 1, 0, 1, 1] });
    expect(masked).toEqual(crossEntropyLoss(Z, [0, -100, 1, -100, 3, 0]));
  });

  it("leave an empty batch with value 0, gradient 0 and count 0", () => {
    expect(crossEntropyLoss([], [])).toEqual({ value: 0, grad: new Float64Array(0), count: 0 });
    const { value, grad, count } = crossEntropyLoss(Z, [-100, -100, -100, -100, -100, -100]);
    expect({ value, count }).toEqual({ value: 0, count: 0 });
    expect([...grad].every((g) => g === 0)).toBe(true);
    expect(crossEntropyLoss(Z, Y, { classWeights: [0, 0, 0, 0] }).value).toBe(0);
    const none = logits([], { cols: 4 });
    expect(loss.softCrossEntropyLoss(none, []).count).toBe(0);
    expect(loss.ldamLoss([], [], [1, 2, 3, 4]).count).toBe(0);
    expect(
      loss.forwardKlLoss(logits(Z, { cols: 4 }), logits(Z, { cols: 4 }), { rowMask: [0, 0, 0, 0, 0, 0] })
        .count,
    ).toBe(0);
  });

  const empties = casesOf("cross_entropy_index").filter(({ torch }) => torch !== undefined);
  it.each(empties)('are as in PyTorch with empty: "nan" ($id)', ({ inputs, params, torch }) => {
    const { value, grad } = crossEntropyLoss(inputs.logits!.data, inputs.target!.data, {
      empty: "nan",
      labelSmoothing: (params.label_smoothing as number) ?? 0,
      ...(inputs.weight && { classWeights: inputs.weight.data }),
    });
    expect(value).toBe(torch!.value.data[0]);
    expect([...grad]).toEqual(torch!.grads.logits!.data);
  });

  it("keep an ignored class in the softmax", () => {
    const all = crossEntropyLoss(Z, Y, { reduction: "none" }).perRow!;
    const without = crossEntropyLoss(Z, Y, { reduction: "none", ignoreIndex: 3 }).perRow!;
    expect([...without]).toEqual([all[0], 0, all[2], all[3], 0, all[5]]);
  });
});

describe("infinities", () => {
  it("give a label without mass Infinity and a finite gradient", () => {
    const { value, grad } = crossEntropyLoss([0, Number.NEGATIVE_INFINITY, 0], 1);
    expect(value).toBe(Number.POSITIVE_INFINITY);
    expect([...grad]).toEqual([0.5, -1, 0.5]);
  });

  it("leave a class without mass out of everything", () => {
    const { value, grad } = crossEntropyLoss([0, Number.NEGATIVE_INFINITY, 0], 0);
    expect(value).toBe(Math.LN2);
    expect([...grad]).toEqual([-0.5, 0, 0.5]);
    expect(loss.softCrossEntropyLoss([0, Number.NEGATIVE_INFINITY, 0], [0.5, 0, 0.5]).value).toBeCloseTo(
      Math.LN2,
      15,
    );
  });

  it("keep a masked class masked under a soft cap", () => {
    const { grad } = crossEntropyLoss([1, Number.NEGATIVE_INFINITY, 2], 0, { softcap: 5 });
    expect(grad[1]).toBe(0);
    expect(crossEntropyLoss([1, 9, 2], 0, { softcap: 5, classMask: [1, 0, 1] }).grad[1]).toBe(0);
  });

  it("spread smoothing over the classes that the mask leaves", () => {
    const masked = crossEntropyLoss([1, 7, 2], 0, { labelSmoothing: 0.2, classMask: [1, 0, 1] });
    const short = crossEntropyLoss([1, 2], 0, { labelSmoothing: 0.2 });
    expect(masked.value).toBe(short.value);
    expect(crossEntropyLoss([1, Number.NEGATIVE_INFINITY, 2], 0, { labelSmoothing: 0.2 }).value).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  it("name row, class and index of the first bad logit", () => {
    const z = Z.slice();
    z[9] = Number.NaN;
    const error = thrown(() => crossEntropyLoss(z, Y));
    expect(error.code).toBe("invalid-argument");
    expect(error.index).toBe(9);
    expect(error.message).toContain("row 2, class 1 is NaN");
    z[9] = Number.POSITIVE_INFINITY;
    expect(thrown(() => crossEntropyLoss(Float32Array.from(z), Y)).message).toContain(
      "row 2, class 1 is Infinity",
    );
  });

  it("find the bad logit of long rows that the kernels take", () => {
    const z = new Float32Array(2 * 500).fill(1);
    z[777] = Number.NaN;
    const error = thrown(() => crossEntropyLoss(z, [0, 0]));
    expect(error.index).toBe(777);
    expect(thrown(() => loss.forwardKlLoss(z.subarray(500), z.subarray(0, 500))).index).toBe(277);
    expect(thrown(() => loss.reverseKlLoss(z.subarray(500), z.subarray(0, 500))).index).toBe(277);
    expect(thrown(() => loss.generalizedJsdLoss(z.subarray(500), z.subarray(0, 500))).index).toBe(277);
  });

  it("refuse a row without mass", () => {
    const none = Number.NEGATIVE_INFINITY;
    expect(thrown(() => crossEntropyLoss([0, 1, none, none], [0, 0])).message).toContain("row 1 has no mass");
    const refused = casesOf("cross_entropy_index").find(({ id }) => id === "neginf-all")!;
    expect(
      thrown(() => crossEntropyLoss(refused.inputs.logits!.data, refused.inputs.target!.data)).index,
    ).toBe(0);
  });
});

describe("inputs", () => {
  it.each([
    ["a label that is no class", () => crossEntropyLoss(Z, [0, 4, 1, 2, 3, 0]), "labels[1] = 4"],
    [
      "a tensor beside labels",
      () => loss.decoupledDistillationLoss({ shape: [1, 2] } as never, [1, 2], [0]),
      "student is an object (Object)",
    ],
    [
      "a label of −1 that is not ignoreIndex",
      () => crossEntropyLoss(Z, [0, -1, 1, 2, 3, 0]),
      "labels[1] = -1",
    ],
    [
      "a mixed label of −1",
      () => loss.mixupCrossEntropyLoss(Z, Y, [0, -1, 1, 2, 3, 0]),
      "otherLabels[1] = -1",
    ],
    ["nested arrays", () => crossEntropyLoss([[1, 2]] as never, [0]), "logits[0] is an object (Array)"],
    ["whole numbers as logits", () => crossEntropyLoss(Int32Array.of(1, 2) as never, 0), "(Int32Array)"],
    [
      "what has a shape of its own, as tensors do",
      () =>
        loss.forwardKlLoss(
          new (class Tensor {
            readonly shape = [1, 2];
          })() as never,
          [1, 2],
        ),
      "student is an object (Tensor)",
    ],
    [
      "a teacher that is not there",
      () => loss.forwardKlLoss([1, 2], undefined as never),
      "teacher is undefined",
    ],
    [
      "an output that is no typed array",
      () => crossEntropyLoss(Z, Y, { out: [0] as never }),
      "out is an object (Array)",
    ],
    [
      "an upstream that is not finite",
      () => crossEntropyLoss(Z, Y, { upstream: Number.NaN }),
      "upstream is NaN",
    ],
    ["a label that is not whole", () => crossEntropyLoss(Z, [0, 0.5, 1, 2, 3, 0]), "labels[1] = 0.5"],
    [
      "logits that do not divide into rows",
      () => crossEntropyLoss(Z, [0, 1, 2, 3, 0]),
      "must divide into 5 rows",
    ],
    ["rows of other lengths", () => loss.forwardKlLoss([1, 2], [1, 2, 3]), "rows of 2 classes"],
    [
      "too few class weights",
      () => crossEntropyLoss(Z, Y, { classWeights: [1, 2] }),
      "classWeights has 2 numbers",
    ],
    [
      "a negative class weight",
      () => crossEntropyLoss(Z, Y, { classWeights: [1, -2, 1, 1] }),
      "classWeights[1] = -2",
    ],
    ["smoothing above 1", () => crossEntropyLoss(Z, Y, { labelSmoothing: 1.5 }), "labelSmoothing = 1.5"],
    ["a temperature of 0", () => crossEntropyLoss(Z, Y, { temperature: 0 }), "temperature = 0"],
    [
      "an output of another length",
      () => crossEntropyLoss(Z, Y, { out: new Float64Array(3) }),
      "out has 3 numbers",
    ],
    ["probabilities that do not sum to 1", () => crossEntropyLoss(probs([0.5, 0.6]), 0), "sums to 1.1"],
    ["a target below 0", () => loss.softCrossEntropyLoss([1, 2], [1, -1]), "class 1 is -1"],
    ["answers outside 0 to 1", () => loss.binaryCrossEntropyLoss([1], [2]), "target[0] = 2"],
    ["a class that was never seen", () => loss.ldamLoss(Z, Y, [1, 2, 0, 3]), "counts[2] = 0"],
    [
      "a noise matrix that is none",
      () => loss.forwardCorrectedLoss([0, 1], 0, [0.5, 0.6, 0, 1]),
      "noise[0] sums to 1.1",
    ],
    [
      "an id that is there twice",
      () => loss.recordedDistillationLoss([0, 0], [1, 1], [-1, -1]),
      "ids[1] = 1 is there twice",
    ],
    [
      "recorded probabilities above 1",
      () => loss.recordedDistillationLoss([0, 0], [0, 1], [-0.1, -0.1]),
      "sum to 1.8",
    ],
    ["a variance of 0", () => loss.gaussianNllLoss([0], [0], [0]), "variance[0] = 0"],
    ["a logarithm as a row", () => crossEntropyLoss("logits" as never, 0), "logits is string"],
  ])("refuse %s", (_what, call, message) => {
    expect(thrown(call).message).toContain(message);
  });

  it("take any kind of the rows", () => {
    const p = [0.2, 0.3, 0.5];
    const wanted = crossEntropyLoss(p.map(Math.log), 1);
    for (const row of [
      probs(p),
      logProbs(p.map(Math.log)),
      weights([2, 3, 5]),
      counts([2, 3, 5]),
      logits(p.map(Math.log)),
    ]) {
      const got = crossEntropyLoss(row, 1);
      expect(got.value).toBeCloseTo(wanted.value, 14);
      expectClose(got.grad, wanted.grad, 1e-14, "grad");
    }
  });

  it("take strides, offsets and masks of the rows", () => {
    const wanted = crossEntropyLoss([1, 2, 3], 2);
    expect(crossEntropyLoss(logits([9, 1, 9, 2, 9, 3], { offset: 1, stride: 2 }), 2).grad).toEqual(
      wanted.grad,
    );
    expect(crossEntropyLoss(logits([1, 2, 3, 9], { cols: 3, rowStride: 4 }), [2]).grad).toEqual(wanted.grad);
    expect(crossEntropyLoss(logits([1, 8, 2, 3], { mask: [1, 0, 1, 1] }), 3).value).toBe(wanted.value);
  });

  it("take the class axis anywhere", () => {
    const moved = Float64Array.from({ length: 24 }, (_, i) => {
      const [n, c, d] = [Math.floor(i / 12), Math.floor(i / 3) % 4, i % 3];
      return Z[(n * 3 + d) * 4 + c]!;
    });
    const last = crossEntropyLoss(Z, Y);
    const inner = crossEntropyLoss(moved, Y, { inner: 3 });
    expect(inner.value).toBe(last.value);
    for (let n = 0; n < 2; n++) {
      for (let c = 0; c < 4; c++) {
        for (let d = 0; d < 3; d++)
          expect(inner.grad[n * 12 + c * 3 + d]).toBe(last.grad[(n * 3 + d) * 4 + c]);
      }
    }
  });

  it("may be where the gradient goes", () => {
    for (const Make of [Float32Array, Float64Array]) {
      const z = Make.from(Z);
      const wanted = crossEntropyLoss(Make.from(Z), Y).grad;
      const { grad } = crossEntropyLoss(z, Y, { out: z });
      expect(grad).toBe(z);
      expect(grad).toEqual(wanted);
    }
  });

  it("take the numbers' precision for the gradient", () => {
    expect(crossEntropyLoss([...Z], Y).grad).toBeInstanceOf(Float64Array);
    expect(crossEntropyLoss(Float32Array.from(Z), Y).grad).toBeInstanceOf(Float32Array);
    expect(crossEntropyLoss(Float32Array.from(Z), BigInt64Array.from(Y, BigInt)).value).toBeCloseTo(
      crossEntropyLoss(Z, Y).value,
      6,
    );
  });

  it("give the targets' gradient on request", () => {
    const { grad } = loss.softCrossEntropyLoss([1, 2, 4], [0.2, 0.3, 0.5], { wrt: "target" });
    const lse = Math.log(Math.E + Math.E ** 2 + Math.E ** 4);
    expectClose(grad, [lse - 1, lse - 2, lse - 4], 1e-14, "−log p");
  });
});

it("lists terms that sum to the value", () => {
  const results = [
    crossEntropyLoss(Z, Y, { zLoss: 0.01, labelSmoothing: 0.1 }),
    loss.confidencePenaltyLoss(Z, Y),
    loss.squentropyLoss(Z, Y),
    loss.distillationLoss(logits(Z, { cols: 4 }), logits(Z.toReversed(), { cols: 4 }), Y),
    loss.elboLoss([0, 1], [0, 1], [1], [0]),
    loss.grpoLoss([-1, -2], [-1, -1], [-2, -1], [1, -1]),
    loss.linearCrossEntropyLoss([1, 2, 3, 4], [1, 0, 0, 1, 1, 1], [0, 2], { zLoss: 0.1 }),
  ];
  for (const { value, terms } of results) {
    expect(Object.keys(terms!).length).toBe(2);
    expect(Object.values(terms!).reduce((a, b) => a + b, 0)).toBeCloseTo(value, 13);
  }
});

it("says the same of a loss for one row as of a batch of it", () => {
  for (const record of LOSSES.filter(
    ({ inputs }) => inputs.length === 2 && inputs[1]!.role === "labels" && inputs[0]!.role === "logits",
  )) {
    const call = record.loss as unknown as typeof crossEntropyLoss;
    expect(call([0.5, 1, 2], 1).value).toBeCloseTo(call([0.5, 1, 2, 0.5, 1, 2], [1, 1]).value, 14);
  }
});
