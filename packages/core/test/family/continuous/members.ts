import * as family from "../../../src/family/index.ts";
import { isLawMember, type LawMember } from "../../../src/family/law-member.ts";

/** Members of every continuous family on the line: classic parameters, and ones near the edges of what is allowed. */
const PARAMETERS: Readonly<Record<string, readonly (readonly number[])[]>> = {
  asymmetricLaplace: [
    [0.3, 1, 1.3],
    [-2, 2, 0.4],
  ],
  beta: [
    [2.5, 1.7],
    [0.5, 1.5],
    [300, 700],
    [1, 1],
  ],
  betaPrime: [
    [2.5, 3.7],
    [0.7, 0.6],
    [30, 80],
  ],
  burr: [
    [2, 3, 1.5],
    [0.8, 1, 2],
    [1, 2.5, 1],
  ],
  cauchy: [[0.5, 2]],
  chi: [[5], [1.3]],
  chiSquared: [[7], [0.8], [200]],
  continuousBernoulli: [[0.2], [0.5], [0.499], [0.999]],
  erlang: [[3, 2]],
  expGamma: [
    [2.5, 1.3],
    [0.3, 2],
  ],
  exponential: [[0.7]],
  fisherSnedecor: [
    [5, 12],
    [2, 3],
  ],
  frechet: [
    [3.5, 2],
    [0.9, 1],
  ],
  gamma: [
    [2.5, 1.3],
    [0.4, 3],
    [150, 10],
  ],
  generalizedExtremeValue: [
    [1, 2, 0.2],
    [1, 2, -0.4],
    [0, 1, 0],
    [0, 1, 1.2],
    [0, 1, 1e-7],
  ],
  generalizedGamma: [
    [2, 3, 1.5],
    [1, 0.8, 0.7],
  ],
  generalizedNormal: [
    [1, 2, 1.5],
    [0, 1, 0.7],
    [-1, 1, 8],
    [0.3, 1, 1],
    [0.3, 1, 2],
  ],
  generalizedPareto: [
    [1, 2, 0.2],
    [0, 1, -0.5],
    [0, 2, 0],
    [0, 1, 1.2],
  ],
  gompertz: [
    [1, 1],
    [0.05, 2],
    [8, 0.5],
  ],
  gumbel: [[-1, 2.5]],
  halfNormal: [[3]],
  hyperbolicSecant: [[1, 2]],
  inverseGamma: [
    [4.5, 2],
    [0.8, 1],
  ],
  inverseGaussian: [
    [1.5, 1],
    [1, 40],
    [3, 0.2],
  ],
  kumaraswamy: [
    [2, 3],
    [0.6, 1.2],
    [1, 2],
  ],
  laplace: [[0.2, 0.7]],
  levy: [[2]],
  logLogistic: [
    [2, 3.5],
    [1, 0.8],
  ],
  logNormal: [[0.4, 0.9]],
  logUniform: [[0.5, 20]],
  logistic: [[1, 2]],
  logitNormal: [
    [0.4, 0.9],
    [-1, 3],
  ],
  lomax: [
    [3.5, 2],
    [0.8, 1],
  ],
  maxwell: [[1.7]],
  moyal: [[0.3, 1.2]],
  nakagami: [
    [0.7, 1],
    [4, 3],
  ],
  normal: [[0.4, 0.9]],
  normalInverseGaussian: [
    [0.5, 1, 2, 0.6],
    [0, 0.2, 1, -0.9],
  ],
  pareto: [
    [1.5, 3.2],
    [1, 0.8],
  ],
  powerFunction: [[2.5], [0.6]],
  rayleigh: [[1.5]],
  rice: [
    [1, 1],
    [0, 2],
    [8, 1],
  ],
  shiftedExponential: [[0.7, -2]],
  skewNormal: [
    [0.5, 2, 3],
    [0, 1, -0.7],
    [0, 1, 0],
    [0, 1, 30],
  ],
  studentT: [
    [5, 1, 2],
    [1, 0, 1],
    [0.8, 0, 1],
    [2.5, 0, 3],
  ],
  triangular: [
    [0, 1, 3],
    [0, 0, 2],
    [-1, 1, 1],
  ],
  truncatedCauchy: [
    [0, 1, -1, 3],
    [0, 1, 5, 9],
  ],
  truncatedNormal: [
    [0.5, 1.5, -3, 5],
    [0, 1, 2, Number.POSITIVE_INFINITY],
    [0, 1, 45, 46],
    [1, 0.5, -9, 0],
  ],
  uniform: [
    [-0.5, 0.7],
    [0.2, 0.9],
    [100, 100.001],
  ],
  vonMises: [
    [1, 2],
    [-3, 0.5],
    [0.5, 400],
    [0, 0],
  ],
  weibull: [
    [2, 3],
    [0.8, 1],
  ],
  wrappedCauchy: [
    [1, 0.5],
    [-2.5, 2],
  ],
};

export const CIRCULAR: ReadonlySet<string> = new Set(["vonMises", "wrappedCauchy"]);

export type Maker = (...parameters: number[]) => LawMember;

/** The constructor of that name. */
export function maker(name: string): Maker {
  const make = (family as unknown as Record<string, (...parameters: number[]) => unknown>)[name];
  return (...parameters) => {
    const member = make?.(...parameters);
    if (!isLawMember(member)) throw new Error(`${name} makes no law on the line`);
    return member;
  };
}

export const FAMILIES: readonly string[] = Object.keys(PARAMETERS);

/** The members of one family. */
export function membersOf(name: string): LawMember[] {
  return PARAMETERS[name]!.map((parameters) => maker(name)(...parameters));
}

export const MEMBERS: readonly LawMember[] = FAMILIES.flatMap(membersOf);
