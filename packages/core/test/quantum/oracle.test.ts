import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as quantum from "../../src/quantum/index.ts";
import { densityMatrix, type State } from "../../src/quantum/index.ts";

interface Parts {
  readonly re: number[];
  readonly im: number[];
}

interface PairCase {
  readonly rho: Parts;
  readonly sigma: Parts;
  readonly petz: Record<string, string>;
  readonly sandwiched: Record<string, string>;
  readonly renyi_rho: Record<string, string>;
  readonly [name: string]: unknown;
}

interface BipartiteCase {
  readonly rho: Parts;
  readonly dims: number[];
  readonly [name: string]: unknown;
}

interface EnsembleCase {
  readonly p: number[];
  readonly states: Parts[];
  readonly holevo: string;
}

/** mpmath at 40 digits from the entries as they stand, divided by their trace. */
const oracle: { pairs: PairCase[]; bipartite: BipartiteCase[]; ensembles: EnsembleCase[] } = JSON.parse(
  readFileSync(new URL("../fixtures/quantum.json", import.meta.url), "utf8"),
);

const near = (got: number, want: unknown, most = 1e-12): void =>
  expect(Math.abs(got / Number(want) - 1), `${got} for ${want}`).toBeLessThan(most);

const ASK: Record<string, (rho: State, sigma: State) => number> = {
  vn_rho: (rho) => quantum.vonNeumannEntropy(rho),
  vn_sigma: (_, sigma) => quantum.vonNeumannEntropy(sigma),
  relative_entropy: quantum.quantumRelativeEntropy,
  relative_entropy_rev: (rho, sigma) => quantum.quantumRelativeEntropy(sigma, rho),
  qjs: quantum.quantumJensenShannon,
  fidelity_sqrt: quantum.rootFidelity,
  trace_distance: quantum.traceDistance,
  d_max: quantum.maxRelativeEntropy,
  belavkin_staszewski: quantum.belavkinStaszewski,
  bures_angle: quantum.buresAngle,
  hellinger_affinity: (rho, sigma) => 1 - quantum.quantumHellinger(rho, sigma) ** 2,
};

describe.each(oracle.pairs)("the pair %#", (one) => {
  const rho = densityMatrix(one.rho, { normalise: true });
  const sigma = densityMatrix(one.sigma, { normalise: true });

  it.each(Object.keys(ASK))("gives %s to 1e-12", (name) => near(ASK[name]!(rho, sigma), one[name]));

  it.each(Object.keys(one.petz))("gives Petz's divergence of order %s", (order) =>
    near(quantum.petzRenyi(rho, sigma, Number(order)), one.petz[order]),
  );

  it.each(Object.keys(one.sandwiched))("gives the sandwiched divergence of order %s", (order) =>
    near(quantum.sandwichedRenyi(rho, sigma, Number(order)), one.sandwiched[order]),
  );

  it("gives Rényi entropies", () => {
    for (const [order, want] of Object.entries(one.renyi_rho))
      near(quantum.quantumRenyiEntropy(rho, Number(order)), want);
  });
});

/** How each column of the states of two parties is asked of the library. */
const ASK_PARTIES: Record<string, (rho: State) => number> = {
  S_AB: (rho) => quantum.vonNeumannEntropy(rho),
  mutual_information: quantum.quantumMutualInformation,
  conditional_A_given_B: quantum.quantumConditionalEntropy,
  coherent_information_A_to_B: quantum.coherentInformation,
  negativity: quantum.negativity,
  log2_negativity: (rho) => quantum.logNegativity(rho, { base: 2 }),
};

describe.each(oracle.bipartite)("the state of two parties %#", (one) => {
  const rho = densityMatrix(one.rho, { normalise: true, dims: one.dims, tolerance: 1e-11 });

  /** Rounding the entries made the two zero eigenvalues of the first state ±5e-13; the oracle counts the positive one. */
  const most = one.dims[0] === 2 ? 2e-10 : 1e-12;

  it.each(Object.keys(ASK_PARTIES))("gives %s", (name) => near(ASK_PARTIES[name]!(rho), one[name], most));

  it("gives the entropies of the parts", () => {
    near(quantum.vonNeumannEntropy(quantum.partialTrace(rho, [0])), one.S_A);
    near(quantum.vonNeumannEntropy(quantum.partialTrace(rho, [1])), one.S_B);
  });
});

it.each(oracle.ensembles)("gives the Holevo information of the ensemble %#", ({ p, states, holevo }) => {
  const sum = p.reduce((total, value) => total + value, 0);
  near(
    quantum.holevoInformation(
      p.map((value) => value / sum),
      states.map((state) => densityMatrix(state, { normalise: true })),
    ),
    holevo,
  );
});
