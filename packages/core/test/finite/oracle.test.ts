import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as relent from "../../src/index.ts";
import { logits, type Row, weights } from "../../src/index.ts";

interface Case {
  readonly name: string;
  readonly p: number[];
  readonly q: number[];
  readonly expect: Record<string, string>;
}

interface LogitCase {
  readonly name: string;
  readonly x: number[];
  readonly y: number[];
  readonly kl: string;
  readonly entropy: string;
  readonly cross_entropy: string;
}

/** mpmath at 40 digits on exactly normalised weights (30 digits for logits). */
const oracle: { discrete: Case[]; logits: LogitCase[] } = JSON.parse(
  readFileSync(new URL("../fixtures/discrete.json", import.meta.url), "utf8"),
);

/** How each column of the oracle is asked of the library. */
const ASK: Record<string, (p: Row, q: Row) => number> = {
  entropy_p: (p) => relent.entropy(p),
  cross_entropy: relent.crossEntropy,
  kl: relent.kl,
  kl_rev: relent.reverseKl,
  jeffreys: relent.jeffreys,
  psi_psi: relent.jeffreys,
  js: relent.jensenShannon,
  "js_w0.25": (p, q) => relent.jensenShannon(p, q, { weights: [0.25, 0.75] }),
  js_distance: relent.jensenShannonDistance,
  "skew_kl_a0.1": (p, q) => relent.skewKl(p, q, 0.1),
  renyi_0: (p, q) => relent.renyi(p, q, 0),
  "renyi_0.5": (p, q) => relent.renyi(p, q, 0.5),
  "renyi_0.99": (p, q) => relent.renyi(p, q, 0.99),
  renyi_2: (p, q) => relent.renyi(p, q, 2),
  renyi_5: (p, q) => relent.renyi(p, q, 5),
  renyi_inf: (p, q) => relent.renyi(p, q, Number.POSITIVE_INFINITY),
  "tsallis_0.5": (p, q) => relent.tsallis(p, q, 0.5),
  tsallis_2: (p, q) => relent.tsallis(p, q, 2),
  "amari_-1": (p, q) => relent.alphaDivergence(p, q, -1),
  "amari_0.5": (p, q) => relent.alphaDivergence(p, q, 0.5),
  amari_2: (p, q) => relent.alphaDivergence(p, q, 2),
  beta_0: (p, q) => relent.betaDivergence(p, q, 0),
  "beta_0.5": (p, q) => relent.betaDivergence(p, q, 0.5),
  beta_2: (p, q) => relent.betaDivergence(p, q, 2),
  "gamma_0.5": (p, q) => relent.gammaDivergence(p, q, 0.5),
  gamma_1: (p, q) => relent.gammaDivergence(p, q, 1),
  tv: relent.totalVariation,
  hellinger2: relent.hellingerSquared,
  hellinger: relent.hellinger,
  bhattacharyya: relent.bhattacharyya,
  chi2_pearson: relent.chiSquared,
  chi2_neyman: relent.neymanChiSquared,
  triangular: relent.triangular,
  lecam: relent.leCam,
  itakura_saito: relent.itakuraSaito,
  wasserstein1_index: relent.wasserstein1,
  energy_cramer2: relent.energy,
  ks: relent.kolmogorovSmirnov,
  "renyi_entropy_0.5": (p) => relent.renyiEntropy(p, 0.5),
  renyi_entropy_2: (p) => relent.renyiEntropy(p, 2),
  "tsallis_entropy_0.5": (p) => relent.tsallisEntropy(p, 0.5),
  tsallis_entropy_2: (p) => relent.tsallisEntropy(p, 2),
  min_entropy: (p) => relent.minEntropy(p),
};

/** The oracle's 40 digits leave noise of 1e-40 where the truth is 0 or below it. */
const NOISE = 1e-37;

function off(got: number, text: string): number {
  const truth = text === "+inf" ? Number.POSITIVE_INFINITY : Number(text);
  if (got === truth || Math.abs(got - truth) < NOISE) return 0;
  return Math.abs(got - truth) / Math.abs(truth);
}

describe("measures of weights agree with mpmath to 4e-15", () => {
  it("asks every column", () => {
    expect(Object.keys(ASK).sort()).toEqual(Object.keys(oracle.discrete[0]!.expect).sort());
  });

  for (const one of oracle.discrete) {
    it(one.name, () => {
      const wrong: string[] = [];
      for (const [column, ask] of Object.entries(ASK)) {
        const got = ask(weights(one.p), weights(one.q));
        const error = off(got, one.expect[column]!);
        if (!(error <= 4e-15)) wrong.push(`${column}: ${got}, truth ${one.expect[column]}, off by ${error}`);
      }
      expect(wrong).toEqual([]);
    });
  }
});

describe("measures of logits agree with mpmath to 1e-15", () => {
  for (const one of oracle.logits) {
    it(one.name, () => {
      const x = logits(one.x);
      const y = logits(one.y);
      expect(off(relent.kl(x, y), one.kl)).toBeLessThanOrEqual(1e-15);
      expect(off(relent.entropy(x), one.entropy)).toBeLessThanOrEqual(1e-15);
      expect(off(relent.crossEntropy(x, y), one.cross_entropy)).toBeLessThanOrEqual(1e-15);
    });
  }
});
