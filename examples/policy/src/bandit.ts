import { logProbs as asLogProbs, kl } from "@relent/core";
import { estimateKlFromLogRatios } from "@relent/core/estimate";
import { policyKlLoss, reverseKlLoss } from "@relent/core/loss";
import { normalDraw, random } from "@relent/core/random";
import { adam, cosineRate } from "@relent/example-kit";
import { addSlope, draw, logSoftmax } from "./softmax.ts";

/** A bandit: the mean reward of each arm, and a policy to stay close to. */
export interface Bandit {
  readonly rewards: Float64Array;
  readonly reference: Float64Array;
  /** Weight of the divergence from the reference. */
  readonly beta: number;
}

/** A bandit of so many arms. */
export function makeBandit(arms: number, beta: number, seed: number): Bandit {
  const stream = random(seed);
  const rewards = Float64Array.from({ length: arms }, () => normalDraw(stream));
  return { rewards, reference: logSoftmax(rewards.map(() => normalDraw(stream))), beta };
}

/** log π*: the policy that maximises E r − β KL(π‖reference) is reference·exp(r/β), normalised; with another β, that one's. */
export function best({ rewards, reference, beta }: Bandit, weight: number = beta): Float64Array {
  return logSoftmax(reference.map((l, a) => l + rewards[a]! / weight));
}

/** E r − β KL(π‖reference), exactly. */
export function objective({ rewards, reference, beta }: Bandit, policy: Float64Array): number {
  const reward = policy.reduce((sum, l, a) => sum + Math.exp(l) * rewards[a]!, 0);
  return reward - beta * kl(asLogProbs(policy), asLogProbs(reference));
}

/** How the divergence enters the loss: the whole vocabulary, or an estimator of the drawn actions with a gradient. */
export type Penalty =
  | "full"
  | { readonly estimator: "k1" | "k2" | "k3"; readonly gradient: "reverse" | "asWritten" };

/** What training a bandit's policy came to. */
export interface Trained {
  /** log π at the end. */
  readonly policy: Float64Array;
  /** The objective on the way. */
  readonly path: readonly (readonly [step: number, objective: number])[];
}

/** Trains a softmax policy on drawn actions. */
export function trainBandit(
  bandit: Bandit,
  penalty: Penalty,
  steps: number,
  seed: number,
  batch = 64,
): Trained {
  const { rewards, reference, beta } = bandit;
  const stream = random(seed);
  const z = Float64Array.from(reference);
  const move = adam({ z }, { rate: 0.05 });
  const path: [number, number][] = [];
  for (let step = 0; step < steps; step++) {
    const policy = logSoftmax(z);
    const gradient = new Float64Array(z.length);
    const actions = Int32Array.from({ length: batch }, () => draw(policy, stream));
    const baseline = actions.reduce((sum, a) => sum + rewards[a]!, 0) / batch;
    for (const a of actions) addSlope(gradient, policy, a, -(rewards[a]! - baseline) / batch);
    if (penalty === "full") {
      const { grad } = reverseKlLoss(asLogProbs(policy), asLogProbs(reference));
      for (let j = 0; j < z.length; j++) gradient[j]! += beta * grad[j]!;
    } else {
      const drawn = Float64Array.from(actions, (a) => policy[a]!);
      const known = Float64Array.from(actions, (a) => reference[a]!);
      const { grad } = policyKlLoss(drawn, known, penalty);
      actions.forEach((a, i) => {
        addSlope(gradient, policy, a, beta * grad[i]!);
      });
    }
    move({ z: gradient }, cosineRate(step, steps));
    if (step % 10 === 0) path.push([step, objective(bandit, policy)]);
  }
  return { policy: logSoftmax(z), path };
}

/** How an estimator of KL(π‖reference) did beside the exact value, in nats. */
export interface Comparison {
  readonly method: string;
  readonly exact: number;
  readonly bias: number;
  readonly sd: number;
}

/** Bias and standard deviation of each estimator of KL(π‖reference) from so many draws. */
export function compareEstimators(
  policy: Float64Array,
  reference: Float64Array,
  draws: number,
  trials: number,
): readonly Comparison[] {
  const exact = kl(asLogProbs(policy), asLogProbs(reference));
  const stream = random(7);
  const methods = ["k1", "k2", "k3", "control-variate"] as const;
  const found = methods.map(() => new Float64Array(trials));
  for (let t = 0; t < trials; t++) {
    const ratios = Float64Array.from({ length: draws }, () => {
      const a = draw(policy, stream);
      return reference[a]! - policy[a]!;
    });
    methods.forEach((method, m) => {
      found[m]![t] = estimateKlFromLogRatios(ratios, { method }).value;
    });
  }
  return methods.map((method, m) => {
    const mean = found[m]!.reduce((a, b) => a + b, 0) / trials;
    const sd = Math.sqrt(found[m]!.reduce((a, b) => a + (b - mean) ** 2, 0) / (trials - 1));
    return { method, exact, bias: mean - exact, sd };
  });
}
