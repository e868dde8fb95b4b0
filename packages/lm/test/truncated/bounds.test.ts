import { hellingerSquared, jensenShannon, kl, renyi, totalVariation } from "@relent/core";
import { random } from "@relent/core/random";
import { describe, expect, it } from "vitest";
import { TOKEN_DIVERGENCES, type TokenDivergence } from "../../src/token-table.ts";
import { type TopList, truncatedBounds } from "../../src/truncated/bounds.ts";
import { recordedVariation } from "../../src/verify/recorded-variation.ts";
import { randomDistribution, randomNeighbour, topOf } from "./random-pair.ts";

/** The divergences of the whole distributions, by the measures of the core. */
const truth = (p: Float64Array, q: Float64Array): Record<TokenDivergence, number> => ({
  kl: kl(p, q),
  reverseKl: kl(q, p),
  jensenShannon: jensenShannon(p, q),
  totalVariation: totalVariation(p, q),
  hellingerSquared: hellingerSquared(p, q),
  renyi2: renyi(p, q, 2),
});

const violations = (
  p: Float64Array,
  q: Float64Array,
  topP: TopList,
  topQ: TopList,
  options: Parameters<typeof truncatedBounds>[2],
  slack = 1e-12,
): string[] => {
  const bounds = truncatedBounds(topP, topQ, options);
  const values = truth(p, q);
  return TOKEN_DIVERGENCES.flatMap((name) => {
    const { low, high } = bounds[name];
    const value = values[name];
    const off = slack * (1 + Math.min(value, 1e6));
    return low <= value + off && value <= high + off ? [] : [`${name}: ${low} ≤ ${value} ≤ ${high}`];
  });
};

describe("the bounds from two truncated lists", () => {
  it("hold in 10,000 random cases, with ties, zeros, k = 1 and k = V among them", () => {
    const rng = random("truncated lists");
    const found: string[] = [];
    for (let trial = 0; trial < 10_000; trial++) {
      const size = 1 + rng.integer(40);
      const p = randomDistribution(rng, size, 2 ** (rng.uniform() * 8 - 5));
      const q =
        rng.uniform() < 0.5
          ? randomNeighbour(rng, p)
          : randomDistribution(rng, size, 2 ** (rng.uniform() * 8 - 5));
      const length = (): number => [1, size, 1 + rng.integer(size), 1 + rng.integer(size)][rng.integer(4)]!;
      const known = rng.uniform() < 0.5 ? { vocabulary: size } : {};
      found.push(...violations(p, q, topOf(rng, p, length()), topOf(rng, q, length()), known));
    }
    expect(found).toEqual([]);
  });

  it("hold in 3,000 cases whose log-probabilities are rounded", () => {
    const rng = random("rounded lists");
    const found: string[] = [];
    for (let trial = 0; trial < 3000; trial++) {
      const size = 2 + rng.integer(30);
      const grid = [0.5, 0.1, 0.125, 0.01, 1e-4][rng.integer(5)]!;
      const p = randomDistribution(rng, size, 2 ** (rng.uniform() * 6 - 3));
      const q = rng.uniform() < 0.7 ? randomNeighbour(rng, p) : randomDistribution(rng, size, 1);
      const round = (x: number): number => Math.min(0, Math.round(x / grid) * grid);
      const lists = [p, q].map((one) => topOf(rng, one, 1 + rng.integer(size), round)) as [
        Map<number, number>,
        Map<number, number>,
      ];
      const known = rng.uniform() < 0.5 ? { vocabulary: size } : {};
      try {
        found.push(...violations(p, q, ...lists, { grid, ...known }));
      } catch (error) {
        found.push(String(error));
      }
    }
    expect(found).toEqual([]);
  });

  it("hold with a floor that the unlisted outcomes keep", () => {
    const rng = random("floors");
    const found: string[] = [];
    for (let trial = 0; trial < 3000; trial++) {
      const size = 2 + rng.integer(30);
      const floor = 10 ** (-2 - 4 * rng.uniform()) / size;
      const lift = (x: Float64Array) => x.map((one) => (1 - size * floor) * one + floor);
      const p = lift(randomDistribution(rng, size, 0.5));
      const q = lift(rng.uniform() < 0.5 ? randomNeighbour(rng, p) : randomDistribution(rng, size, 0.5));
      const [topP, topQ] = [topOf(rng, p, 1 + rng.integer(size)), topOf(rng, q, 1 + rng.integer(size))];
      found.push(...violations(p, q, topP, topQ, { floor }));
      expect(truncatedBounds(topP, topQ, { floor }).kl.high).toBeLessThan(Infinity);
    }
    expect(found).toEqual([]);
  });
});

interface Split {
  readonly both: readonly (readonly [number, number])[];
  readonly onlyP: readonly number[];
  readonly onlyQ: readonly number[];
  readonly capP: number;
  readonly capQ: number;
  readonly restP: number;
  readonly restQ: number;
}

const split = (p: TopList, q: TopList): Split => {
  const mass = (list: TopList) => [...list.values()].map(Math.exp);
  const sum = (x: readonly number[]) => x.reduce((all, one) => all + one, 0);
  return {
    both: [...p].filter(([key]) => q.has(key)).map(([key, x]) => [Math.exp(x), Math.exp(q.get(key)!)]),
    onlyP: [...p].filter(([key]) => !q.has(key)).map(([, x]) => Math.exp(x)),
    onlyQ: [...q].filter(([key]) => !p.has(key)).map(([, x]) => Math.exp(x)),
    capP: Math.min(...mass(p)),
    capQ: Math.min(...mass(q)),
    restP: 1 - sum(mass(p)),
    restQ: 1 - sum(mass(q)),
  };
};

/** Σ p ln(p/q) at the pair in which the tail has one ratio ρ, found by bisection: written down apart from the source. */
function leastKl({ both, onlyP, onlyQ, capP, capQ, restP, restQ }: Split): number | undefined {
  let [low, high] = [-60, 60];
  const at = (rho: number) => {
    const q = onlyP.map((p) => Math.min(capQ, p / rho));
    const p = onlyQ.map((one) => Math.min(capP, one * rho));
    const [x, y] = [restP - p.reduce((a, b) => a + b, 0), restQ - q.reduce((a, b) => a + b, 0)];
    return { p, q, x, y };
  };
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    const { x, y } = at(Math.exp(middle));
    if (x > Math.exp(middle) * y) low = middle;
    else high = middle;
  }
  const { p, q, x, y } = at(Math.exp(low));
  if (x < 1e-6 || y < 1e-6) return undefined;
  const term = (a: number, b: number) => (a === 0 ? 0 : a * Math.log(a / b));
  return (
    both.reduce((all, [a, b]) => all + term(a, b), 0) +
    onlyP.reduce((all, a, i) => all + term(a, q[i]!), 0) +
    onlyQ.reduce((all, b, i) => all + term(p[i]!, b), 0) +
    term(x, y)
  );
}

describe("the low end", () => {
  it("of KL is what the equations of the optimum give, solved apart", () => {
    const rng = random("optimum");
    let compared = 0;
    for (let trial = 0; trial < 1000; trial++) {
      const p = randomDistribution(rng, 30, 1);
      const q = randomDistribution(rng, 30, 1);
      const [topP, topQ] = [topOf(rng, p, 8), topOf(rng, q, 8)];
      const expected = leastKl(split(topP, topQ));
      if (expected === undefined) continue;
      compared += 1;
      expect(truncatedBounds(topP, topQ).kl.low).toBeCloseTo(expected, 9);
    }
    expect(compared).toBeGreaterThan(500);
  });

  it("is never below that of coarsening to the listed outcomes and the rest, nor total variation's below its caps", () => {
    const rng = random("coarsening");
    for (let trial = 0; trial < 1000; trial++) {
      const p = randomDistribution(rng, 25, 0.4);
      const q = randomNeighbour(rng, p);
      const [topP, topQ] = [topOf(rng, p, 1 + rng.integer(10)), topOf(rng, q, 1 + rng.integer(10))];
      const { both, onlyP, onlyQ, capP, capQ, restP, restQ } = split(topP, topQ);
      const sum = (x: readonly number[]) => x.reduce((all, one) => all + one, 0);
      const [outsideP, outsideQ] = [restP + sum(onlyP), restQ + sum(onlyQ)];
      const coarse = sum(both.map(([a, b]) => (a === 0 ? 0 : a * Math.log(a / b))));
      const tail = outsideP <= 1e-12 ? 0 : outsideP * Math.log(outsideP / Math.max(outsideQ, 0));
      const bounds = truncatedBounds(topP, topQ);
      expect(bounds.kl.low).toBeGreaterThanOrEqual(coarse + tail - 1e-10);
      const plus = (x: number) => Math.max(x, 0);
      const variation = Math.max(
        sum(both.map(([a, b]) => plus(a - b))) + sum(onlyP.map((a) => plus(a - capQ))),
        sum(both.map(([a, b]) => plus(b - a))) + sum(onlyQ.map((b) => plus(b - capP))),
      );
      expect(bounds.totalVariation.low).toBeGreaterThanOrEqual(variation - 1e-10);
      const upper = Math.min(sum(both.map(([a, b]) => plus(a - b))) + outsideP, 1);
      expect(bounds.totalVariation.high).toBeCloseTo(upper, 10);
      expect(bounds.hellingerSquared.high).toBeCloseTo(1 - sum(both.map(([a, b]) => Math.sqrt(a * b))), 10);
    }
  });

  it("of total variation is the largest of the closed forms that verification bets on", () => {
    const rng = random("closed forms");
    const place = (list: Map<number, number>) => {
      const candidates = [...list].map(([id, logProbability]) => ({ id, text: "", logProbability }));
      return { ...candidates[0]!, candidates };
    };
    for (let trial = 0; trial < 500; trial++) {
      const [p, q] = [randomDistribution(rng, 20, 0.5), randomDistribution(rng, 20, 0.5)];
      const [topP, topQ] = [topOf(rng, p, 1 + rng.integer(19)), topOf(rng, q, 1 + rng.integer(19))];
      const { lower, upper } = recordedVariation(place(topP), place(topQ))!;
      const { low, high } = truncatedBounds(topP, topQ).totalVariation;
      expect(low).toBeCloseTo(lower, 10);
      expect(high).toBeCloseTo(upper, 10);
    }
  });

  it("is attained where the lists are whole: both ends are the divergence", () => {
    const rng = random("whole lists");
    for (let trial = 0; trial < 300; trial++) {
      const p = randomDistribution(rng, 12, 1);
      const q = randomDistribution(rng, 12, 1);
      const bounds = truncatedBounds(topOf(rng, p, 12), topOf(rng, q, 12), { vocabulary: 12 });
      for (const [name, value] of Object.entries(truth(p, q))) {
        const { low, high } = bounds[name as TokenDivergence];
        const closeness = 1e-10 * Math.max(1, Math.min(value, 1e9));
        if (value === Infinity) expect(low).toBe(Infinity);
        else expect(Math.max(value - low, high - value)).toBeLessThan(closeness);
      }
    }
  });
});

describe("bounds", () => {
  const list = (...masses: number[]): TopList => new Map(masses.map((mass, i) => [i, Math.log(mass)]));

  it("are wider with a wider grid", () => {
    const [p, q] = [list(0.6, 0.2, 0.1), list(0.5, 0.25, 0.1)];
    const widths = [0, 1e-4, 1e-2, 0.1].map((grid) => {
      const { low, high } = truncatedBounds(p, q, { grid }).jensenShannon;
      return high - low;
    });
    expect(widths).toEqual([...widths].sort((a, b) => a - b));
    expect(new Set(widths).size).toBe(4);
  });

  it("say Infinity where Q surely has nothing and P surely has something", () => {
    const q = new Map([
      [0, Math.log(0.5)],
      [1, Math.log(0.5)],
    ]);
    const none = new Map([...q, [2, Number.NEGATIVE_INFINITY]]);
    expect(truncatedBounds(list(0.5, 0.2, 0.2), none).kl.low).toBe(Infinity);
    expect(truncatedBounds(none, list(0.5, 0.2, 0.2)).reverseKl.low).toBe(Infinity);
    expect(truncatedBounds(q, list(0.5, 0.4)).kl.high).toBe(Infinity);
    expect(truncatedBounds(q, list(0.5, 0.4), { vocabulary: 2 }).kl.high).toBeLessThan(0.12);
  });

  it("refuse a list that adds up to more than 1, a floor outside (0, 1) and a vocabulary smaller than the lists", () => {
    expect(() => truncatedBounds(list(0.9, 0.2), list(0.5))).toThrow(
      /P: the listed probabilities add up to 1.1/,
    );
    expect(() => truncatedBounds(list(0.5), list(0.5), { floor: 0 })).toThrow(
      /floor = 0; it must be in \(0, 1\)/,
    );
    expect(() => truncatedBounds(list(0.5, 0.2), list(0.5), { vocabulary: 1 })).toThrow(/hold 2 outcomes/);
  });
});
