import fc from "fast-check";
import {
  crossEntropy,
  entropy,
  jeffreys,
  jensenShannon,
  kl,
  logits,
  type Row,
  renyi,
  reverseKl,
  totalVariation,
  weights,
} from "../../src/index.ts";

/** A way to hand over weights, and what its rounding may cost. */
interface World {
  readonly name: string;
  readonly row: (x: readonly number[]) => Row;
  readonly slack: number;
}

const WORLDS: readonly World[] = [
  { name: "f64 weights", row: (x) => weights(Float64Array.from(x)), slack: 2 ** -43 },
  { name: "f32 weights", row: (x) => weights(Float32Array.from(x)), slack: 1e-6 },
  { name: "f32 logits", row: (x) => logits(Float32Array.from(x, Math.log)), slack: 4e-6 },
];

/** A law of measures, which throws where it does not hold. */
export interface Law {
  readonly name: string;
  readonly check: () => void;
}

function hold(truth: boolean, what: string): void {
  if (!truth) throw new Error(what);
}

/** A quarter of the shortest is the shortest row that the kernels take. */
const LENGTHS = { min: 128, max: 320 };
const RUNS = { numRuns: 30 };

const weight = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: 1e-3, max: 1, noNaN: true }) },
  { weight: 1, arbitrary: fc.integer({ min: -40, max: 40 }).map((e) => 2 ** e) },
  { weight: 1, arbitrary: fc.constant(0) },
);
const rows = (count: number, one: fc.Arbitrary<number> = weight): fc.Arbitrary<number[][]> =>
  fc.integer(LENGTHS).chain((n) => {
    const row = fc.array(one, { minLength: n, maxLength: n, size: "max" });
    return fc.tuple(...Array.from({ length: count }, () => row.filter((x) => x.some((v) => v > 0))));
  });

const sum = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0);
const normal = (x: readonly number[]): number[] => x.map((v) => v / sum(x));

/** Four groups of neighbours. */
const inFour = (x: readonly number[]): number[][] =>
  [0, 1, 2, 3].map((k) => x.slice((k * x.length) / 4, ((k + 1) * x.length) / 4));

type Check = (world: World, x: number[][]) => void;

function below({ slack, name }: World, a: number, b: number): void {
  hold(a <= b + slack * (1 + Math.abs(b)), `${name}: ${a} is above ${b}`);
}

function near({ slack, name }: World, a: number, b: number): void {
  hold(a === b || Math.abs(a - b) <= slack * (1 + Math.abs(b)), `${name}: ${a} is not ${b}`);
}

type Ask = (p: Row, q: Row) => number;

const DIVERGENCES: readonly Ask[] = [
  kl,
  reverseKl,
  jeffreys,
  jensenShannon,
  totalVariation,
  (p, q) => renyi(p, q, 0.5),
  (p, q) => renyi(p, q, 3),
];

const CHECKS: Record<string, readonly [count: number, check: Check]> = {
  "Gibbs: D ≥ 0, and 0 of a row from itself": [
    2,
    ({ row }, [p, q]) => {
      for (const ask of DIVERGENCES) {
        hold(ask(row(p!), row(q!)) >= 0, "negative, or not a number");
        hold(ask(row(p!), row(p!)) === 0, "not 0 between a row and itself");
      }
    },
  ],
  "merging outcomes never adds (data processing)": [
    2,
    (world, [p, q]) => {
      const merge = (x: number[]) => {
        const cells = new Array<number>(Math.ceil(x.length / 2)).fill(0);
        x.forEach((v, i) => {
          cells[i >> 1] = cells[i >> 1]! + v;
        });
        return world.row(cells);
      };
      for (const ask of DIVERGENCES)
        below(world, ask(merge(p!), merge(q!)), ask(world.row(p!), world.row(q!)));
    },
  ],
  "chain rule: a joint is its margin and its conditionals": [
    2,
    (world, [p, q]) => {
      const margin = (x: number[]) => world.row(inFour(x).map(sum));
      let want = kl(margin(p!), margin(q!));
      if (want < Number.POSITIVE_INFINITY) {
        inFour(p!).forEach((x, k) => {
          if (sum(x) > 0) want += (sum(x) / sum(p!)) * kl(world.row(x), world.row(inFour(q!)[k]!));
        });
      }
      near(world, kl(world.row(p!), world.row(q!)), want);
    },
  ],
  "joint convexity": [
    4,
    (world, given) => {
      const [p, q, r, s] = given.map(normal);
      const mix = (x: number[], y: number[]) => world.row(x.map((v, i) => 0.3 * v + 0.7 * y[i]!));
      const asks: readonly Ask[] = [kl, jensenShannon, totalVariation];
      for (const ask of asks) {
        const apart = [ask(world.row(p!), world.row(q!)), ask(world.row(r!), world.row(s!))] as const;
        below(world, ask(mix(p!, r!), mix(q!, s!)), 0.3 * apart[0] + 0.7 * apart[1]);
      }
    },
  ],
  "Pinsker: 2 TV² ≤ KL": [
    2,
    (world, [p, q]) => {
      const [a, b] = [world.row(p!), world.row(q!)];
      below(world, 2 * totalVariation(a, b) ** 2, kl(a, b));
    },
  ],
  "the order of outcomes does not matter": [
    2,
    (world, [p, q]) => {
      const turn = (x: number[]) => world.row([...x.slice(7), ...x.slice(0, 7)].reverse());
      const asks: readonly Ask[] = [...DIVERGENCES, (a) => entropy(a), crossEntropy];
      for (const ask of asks) {
        near(world, ask(turn(p!), turn(q!)), ask(world.row(p!), world.row(q!)));
      }
    },
  ],
  "Jensen–Shannon ≤ log 2": [
    2,
    ({ row }, [p, q]) => hold(jensenShannon(row(p!), row(q!)) <= Math.LN2, "above log 2"),
  ],
  "Rényi never falls with the order": [
    2,
    (world, [p, q]) => {
      const orders = [0, 0.25, 0.5, 0.9, 1, 1.5, 2, 8, Number.POSITIVE_INFINITY];
      const values = orders.map((order) => renyi(world.row(p!), world.row(q!), order));
      for (let i = 1; i < values.length; i++) below(world, values[i - 1]!, values[i]!);
    },
  ],
  "population stability index = KL + reverse KL": [
    2,
    (world, [p, q]) => {
      const [a, b] = [world.row(p!), world.row(q!)];
      near(world, jeffreys(a, b), kl(a, b) + kl(b, a));
    },
  ],
  "entropy + KL = cross-entropy": [
    2,
    (world, [p, q]) => {
      const [a, b] = [world.row(p!), world.row(q!)];
      near(world, entropy(a) + kl(a, b), crossEntropy(a, b));
    },
  ],
};

/** Every law in every world, on random rows that the kernels take. */
export const LAWS: readonly Law[] = WORLDS.flatMap((world) =>
  Object.entries(CHECKS).map(([name, [count, check]]) => ({
    name: `${name}, ${world.name}`,
    check: () =>
      fc.assert(
        fc.property(rows(count), (x) => check(world, x)),
        RUNS,
      ),
  })),
);
