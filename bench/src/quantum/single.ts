import {
  type DensityMatrix,
  densityMatrix,
  hermitianEigen,
  hermitianEigenvalues,
  quantumRelativeEntropy,
} from "@relent/core/quantum";
import { interleaved, type Job } from "./interleaved.ts";
import type { NumPy } from "./numpy.ts";
import { wishart } from "./states.ts";

const matrix = ({ dimension: n, re, im }: DensityMatrix) => ({ rows: n, cols: n, re, im });

/** What is timed; the states are made anew where their decomposition, which a state keeps, is part of the work. */
const JOBS: Readonly<Record<string, (states: readonly DensityMatrix[]) => Job>> = {
  eigenvectors:
    ([rho]) =>
    () =>
      hermitianEigen(matrix(rho!)).values.reverse(),
  eigenvalues:
    ([rho]) =>
    () =>
      hermitianEigenvalues(matrix(rho!)).reverse(),
  "relative entropy": (states) => () => {
    const [rho, sigma] = states.map(({ re, im }) => densityMatrix({ re, im }, { tolerance: 1e-12 }));
    return [quantumRelativeEntropy(rho!, sigma!)];
  },
};

/** Calls that do not count, by the repeats of a round: the compiler of JavaScript takes some hundred to be done. */
const WARM = 100;

/** One large state or two beside NumPy: a line of the table each. */
export async function singleLines(
  numpy: NumPy,
  sizes: readonly number[],
  rounds: number,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const n of sizes) {
    const states = [1, 2].map((seed) => densityMatrix(wishart(n, 1, seed), { tolerance: 1e-12 }));
    await numpy.load(n, states);
    const repeats = Math.max(1, Math.round((96 / n) ** 3));
    for (const [name, job] of Object.entries(JOBS)) {
      const { ours, theirs, ratio, apart } = await interleaved(numpy, name, job(states), {
        rounds,
        repeats,
        warm: WARM * repeats,
      });
      lines.push(
        `| ${n} | ${name} | ${(ours * 1e3).toPrecision(3)} | ${(theirs * 1e3).toPrecision(3)} | ${ratio.toPrecision(3)} | ${apart.toExponential(1)} |`,
      );
    }
  }
  return lines;
}
