import {
  type DensityMatrices,
  densityMatrices,
  fidelity,
  overStates,
  quantumRelativeEntropy,
  stateAt,
  traceDistance,
  vonNeumannEntropy,
} from "@relent/core/quantum";
import { interleaved, type Job } from "./interleaved.ts";
import type { NumPy } from "./numpy.ts";
import { type Parts, wishart } from "./states.ts";

type Many = (rho: () => DensityMatrices, sigma: () => DensityMatrices) => Job;

/** What is timed beside NumPy's job of that name up to a comma: states are checked and decomposed anew each time. */
const JOBS: Readonly<Record<string, Many>> = {
  "entropies of many": (rho) => () => overStates(vonNeumannEntropy, rho()),
  "relative entropies to one": (rho, sigma) => {
    const one = stateAt(sigma(), 0);
    return () => overStates(quantumRelativeEntropy, rho(), one);
  },
  "relative entropies of pairs": (rho, sigma) => () => overStates(quantumRelativeEntropy, rho(), sigma()),
  "trace distances of pairs": (rho, sigma) => () => overStates(traceDistance, rho(), sigma()),
  "trace distances of pairs, checked before": (rho, sigma) => {
    const [a, b] = [rho(), sigma()];
    return () => overStates(traceDistance, a, b);
  },
  "fidelities of pairs": (rho, sigma) => () => overStates(fidelity, rho(), sigma()),
};

/** Entries of all matrices of a batch. */
const ENTRIES = 2 ** 16;

/** Many small states beside NumPy's batched calls: a line of the table each, in states a second. */
export async function manyLines(
  numpy: NumPy,
  sizes: readonly number[],
  rounds: number,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const n of sizes) {
    const count = ENTRIES / (n * n);
    const parts = [1, 2].map((seed) => wishart(n, count, seed)) as [Parts, Parts];
    await numpy.load(n, parts);
    const [rho, sigma] = parts.map(
      (part) => () => densityMatrices(part, { dimension: n, tolerance: 1e-12 }),
    ) as [() => DensityMatrices, () => DensityMatrices];
    for (const [name, job] of Object.entries(JOBS)) {
      const { ours, theirs, ratio, apart } = await interleaved(numpy, name.split(",")[0]!, job(rho, sigma), {
        rounds,
        repeats: 3,
        warm: 20,
      });
      const rate = (seconds: number) => (count / seconds / 1e3).toPrecision(3);
      lines.push(
        `| ${n} | ${count} | ${name} | ${rate(ours)} | ${rate(theirs)} | ${ratio.toPrecision(3)} | ${apart.toExponential(1)} |`,
      );
    }
  }
  return lines;
}
