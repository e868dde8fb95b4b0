import { normalDraw, type Random, random } from "@relent/core/random";
import { normalCdf } from "@relent/core/scalar";
import { decide, formCells, judgeCells, settingsOf } from "@relent/tables/compare";
import { type ColumnPlan, countNumbers, distributionOf, planColumn } from "@relent/tables/summary";

/** A law of numbers, drawn, and where it has one its distribution function after a shift. */
export interface NumberLaw {
  readonly name: string;
  readonly draw: (rng: Random) => number;
  /** The law that has moved. */
  readonly moved: (rng: Random) => number;
  /** Distribution functions of both, for the exact divergence over cells. */
  readonly cdf: (x: number) => number;
  readonly movedCdf: (x: number) => number;
  readonly quantile: (p: number) => number;
}

const SIGMA = 2.5;
const ALPHA = 1.1;
const ZEROS = 0.43;

const normalQuantiles = (cdf: (x: number) => number) => (p: number) => {
  let [low, high] = [-1e6, 1e6];
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (cdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

const pareto = (rng: Random): number => rng.uniform() ** (-1 / ALPHA);
const paretoCdf = (x: number): number => (x <= 1 ? 0 : 1 - x ** -ALPHA);
const logNormalCdf = (x: number): number => (x <= 0 ? 0 : normalCdf(Math.log(x) / SIGMA));
const zeroInflatedCdf = (x: number): number => (x < 0 ? 0 : ZEROS + (1 - ZEROS) * (1 - Math.exp(-x)));

/** The laws that are hard for grids: light and heavy tails, a heavy single value. Each moves by a scale or shift. */
export const NUMBER_LAWS: readonly NumberLaw[] = [
  {
    name: "normal, moved by 0.2 σ",
    draw: normalDraw,
    moved: (rng) => normalDraw(rng) + 0.2,
    cdf: normalCdf,
    movedCdf: (x) => normalCdf(x - 0.2),
    quantile: normalQuantiles(normalCdf),
  },
  {
    name: "lognormal σ = 2.5, doubled",
    draw: (rng) => Math.exp(SIGMA * normalDraw(rng)),
    moved: (rng) => 2 * Math.exp(SIGMA * normalDraw(rng)),
    cdf: logNormalCdf,
    movedCdf: (x) => logNormalCdf(x / 2),
    quantile: (p) => Math.exp(SIGMA * normalQuantiles(normalCdf)(p)),
  },
  {
    name: "Pareto 1.1, scaled by 1.2",
    draw: pareto,
    moved: (rng) => 1.2 * pareto(rng),
    cdf: paretoCdf,
    movedCdf: (x) => paretoCdf(x / 1.2),
    quantile: (p) => (1 - p) ** (-1 / ALPHA),
  },
  {
    name: "43 % zeros, else exponential, scaled by 1.2",
    draw: (rng) => (rng.uniform() < ZEROS ? 0 : -Math.log(rng.uniform())),
    moved: (rng) => (rng.uniform() < ZEROS ? 0 : -1.2 * Math.log(rng.uniform())),
    cdf: zeroInflatedCdf,
    movedCdf: (x) => zeroInflatedCdf(x / 1.2),
    quantile: (p) => (p <= ZEROS ? 0 : -Math.log((1 - p) / (1 - ZEROS))),
  },
];

const FIELD = { name: "x", type: "float", native: "DOUBLE" } as const;

const sample = (rng: Random, n: number, draw: (rng: Random) => number): Float64Array =>
  Float64Array.from({ length: n }, () => draw(rng));

/** Plans and counts as for a table of one column, and judges it. */
function judge(reference: Float64Array, current: Float64Array) {
  const distribution = distributionOf({ kind: "number", values: reference });
  const plan: ColumnPlan = planColumn(FIELD, distribution, reference.length)[0]!;
  const sizes = { n: current.length, m: reference.length, effect: 1 };
  const formed = formCells(
    plan,
    countNumbers(plan.count, current),
    countNumbers(plan.count, reference),
    sizes,
  )!;
  const settings = settingsOf({});
  const evidence = judgeCells(formed.set, sizes, settings, 200);
  const high = evidence.kl?.estimate.high ?? null;
  return { ...evidence, verdict: decide({ ...evidence, high }, evidence.floorP ?? 1, settings) };
}

/** Shares of pairs of one law. */
export interface NumberOutcome {
  readonly law: string;
  readonly n: number;
  readonly m: number;
  readonly rejected: number;
  readonly moved: number;
  readonly same: number;
  readonly covered: number;
}

/** Pairs of samples of one law through the path from values to verdict. */
export function simulateNumbers(
  law: NumberLaw,
  n: number,
  m: number,
  trials: number,
  seed: string,
): NumberOutcome {
  const rng = random(`${seed}/${law.name}/${n}/${m}`);
  const sums = { rejected: 0, moved: 0, same: 0, covered: 0 };
  for (let i = 0; i < trials; i++) {
    const { kl, test, verdict } = judge(sample(rng, m, law.draw), sample(rng, n, law.draw));
    sums.rejected += Number(test.p < 0.05);
    sums.moved += Number(verdict === "moved");
    sums.same += Number(verdict === "same");
    sums.covered += Number(kl !== null && kl.estimate.low === 0);
  }
  const share = (count: number): number => count / trials;
  return {
    law: law.name,
    n,
    m,
    rejected: share(sums.rejected),
    moved: share(sums.moved),
    same: share(sums.same),
    covered: share(sums.covered),
  };
}

/** A divergence over cells, exact and estimated. */
export interface MovedOutcome {
  readonly law: string;
  readonly n: number;
  readonly exact: number;
  readonly estimated: number;
}

/** The divergence of a law that moved over 32 cells of equal mass, exact and as estimated from large samples. */
export function movedNumbers(law: NumberLaw, n: number, pairs: number, seed: string): MovedOutcome {
  const edges = [...new Set(Array.from({ length: 31 }, (_, i) => law.quantile((i + 1) / 32)))];
  const mass = (cdf: (x: number) => number): number[] => {
    const at = [0, ...edges.map(cdf), 1];
    return at.slice(1).map((v, i) => v - at[i]!);
  };
  const [p, q] = [mass(law.movedCdf), mass(law.cdf)];
  const exact = p.reduce((sum, v, j) => (v > 0 ? sum + v * Math.log2(v / q[j]!) : sum), 0);
  const rng = random(`${seed}/${law.name}/${n}`);
  const values = Array.from(
    { length: pairs },
    () => judge(sample(rng, n, law.draw), sample(rng, n, law.moved)).kl!.estimate.value,
  );
  return { law: law.name, n, exact, estimated: values.reduce((a, b) => a + b, 0) / pairs };
}
