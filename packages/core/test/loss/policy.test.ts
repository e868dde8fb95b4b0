import { describe, expect, it } from "vitest";
import {
  adaptiveKlCoefficient,
  type KlEstimator,
  type KlGradient,
  policyKlLoss,
} from "../../src/loss/index.ts";
import { expectClose } from "./agree.ts";
import { casesOf, type Tensor } from "./cases.ts";

const softmax = ({ data }: Tensor): number[] => {
  const total = data.reduce((sum, z) => sum + Math.exp(z), 0);
  return data.map((z) => Math.exp(z) / total);
};

/** The expectation over tokens drawn from `old` of an estimator's gradient by the policy's logits. */
function expectedGradient(
  policy: number[],
  reference: number[],
  old: number[],
  estimator: KlEstimator,
  gradient: KlGradient,
  weighted: boolean,
): number[] {
  const { grad } = policyKlLoss(policy.map(Math.log), reference.map(Math.log), {
    estimator,
    gradient,
    reduction: "none",
    ...(weighted && { oldLogProbs: old.map(Math.log) }),
  });
  return policy.map((p, j) =>
    old.reduce((sum, chance, token) => sum + chance * grad[token]! * ((token === j ? 1 : 0) - p), 0),
  );
}

const table = casesOf("rl").find(({ fn }) => fn === "enumeration")!;
const raw = table as unknown as { inputs: Record<string, Tensor>; value: never };
const [policy, reference, old] = ["policy", "ref", "old"].map((name) => softmax(raw.inputs[name]!)) as [
  number[],
  number[],
  number[],
];

const reverse = (() => {
  const d = policy.map((p, i) => Math.log(p / reference[i]!));
  const kl = policy.reduce((sum, p, i) => sum + p * d[i]!, 0);
  return policy.map((p, i) => p * (d[i]! - kl));
})();
const forward = policy.map((p, i) => p - reference[i]!);

describe("on tokens of the policy itself", () => {
  it.each([
    ["k2", "asWritten", reverse],
    ["k3", "asWritten", forward],
    ["k3", "reverse", reverse],
    ["k1", "reverse", reverse],
    ["k2", "forward", forward],
  ] as const)("%s with the gradient %s descends what it says", (estimator, gradient, wanted) => {
    expectClose(
      expectedGradient(policy, reference, policy, estimator, gradient, false),
      wanted,
      1e-13,
      "expected gradient",
    );
  });
});

it("k1 as it is written descends nothing", () => {
  for (const g of expectedGradient(policy, reference, policy, "k1", "asWritten", false))
    expect(Math.abs(g)).toBeLessThan(1e-15);
});

describe("on tokens of another policy", () => {
  it.each([
    ["k3", "asWritten"],
    ["k1", "reverse"],
    ["k3", "reverse"],
    ["score", "asWritten"],
  ] as const)("%s weighed by π/π_old is unbiased for reverse KL (%s)", (estimator, gradient) => {
    expectClose(
      expectedGradient(policy, reference, old, estimator, gradient, true),
      reverse,
      1e-13,
      "expected gradient",
    );
  });

  it("is biased without the weights", () => {
    const found = expectedGradient(policy, reference, old, "k3", "reverse", false);
    const off = Math.hypot(...found.map((g, i) => g - reverse[i]!)) / Math.hypot(...reverse);
    expect(off).toBeGreaterThan(0.5);
  });
});

it("counts what it clips, and leaves it without a gradient", () => {
  const { clipped, grad, perRow } = policyKlLoss([-1, -1], [-1.5, -31], {
    maxLogRatio: 20,
    estimator: "k1",
    reduction: "none",
  });
  expect(clipped).toBe(1);
  expect([...perRow!]).toEqual([0.5, 20]);
  expect([...grad]).toEqual([0.5, 0]);
});

it("adapts the coefficient as the reference trace does", () => {
  let coefficient = 0.2;
  const trace = [6, 12, 3, 0, 1, 60, -2].map((kl) => {
    coefficient = adaptiveKlCoefficient(coefficient, kl, { target: 6, horizon: 10000, samples: 256 });
    return coefficient;
  });
  expectClose(
    trace,
    [
      0.2, 0.201024, 0.19999475712, 0.1989707839635456, 0.19795205354965223, 0.19896556806382645,
      0.19794686435533965,
    ],
    1e-15,
    "trace",
  );
});
