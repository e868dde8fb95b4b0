import { cumulantOf, klTerm } from "./cumulant.ts";
import type { LossNodes, LossPair } from "./loss-pair.ts";

/** e^{−a} − e^{−b} for a ≤ b. */
function drop(a: number, b: number): number {
  return b > a ? -Math.exp(-a) * Math.expm1(a - b) : 0;
}

/** Laplace noise at 0 against 1, of scale 1/ε: L = ε below 0, −ε above 1, ε(1 − 2x) between. */
export function laplacePair(epsilon: number): LossPair {
  const far = Math.exp(-epsilon) / 2;
  const atoms = [
    { loss: -epsilon, p: far, q: 0.5 },
    { loss: epsilon, p: 0.5, q: far },
  ];
  const depth = (loss: number) => Math.min(epsilon, Math.max(0, (epsilon - loss) / 2));
  return {
    infinite: 0,
    atoms,
    lattice: epsilon,
    density: {
      low: -epsilon,
      high: epsilon,
      mass(low, high) {
        const a = depth(high);
        const b = depth(low);
        return [drop(a, b) / 2, drop(epsilon - b, epsilon - a) / 2];
      },
    },
    cumulant: (z) => laplaceMoment(epsilon, z),
    nodes: (z) => laplaceNodes(epsilon, z),
  };
}

/** Gauss–Legendre of 12 points on (−1, 1): positive nodes and their weights. */
const RULE: readonly (readonly [number, number])[] = [
  [0.1252334085114689, 0.2491470458134028],
  [0.3678314989981802, 0.2334925365383548],
  [0.5873179542866175, 0.2031674267230659],
  [0.7699026741943047, 0.1600783285433462],
  [0.9041172563704749, 0.1069393259953184],
  [0.9815606342467192, 0.0471753363865118],
];

/** log E e^{zL}: log[(1+z)/(1+2z) e^{zε} + z/(1+2z) e^{−(1+z)ε}] (Mironov 2017), by quadrature where it cancels. */
function laplaceMoment(epsilon: number, z: number): number {
  const ahead = (1 + 2 * z) * epsilon;
  if (z > 0 && z * epsilon > 1)
    return Math.log((1 + z) / (1 + 2 * z)) + z * epsilon + Math.log1p((z / (1 + z)) * Math.exp(-ahead));
  if (z < -1 && -z * epsilon > 1)
    return Math.log(z / (1 + 2 * z)) - (1 + z) * epsilon + Math.log1p(((1 + z) / z) * Math.exp(ahead));
  return cumulantOf(laplaceNodes(epsilon, z), z);
}

function laplaceNodes(epsilon: number, z: number): LossNodes {
  const panels = 1 + Math.ceil((epsilon * (1 + Math.abs(z))) / 2);
  const half = epsilon / panels / 2;
  const parts = [
    { loss: epsilon, logWeight: Math.log(0.5), q: Math.exp(-epsilon) / 2 },
    { loss: -epsilon, logWeight: Math.log(0.5) - epsilon, q: 0.5 },
  ];
  for (let j = 0; j < panels; j++)
    for (const [node, weight] of RULE)
      for (const sign of [-1, 1]) {
        const x = half * (2 * j + 1 + sign * node);
        const width = half * weight * 0.5;
        parts.push({
          loss: epsilon - 2 * x,
          logWeight: Math.log(width) - x,
          q: width * Math.exp(x - epsilon),
        });
      }
  return {
    loss: Float64Array.from(parts, (part) => part.loss),
    logWeight: Float64Array.from(parts, (part) => part.logWeight),
    weight: Float64Array.from(parts, (part) => Math.exp(part.logWeight)),
    kl: parts.reduce((sum, { loss, q }) => sum + q * klTerm(Math.expm1(loss), loss), 0),
  };
}
