import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as quantum from "../../src/quantum/index.ts";
import { type DensityMatrix, densityMatrix } from "../../src/quantum/index.ts";

type Entry = [re: number, im: number];

/** mpmath at 60 digits: ρ = σ + 2^power · change, with entries that a double holds exactly. */
const oracle: {
  sigma: Entry[][];
  change: Entry[][];
  cases: (Record<string, string> & { power: number })[];
} = JSON.parse(readFileSync(new URL("../fixtures/quantum-near.json", import.meta.url), "utf8"));

const ASK: Record<string, (rho: DensityMatrix, sigma: DensityMatrix) => number> = {
  relative_entropy: quantum.quantumRelativeEntropy,
  petz_2: (rho, sigma) => quantum.petzRenyi(rho, sigma, 2),
  "sandwiched_0.7": (rho, sigma) => quantum.sandwichedRenyi(rho, sigma, 0.7),
  "sandwiched_2.0": (rho, sigma) => quantum.sandwichedRenyi(rho, sigma, 2),
  "sandwiched_5.0": (rho, sigma) => quantum.sandwichedRenyi(rho, sigma, 5),
  d_max: quantum.maxRelativeEntropy,
  belavkin_staszewski: quantum.belavkinStaszewski,
  qjs: quantum.quantumJensenShannon,
  infidelity: quantum.infidelity,
  hellinger: quantum.quantumHellinger,
  trace_distance: quantum.traceDistance,
};

describe.each(oracle.cases)("states that differ by 2^$power", (one) => {
  const scale = 2 ** one.power;
  const sigma = densityMatrix(oracle.sigma);
  const rho = densityMatrix(
    oracle.sigma.map((row, i) =>
      row.map(([re, im], j): Entry => {
        const [dr, di] = oracle.change[i]![j]!;
        return [re + scale * dr, im + scale * di];
      }),
    ),
  );

  it.each(Object.keys(ASK))("have their %s to 13 digits", (name) => {
    const got = ASK[name]!(rho, sigma);
    expect(Math.abs(got / Number(one[name]) - 1), `${got} for ${one[name]}`).toBeLessThan(1e-13);
  });
});
