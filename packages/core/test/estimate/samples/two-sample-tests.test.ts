import { expect, it } from "vitest";
import { classifierTest, energyTest, mmdTest, samples } from "../../../src/estimate/index.ts";
import { mapRows, normalSample } from "./draws.ts";

const TESTS = {
  mmdTest,
  "mmdTest by blocks": (...[p, q, options]: Parameters<typeof mmdTest>) =>
    mmdTest(p, q, { ...options, maxRows: 10 }),
  energyTest,
  classifierTest,
} as const;

it.each(Object.entries(TESTS))("%s rejects one law in about 5 % of samples", (_, test) => {
  const runs = 200;
  let rejected = 0;
  for (let run = 0; run < runs; run++) {
    const [p, q] = [normalSample(40, 2, run), normalSample(50, 2, 10_000 + run)];
    if (test(p, q, { permutations: 39, seed: run }).p <= 0.05) rejected++;
  }
  // 10 expected; the chance of more than 20 is under 1 in 500.
  expect(rejected).toBeLessThanOrEqual(20);
});

it.each(Object.entries(TESTS))("%s tells two laws apart", (_, test) => {
  const outcome = test(normalSample(200, 2, 1, 1), normalSample(200, 2, 2), { permutations: 199 });
  expect(outcome.p).toBeLessThanOrEqual(0.01);
  expect(outcome.p).toBeGreaterThan(0);
});

it.each(["mmdTest", "energyTest", "classifierTest"] as const)(
  "%s never gives a p under 1/(draws + 1), and the same for the same seed",
  (name) => {
    const [p, q] = [normalSample(100, 1, 1, 2), normalSample(100, 1, 2)];
    const outcome = TESTS[name](p, q, { permutations: 99, seed: 5 });
    expect(outcome.p).toBe(0.01);
    expect(TESTS[name](p, q, { permutations: 99, seed: 5 })).toEqual(outcome);
  },
);

it("measures the energy distance as 2∫(F−G)², the same by pairs", () => {
  const [a, b] = [
    [0.1, 1.3, 2.2, -0.4],
    [0.5, 2.9, 1.1],
  ];
  // scipy.stats.energy_distance(a, b)**2, SciPy 1.17.1
  expect(energyTest(samples(a!), samples(b!)).effect).toBeCloseTo(0.475, 12);
  const flat = (x: number[]) => samples(x.map((value) => [value, 0]));
  expect(energyTest(flat(a!), flat(b!)).effect).toBeCloseTo(0.475, 6);
});

it("tests energy whatever the unit", () => {
  const tiny = (seed: number, shift: number) =>
    mapRows(normalSample(60, 2, seed, shift), (row) => row.map((value) => 1e-9 * value));
  expect(energyTest(tiny(1, 2), tiny(2, 0), { permutations: 99 }).p).toBe(0.01);
});

it("estimates MMD² without bias: by hand for two points a side", () => {
  // k(0,1) + k(2,4) − ½(k(0,2) + k(0,4) + k(1,2) + k(1,4)) with k = exp(−d²/2)
  const k = (d: number): number => Math.exp((-d * d) / 2);
  expect(mmdTest(samples([0, 1]), samples([2, 4]), { bandwidth: 1 }).value).toBeCloseTo(
    k(1) + k(2) - (k(2) + k(4) + k(1) + k(3)) / 2,
    6,
  );
});

it("gives the area under the curve, ½ without a difference", () => {
  const none = classifierTest(normalSample(2000, 2, 1), normalSample(2000, 2, 2));
  expect(Math.abs(none.effect - 0.5)).toBeLessThan(0.04);
  // Φ(1/√2) = 0.7602 for a shift of 1
  const shifted = classifierTest(normalSample(2000, 2, 1, 1), normalSample(2000, 2, 2));
  expect(Math.abs(shifted.effect - 0.7602)).toBeLessThan(0.04);
  expect(shifted.notes[0]).toMatch(/^balanced accuracy 6\d\.\d % on 1000 and 1000 unseen points$/);
});

it.each(Object.entries(TESTS))("%s refuses samples of different dimensions", (_, test) => {
  expect(() => test(normalSample(9, 2, 1), normalSample(9, 3, 1))).toThrow("p has 2 dimensions and q has 3");
});
