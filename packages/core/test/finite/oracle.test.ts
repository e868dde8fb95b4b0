import "../kernel/relaxed-simd.ts";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as relent from "../../src/index.ts";
import { logits, MEASURES, type Row, weights } from "../../src/index.ts";
import { chooseTwin } from "../../src/kernel/engine.ts";

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

/** How each column of the oracle is asked of the library: a name in `MEASURES`, and what follows the rows. */
const ASK: Record<string, readonly [measure: string, ...rest: unknown[]]> = {
  entropy_p: ["entropy"],
  cross_entropy: ["crossEntropy"],
  kl: ["kl"],
  kl_rev: ["reverseKl"],
  jeffreys: ["jeffreys"],
  psi_psi: ["jeffreys"],
  js: ["jensenShannon"],
  "js_w0.25": ["jensenShannon", { weights: [0.25, 0.75] }],
  js_distance: ["jensenShannonDistance"],
  "skew_kl_a0.1": ["skewKl", 0.1],
  renyi_0: ["renyi", 0],
  "renyi_0.5": ["renyi", 0.5],
  "renyi_0.99": ["renyi", 0.99],
  renyi_2: ["renyi", 2],
  renyi_5: ["renyi", 5],
  renyi_inf: ["renyi", Number.POSITIVE_INFINITY],
  "tsallis_0.5": ["tsallis", 0.5],
  tsallis_2: ["tsallis", 2],
  "amari_-1": ["alphaDivergence", -1],
  "amari_0.5": ["alphaDivergence", 0.5],
  amari_2: ["alphaDivergence", 2],
  beta_0: ["betaDivergence", 0],
  "beta_0.5": ["betaDivergence", 0.5],
  beta_2: ["betaDivergence", 2],
  "gamma_0.5": ["gammaDivergence", 0.5],
  gamma_1: ["gammaDivergence", 1],
  tv: ["totalVariation"],
  hellinger2: ["hellingerSquared"],
  hellinger: ["hellinger"],
  bhattacharyya: ["bhattacharyya"],
  chi2_pearson: ["chiSquared"],
  chi2_neyman: ["neymanChiSquared"],
  triangular: ["triangular"],
  lecam: ["leCam"],
  itakura_saito: ["itakuraSaito"],
  wasserstein1_index: ["wasserstein1"],
  energy_cramer2: ["energy"],
  ks: ["kolmogorovSmirnov"],
  "renyi_entropy_0.5": ["renyiEntropy", 0.5],
  renyi_entropy_2: ["renyiEntropy", 2],
  "tsallis_entropy_0.5": ["tsallisEntropy", 0.5],
  tsallis_entropy_2: ["tsallisEntropy", 2],
  min_entropy: ["minEntropy"],
};

function ask(column: string, p: Row, q: Row): number {
  const [name, ...rest] = ASK[column]!;
  const { measure, inputs } = MEASURES.find((one) => one.name === name)!;
  return (measure as (...all: unknown[]) => number)(...(inputs === "p" ? [p] : [p, q]), ...rest);
}

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

  it("asks every measure of rows, but those that are one of them in other clothes", () => {
    const asked = new Set(Object.values(ASK).map(([name]) => name));
    const others = MEASURES.filter(({ name, inputs }) => inputs !== "joint" && !asked.has(name));
    expect(others.map(({ name }) => name)).toEqual(["cramer", "generalizedKl", "perplexity"]);
    for (const { p, q } of oracle.discrete) {
      const [a, b] = [weights(p), weights(q)];
      expect(2 * relent.cramer(a, b)).toBe(relent.energy(a, b));
      expect(relent.perplexity(a)).toBe(Math.exp(relent.entropy(a)));
    }
  });

  for (const one of oracle.discrete) {
    it(one.name, () => {
      const wrong: string[] = [];
      for (const column of Object.keys(ASK)) {
        const got = ask(column, weights(one.p), weights(one.q));
        const error = off(got, one.expect[column]!);
        if (!(error <= 4e-15)) wrong.push(`${column}: ${got}, truth ${one.expect[column]}, off by ${error}`);
      }
      expect(wrong).toEqual([]);
    });
  }
});

/** What the kernels compute, and whether sixteen copies of both rows add log 16 to it. */
const BY_KERNEL: Record<string, boolean> = {
  entropy_p: true,
  cross_entropy: true,
  kl: false,
  kl_rev: false,
  jeffreys: false,
  js: false,
  js_distance: false,
};

describe.each(["js", "simd", "relaxed"] as const)("in the twin %s, sixteen copies of the rows", (twin) => {
  const here = chooseTwin(twin);
  chooseTwin("auto");
  beforeAll(() => void chooseTwin(twin));
  afterAll(() => void chooseTwin("auto"));
  const copies = (x: readonly number[]) =>
    weights(Float64Array.from({ length: 16 * x.length }, (_, i) => x[i % x.length]!));

  it.skipIf(!here).each(oracle.discrete)("$name: to 4e-15", ({ p, q, expect: truths }) => {
    for (const [column, grows] of Object.entries(BY_KERNEL)) {
      const truth = truths[column]!;
      const whole = grows && truth !== "+inf" ? String(Number(truth) + Math.log(16)) : truth;
      expect(off(ask(column, copies(p), copies(q)), whole), column).toBeLessThanOrEqual(4e-15);
    }
  });
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
