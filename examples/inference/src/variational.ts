import { binaryCrossEntropyLoss, gaussianKlLoss } from "@relent/core/loss";
import { normalDraw, random, type Seed } from "@relent/core/random";
import { adam, cosineRate } from "@relent/example-kit";
import { type Answers, byWeights, scores } from "./regression.ts";

/** A Gaussian with independent coordinates. */
export interface Posterior {
  readonly mean: Float64Array;
  readonly logVariance: Float64Array;
}

/** What `fitPosterior` is told. */
export interface VariationalOptions {
  /** Standard deviation of the prior of each weight. */
  readonly priorSd: number;
  readonly steps: number;
  /** Draws of the posterior a step; each is used with its mirror image. */
  readonly draws?: number;
  readonly seed: Seed;
  readonly onStep?: (step: number, elbo: number) => void;
}

/**
 * The Gaussian with independent coordinates that maximises the evidence lower bound of logistic regression, by the
 * reparameterised gradient: E_q log p(y|x, w) − KL(q‖prior), with w = mean + sd·ε.
 */
export function fitPosterior(answers: Answers, options: VariationalOptions): Posterior {
  const { priorSd, steps, draws = 8, seed, onStep } = options;
  const d = answers.columns;
  const stream = random(seed);
  const mean = new Float64Array(d);
  const logVariance = new Float64Array(d).fill(2 * Math.log(0.1));
  const prior = { mean: new Float64Array(d), logVariance: new Float64Array(d).fill(2 * Math.log(priorSd)) };
  const move = adam({ mean, logVariance }, { rate: 0.03 });
  const noise = new Float64Array(d);
  const w = new Float64Array(d);
  for (let step = 0; step < steps; step++) {
    const { value: cost, grad } = gaussianKlLoss(mean, logVariance, { prior });
    const byMean = Float64Array.from(grad.mean);
    const byLogVariance = Float64Array.from(grad.logVariance);
    let surprisal = 0;
    for (let s = 0; s < 2 * draws; s++) {
      for (let j = 0; j < d; j++) {
        noise[j] = s % 2 === 0 ? normalDraw(stream) : -noise[j]!;
        w[j] = mean[j]! + Math.exp(logVariance[j]! / 2) * noise[j]!;
      }
      const loss = binaryCrossEntropyLoss(scores(answers, w), answers.y, { reduction: "sum" });
      const slope = byWeights(answers, loss.grad);
      surprisal += loss.value / (2 * draws);
      for (let j = 0; j < d; j++) {
        byMean[j]! += slope[j]! / (2 * draws);
        byLogVariance[j]! += (slope[j]! * noise[j]! * Math.exp(logVariance[j]! / 2)) / (4 * draws);
      }
    }
    move({ mean: byMean, logVariance: byLogVariance }, cosineRate(step, steps));
    onStep?.(step, -surprisal - cost);
  }
  return { mean, logVariance };
}
