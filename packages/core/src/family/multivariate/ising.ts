import { RelentError } from "../../error.ts";
import { type Matrix, symmetricFromRows, toRows } from "../../linear/index.ts";
import { logSumExp } from "../../scalar/log-sum-exp.ts";
import { centredKl } from "../centred-kl.ts";
import { REAL } from "../parameter.ts";
import { checkedVector, refuseSize } from "./checked-vector.ts";
import type { Multivariate, VectorLaw } from "./vector-law.ts";
import { vectorMember, wrongLength } from "./vector-member.ts";
import { written } from "./written.ts";

interface Ising {
  readonly couplings: Matrix;
  readonly fields: Float64Array;
  /** Of every state, numbered by its bits. */
  readonly energies: Float64Array;
  readonly logNormaliser: number;
}

/** All 2ⁿ states are listed. */
const MOST = 16;

const spin = (state: number, i: number): number => ((state >> i) & 1 ? 1 : -1);

/** Σ Jᵢⱼ xᵢxⱼ over i < j, plus Σ hᵢ xᵢ. */
function energy(x: (i: number) => number, couplings: Matrix, fields: Float64Array): number {
  const n = fields.length;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    let pull = fields[i]!;
    for (let j = 0; j < i; j++) pull += couplings.data[i * n + j]! * x(j);
    sum += pull * x(i);
  }
  return sum;
}

const masses = ({ energies, logNormaliser }: Ising): Float64Array =>
  energies.map((value) => Math.exp(value - logNormaliser));

/** E f(x) over all states. */
const mean = (values: Ising, f: (state: number) => number): number =>
  masses(values).reduce((sum, mass, state) => sum + mass * f(state), 0);

const means = (values: Ising): number[] =>
  Array.from(values.fields, (_, i) => mean(values, (state) => spin(state, i)));

const ISING: VectorLaw<Ising, readonly number[]> = {
  name: "ising",
  on: "labels",
  dimension: ({ fields }) => fields.length,
  write: ({ couplings, fields }) => written("ising", toRows(couplings), fields),
  refusePoint: (x, { fields }) => wrongLength(x, fields.length),
  logDensity(x, { couplings, fields, logNormaliser }) {
    if (x.some((value) => value !== 1 && value !== -1)) return Number.NEGATIVE_INFINITY;
    return energy((i) => x[i]!, couplings, fields) - logNormaliser;
  },
  sample(random, values) {
    let left = random.uniform();
    let state = 0;
    for (const mass of masses(values)) {
      left -= mass;
      if (left < 0 || state === values.energies.length - 1) break;
      state++;
    }
    return Array.from(values.fields, (_, i) => spin(state, i));
  },
  mean: means,
  covariance(values) {
    const centre = means(values);
    return centre.map((a, i) =>
      centre.map((b, j) => mean(values, (state) => spin(state, i) * spin(state, j)) - a * b),
    );
  },
  entropy: (values) => values.logNormaliser - mean(values, (state) => values.energies[state]!),
  kl(p, q) {
    const couplings: Matrix = {
      ...p.couplings,
      data: q.couplings.data.map((value, i) => value - p.couplings.data[i]!),
    };
    const fields = q.fields.map((value, i) => value - p.fields[i]!);
    const ratios = p.energies.map((_, state) => energy((i) => spin(state, i), couplings, fields));
    return centredKl(masses(p), ratios, 0);
  },
  exponential: {
    natural: ({ couplings, fields }) => Float64Array.of(...couplings.data, ...fields),
    logNormaliser(natural, { fields }) {
      const n = fields.length;
      const couplings = { rows: n, cols: n, data: natural.subarray(0, n * n) };
      return logSumExp(energiesOf(couplings, natural.subarray(n * n)));
    },
  },
};

const energiesOf = (couplings: Matrix, fields: Float64Array): Float64Array =>
  Float64Array.from({ length: 2 ** fields.length }, (_, state) =>
    energy((i) => spin(state, i), couplings, fields),
  );

/**
 * The Ising model: n spins of −1 or 1 that pull at each other.
 *
 * P(x) ∝ exp(Σ Jᵢⱼ xᵢxⱼ + Σ hᵢ xᵢ), the first sum over pairs i < j. Everything is exact, by listing all 2ⁿ states; D(p‖q) keeps
 * its digits for nearly equal models.
 *
 * @param couplings - J, n rows of n numbers, symmetric with 0 on the diagonal; n at most 16.
 * @param fields - h, n numbers.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(ising([[0, 1], [1, 0]], [0, 0]), ising([[0, 0], [0, 0]], [0, 0])) // 0.32781332547273767
 * ising([[0, 0], [0, 0]], [0, 0]).entropy() // 1.3862943611198906
 * ```
 */
export function ising(couplings: ArrayLike<ArrayLike<number>>, fields: ArrayLike<number>): Multivariate {
  const pull = checkedVector("ising", "fields", fields, REAL);
  const n = pull.length;
  if (n > MOST) {
    throw new RelentError("invalid-argument", `ising: fields has ${n} entries; models have at most ${MOST}`, {
      value: n,
    });
  }
  const matrix = symmetricFromRows("ising", "couplings", couplings);
  refuseSize("ising", "couplings", matrix.rows, n);
  for (let i = 0; i < n; i++) {
    const own = matrix.data[i * n + i]!;
    if (own === 0) continue;
    throw new RelentError(
      "invalid-argument",
      `ising: couplings[${i}][${i}] = ${own}; a spin does not pull itself, it must be 0`,
      {
        index: i,
        value: own,
      },
    );
  }
  const energies = energiesOf(matrix, pull);
  const values: Ising = { couplings: matrix, fields: pull, energies, logNormaliser: logSumExp(energies) };
  return vectorMember(ISING, values) as unknown as Multivariate;
}
