import { kl, logits } from "@relent/core";
import { adaptiveKlCoefficient, policyKlLoss, ppoLoss } from "@relent/core/loss";
import { type Random, random } from "@relent/core/random";
import { adam, cosineRate } from "@relent/example-kit";
import { ACTIONS, STATES, walk } from "./grid.ts";
import { addSlope, draw, logSoftmax } from "./softmax.ts";

/** What was seen in a batch of walks, one entry a step. */
interface Walks {
  readonly states: number[];
  readonly actions: number[];
  readonly returns: number[];
  readonly total: number;
}

const LONGEST = 60;
const DISCOUNT = 0.97;

const rowOf = (z: Float64Array, state: number) => z.subarray(state * ACTIONS, (state + 1) * ACTIONS);

function walkMany(z: Float64Array, walks: number, stream: Random): Walks {
  const found: { states: number[]; actions: number[]; returns: number[] } = {
    states: [],
    actions: [],
    returns: [],
  };
  let total = 0;
  for (let w = 0; w < walks; w++) {
    const rewards: number[] = [];
    let state = 0;
    for (let t = 0; t < LONGEST; t++) {
      const action = draw(logSoftmax(rowOf(z, state)), stream);
      const step = walk(state, action, stream);
      found.states.push(state);
      found.actions.push(action);
      rewards.push(step.reward);
      total += step.reward;
      state = step.state;
      if (step.done) break;
    }
    let later = 0;
    const returns = rewards.toReversed().map((reward) => {
      later = reward + DISCOUNT * later;
      return later;
    });
    found.returns.push(...returns.toReversed());
  }
  return { ...found, total: total / walks };
}

/** How the policy is kept near its reference. */
export type Leash =
  | { readonly kind: "none" }
  | { readonly kind: "clip" }
  | { readonly kind: "kl"; readonly target: number };

/** One batch of training, as it is drawn. */
export interface Progress {
  readonly step: number;
  readonly reward: number;
  /** Mean KL(π‖reference) over the states that were visited, in nats, exactly. */
  readonly divergence: number;
}

/**
 * Improves a reference policy by drawn walks: the plain surrogate, with ratios clipped (PPO), or with a KL penalty whose
 * coefficient adapts to a target.
 */
export function trainWalker(
  reference: Float64Array,
  leash: Leash,
  steps: number,
  seed: number,
  onStep?: (at: Progress) => void,
): Float64Array {
  const stream = random(seed);
  const z = Float64Array.from(reference);
  const move = adam({ z }, { rate: 0.1 });
  const values = new Float64Array(STATES);
  let coefficient = 0.2;
  for (let step = 0; step < steps; step++) {
    const { states, actions, returns, total } = walkMany(z, 40, stream);
    const old = Float64Array.from(states, (s, i) => logSoftmax(rowOf(z, s))[actions[i]!]!);
    const known = Float64Array.from(states, (s, i) => logSoftmax(rowOf(reference, s))[actions[i]!]!);
    const advantages = Float64Array.from(returns, (value, i) => value - values[states[i]!]!);
    states.forEach((s, i) => {
      values[s]! += 0.05 * (returns[i]! - values[s]!);
    });
    for (let epoch = 0; epoch < 8; epoch++) {
      const now = Float64Array.from(states, (s, i) => logSoftmax(rowOf(z, s))[actions[i]!]!);
      const clip = leash.kind === "clip" ? {} : { clipLow: 1, clipHigh: Number.POSITIVE_INFINITY };
      const slopes = ppoLoss(now, old, advantages, clip).grad.slice();
      if (leash.kind === "kl") {
        const { grad } = policyKlLoss(now, known, { oldLogProbs: old });
        for (let i = 0; i < slopes.length; i++) slopes[i]! += coefficient * grad[i]!;
      }
      const gradient = new Float64Array(z.length);
      states.forEach((s, i) => {
        addSlope(rowOf(gradient, s), logSoftmax(rowOf(z, s)), actions[i]!, slopes[i]!);
      });
      move({ z: gradient }, cosineRate(step, steps));
    }
    const each = kl(logits(z, { cols: ACTIONS }), logits(reference, { cols: ACTIONS }));
    const divergence = states.reduce((sum, s) => sum + each[s]!, 0) / states.length;
    if (leash.kind === "kl") {
      coefficient = adaptiveKlCoefficient(coefficient, divergence, {
        target: leash.target,
        horizon: 1000,
        samples: states.length,
      });
    }
    onStep?.({ step, reward: total, divergence });
  }
  return z;
}

/** Mean reward of a walk under a policy. */
export function meanReward(z: Float64Array, walks: number, seed: number): number {
  return walkMany(z, walks, random(seed)).total;
}
