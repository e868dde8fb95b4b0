import { cumulantOf, nodesOfAtoms } from "./cumulant.ts";
import type { LossAtom, LossPair } from "./loss-pair.ts";

/** A pair whose losses are countable. */
export function atomicPair(atoms: readonly LossAtom[], infinite: number, lattice?: number): LossPair {
  const nodes = nodesOfAtoms(atoms);
  return {
    infinite,
    atoms,
    ...(lattice === undefined ? {} : { lattice }),
    cumulant: (z) => cumulantOf(nodes, z),
    nodes: () => nodes,
  };
}

/** The two answers between which any mechanism that is (ε, δ)-private can be hidden. */
export function approximatePair(epsilon: number, delta: number): LossPair {
  const high = (1 - delta) / (1 + Math.exp(-epsilon));
  const low = ((1 - delta) * Math.exp(-epsilon)) / (1 + Math.exp(-epsilon));
  if (epsilon === 0) return atomicPair(delta === 1 ? [] : [{ loss: 0, p: 1 - delta, q: 1 - delta }], delta);
  return atomicPair(
    delta === 1
      ? []
      : [
          { loss: -epsilon, p: low, q: high },
          { loss: epsilon, p: high, q: low },
        ],
    delta,
    epsilon,
  );
}
