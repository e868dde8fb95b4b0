import { expm1mx, log1pmx, logSumExp } from "../../scalar/index.ts";
import type { LossAtom, LossNodes } from "./loss-pair.ts";

/** (1 + u) log(1 + u) − u given w = log(1 + u): the term of a KL divergence, ≥ 0. */
export function klTerm(u: number, w: number): number {
  return Math.abs(u) < 0.5 ? (1 + u) * log1pmx(u) + u * u : (1 + u) * w - u;
}

/**
 * log E e^{zL} = log(1 + z E L + E φ(zL)), φ(t) = e^t − 1 − t ≥ 0: no sum cancels where L is small.
 *
 * Where the moment overflows, the logarithm of the sum of exponentials.
 */
export function cumulantOf({ loss, logWeight, weight, kl }: LossNodes, z: number): number {
  let sum = 0;
  for (let i = 0; i < loss.length; i++) {
    const t = z * loss[i]!;
    sum += Math.abs(t) < 0.7 ? weight[i]! * expm1mx(t) : Math.exp(logWeight[i]! + t) - weight[i]! * (1 + t);
  }
  const excess = z * kl + sum;
  if (excess < 1e200 && excess > -0.9) return Math.log1p(excess);
  return logSumExp(loss.map((l, i) => logWeight[i]! + z * l));
}

/** The nodes of a law of atoms. */
export function nodesOfAtoms(atoms: readonly LossAtom[]): LossNodes {
  let kl = 0;
  for (const { loss, q } of atoms) kl += q * klTerm(Math.expm1(loss), loss);
  return {
    loss: Float64Array.from(atoms, ({ loss }) => loss),
    logWeight: Float64Array.from(atoms, ({ p }) => Math.log(p)),
    weight: Float64Array.from(atoms, ({ p }) => p),
    kl,
  };
}
