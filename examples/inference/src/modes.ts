import { kl } from "@relent/core";
import { mixture, normal, type Univariate } from "@relent/core/family";
import { klGradient } from "@relent/core/gradient";
import { adam, cosineRate } from "@relent/example-kit";

/** A law with two modes. */
export const TARGET: Univariate = mixture([0.6, 0.4], [normal(-3, 0.8), normal(3, 1.1)]);

/** A normal law fitted to the target, with its divergence each way, in nats. */
export interface Fitted {
  readonly name: string;
  readonly law: Univariate;
  readonly forward: number;
  readonly reverse: number;
}

const named = (name: string, law: Univariate): Fitted => ({
  name,
  law,
  forward: kl(TARGET, law),
  reverse: kl(law, TARGET),
});

/** The normal law that minimises KL(target ‖ q): it covers both modes. Its mean and variance are the target's. */
export function covering(steps = 120): Fitted {
  const at = { mean: Float64Array.of(1), logSd: Float64Array.of(1) };
  const move = adam(at, { rate: 0.15 });
  for (let step = 0; step < steps; step++) {
    const q = normal(at.mean[0]!, Math.exp(at.logSd[0]!));
    const { mean, sd } = klGradient(TARGET, q, { wrt: "q" }) as { mean: number; sd: number };
    move(
      { mean: Float64Array.of(mean), logSd: Float64Array.of(sd * Math.exp(at.logSd[0]!)) },
      cosineRate(step, steps),
    );
  }
  return named("forward KL(p ‖ q)", normal(at.mean[0]!, Math.exp(at.logSd[0]!)));
}

/** The normal law near `start` that minimises KL(q ‖ target): it keeps to one mode. */
export function seeking(start: number, steps = 120): Fitted {
  const at = { mean: Float64Array.of(start), logSd: Float64Array.of(0) };
  const move = adam(at, { rate: 0.15 });
  for (let step = 0; step < steps; step++) {
    const q = normal(at.mean[0]!, Math.exp(at.logSd[0]!));
    const { mean, sd } = klGradient(q, TARGET, { wrt: "p" }) as { mean: number; sd: number };
    move(
      { mean: Float64Array.of(mean), logSd: Float64Array.of(sd * Math.exp(at.logSd[0]!)) },
      cosineRate(step, steps),
    );
  }
  return named(`reverse KL(q ‖ p) from ${start}`, normal(at.mean[0]!, Math.exp(at.logSd[0]!)));
}
