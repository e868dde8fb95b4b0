import type { RandomisedResponseEvent } from "../event.ts";
import { whole, within } from "../fail.ts";
import { atomicPair } from "../loss/atomic-pair.ts";
import type { LossAtom, LossPair } from "../loss/loss-pair.ts";
import type { Mechanism } from "../mechanism.ts";

const MAKER = "randomisedResponse";

function pair(truth: number, categories: number): LossPair {
  const other = (1 - truth) / (categories - 1);
  if (other === 0) return atomicPair([], 1);
  if (truth === 0 && categories === 2) return atomicPair([], 1);
  const loss = Math.log(truth / other);
  const rest = (categories - 2) * other;
  const atoms: LossAtom[] = [];
  if (loss !== 0 && truth > 0) atoms.push({ loss: -loss, p: other, q: truth }, { loss, p: truth, q: other });
  const still = rest + (loss === 0 ? 2 * other : 0);
  if (still > 0) atoms.push({ loss: 0, p: still, q: still });
  atoms.sort((a, b) => a.loss - b.loss);
  const infinite = truth === 0 ? other : 0;
  return atomicPair(atoms, infinite, truth > 0 && loss !== 0 ? Math.abs(loss) : undefined);
}

export const RANDOMISED_RESPONSE: Mechanism<RandomisedResponseEvent> = {
  name: "randomisedResponse",
  maker: MAKER,
  parameters: [
    { name: "truthProbability", allowed: "in [0, 1]" },
    { name: "categories", allowed: "a whole number from 2" },
  ],
  adjacencies: ["replace-one"],
  remedy: 'a person who answers at all is in the data, so compare answers: "replace-one"',
  check({ truthProbability, categories }) {
    within(MAKER, "truthProbability", truthProbability, [0, 1], "both");
    whole(MAKER, "categories", categories, 2);
  },
  describe: ({ truthProbability, categories }) =>
    `randomised response among ${categories} answers, true with probability ${truthProbability}`,
  pairs: ({ truthProbability, categories }) => [pair(truthProbability, categories)],
  tight: true,
};

/**
 * Each person gives the true answer with `truthProbability`, else one of the other answers, each alike.
 *
 * ε = |log(t (k − 1)/(1 − t))|; "replace-one" adjacency, the only one that means something for it.
 *
 * @param truthProbability - t in [0, 1].
 * @param categories - k: a whole number from 2.
 * @throws RelentError "invalid-argument" for other numbers.
 * @see Warner, JASA 1965; Kairouz, Oh & Viswanath, NeurIPS 2014.
 * @example
 * ```ts
 * privacyEpsilon(randomisedResponse(0.75), 0).value // 1.0986122886681098
 * ```
 */
export function randomisedResponse(truthProbability: number, categories = 2): RandomisedResponseEvent {
  const event: RandomisedResponseEvent = {
    mechanism: "randomisedResponse",
    truthProbability,
    categories,
    adjacency: "replace-one",
  };
  RANDOMISED_RESPONSE.check(event);
  return event;
}
