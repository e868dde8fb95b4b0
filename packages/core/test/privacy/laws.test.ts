import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ACCOUNTANTS,
  approximateDp,
  compose,
  concentratedDp,
  discreteGaussianMechanism,
  discreteLaplaceMechanism,
  explainGuarantee,
  exponentialMechanism,
  gaussianMechanism,
  laplaceMechanism,
  MECHANISMS,
  type PrivacyEvent,
  poissonSubsampledGaussian,
  privacyBounds,
  privacyDelta,
  privacyDeltaBounds,
  privacyEpsilon,
  randomisedResponse,
  renyiPrivacy,
  repeatAndSelect,
  selfCompose,
  solvePrivacy,
  tradeOffCurve,
  treeAggregation,
  withoutReplacementGaussian,
} from "../../src/privacy/index.ts";

/** One event of every mechanism. */
const EVENTS: readonly PrivacyEvent[] = [
  approximateDp(0.3, 1e-7),
  concentratedDp(0.05),
  discreteGaussianMechanism(5.5),
  discreteLaplaceMechanism(4.5, 2),
  exponentialMechanism(0.5),
  gaussianMechanism(3.5),
  laplaceMechanism(3.5),
  poissonSubsampledGaussian(1, 0.05),
  randomisedResponse(0.6, 3),
  repeatAndSelect(gaussianMechanism(4.5), 5),
  treeAggregation(4.5, 7),
  withoutReplacementGaussian(2.5, 100, 5),
];
const named = EVENTS.map((event) => [event.mechanism, event] as const);
const COARSE = { interval: 0.005 };

it("the events are one of every mechanism, and plain JSON", () => {
  expect(named.map(([name]) => name)).toEqual(MECHANISMS.map(({ name }) => name));
  for (const event of EVENTS) expect(JSON.parse(JSON.stringify(event))).toEqual(event);
});

describe.each(named)("%s", (_, event) => {
  it("composed with itself n times is n of it, for every accountant", () => {
    const many = selfCompose(event, 5);
    const listed = compose([event, selfCompose(event, 3), compose([event])]);
    expect(privacyBounds(listed, 1e-5, COARSE)).toEqual(privacyBounds(many, 1e-5, COARSE));
    expect(privacyDeltaBounds(listed, 0.7, COARSE)).toEqual(privacyDeltaBounds(many, 0.7, COARSE));
  });
  it("used n times costs what n that differ in the ninth digit cost, for every accountant", () => {
    const many = privacyBounds(selfCompose(event, 4), 1e-5, COARSE);
    const apart = privacyBounds(
      compose(
        [0, 1, 2, 3].map((k) =>
          JSON.parse(JSON.stringify(event), (_, x: unknown) =>
            typeof x === "number" && !Number.isSafeInteger(x) ? x * (1 + k * 1e-9) : x,
          ),
        ),
      ),
      1e-5,
      COARSE,
    );
    const value = new Map(apart.map((bound) => [bound.accountant, bound.value]));
    // on a coarse grid, which the atoms of four lattices miss
    for (const bound of many)
      expect(Math.abs(value.get(bound.accountant)! / bound.value - 1)).toBeLessThan(0.02);
  });
  it("costs more the oftener it is used, for every accountant", () => {
    const once = new Map(
      privacyBounds(selfCompose(event, 2), 1e-5, COARSE).map((b) => [b.accountant, b.value]),
    );
    const often = privacyBounds(selfCompose(event, 20), 1e-5, COARSE);
    expect(often.length).toBeGreaterThan(0);
    for (const { accountant, value } of often) expect(value).toBeGreaterThan(once.get(accountant) ?? 0);
  });
  it("has bounds from below beneath the exact figure, and those beneath the bounds from above", () => {
    const bounds = privacyBounds(selfCompose(event, 6), 1e-6, COARSE);
    const of = (status: string) => bounds.filter((b) => b.status === status).map(({ value }) => value);
    const least = Math.min(...of("exact"), ...of("upper"));
    for (const low of of("lower")) expect(low).toBeLessThanOrEqual(least * (1 + 1e-9));
    for (const exact of of("exact"))
      for (const high of of("upper")) expect(exact).toBeLessThanOrEqual(high * (1 + 1e-9));
  });
  it("has a Rényi divergence that grows with the order and adds under composition", () => {
    const at = (order: number, one: PrivacyEvent = event) => renyiPrivacy(one, order).value;
    expect(at(1)).toBeLessThanOrEqual(at(1.5) * (1 + 1e-12));
    expect(at(1.5)).toBeLessThanOrEqual(at(20) * (1 + 1e-12));
    if (at(3) < Infinity) expect(at(3, selfCompose(event, 7)) / at(3)).toBeCloseTo(7, 10);
  });
  it("is explained with its standing", () => {
    const told = explainGuarantee(event, 1e-5);
    expect(told.sentences).toHaveLength(4);
    expect(told.sentences.join(" ")).toContain(event.adjacency);
    expect(["exact", "upper"]).toContain(told.status);
  });
});

it("the exact ε lies within the grid's bounds on 10 random settings", () => {
  const setting = fc.record({
    sigma: fc.double({ min: 0.6, max: 4, noNaN: true }),
    rate: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
    steps: fc.integer({ min: 300, max: 3000 }),
    depth: fc.double({ min: 3, max: 30, noNaN: true }),
  });
  fc.assert(
    fc.property(setting, ({ sigma, rate, steps, depth }) => {
      const event = selfCompose(poissonSubsampledGaussian(sigma, rate), steps);
      const at = (accountant: string, options = {}) =>
        privacyEpsilon(event, 10 ** -depth, { accountant, ...options }).value;
      const exact = at("contour");
      const interval = Math.max(1e-4, exact / 20000);
      expect(at("optimistic", { interval })).toBeLessThanOrEqual(exact + 1e-9);
      expect(at("pessimistic", { interval })).toBeGreaterThanOrEqual(exact - 1e-9);
      expect(at("renyi")).toBeGreaterThanOrEqual(exact);
    }),
    { numRuns: 10 },
  );
});

it("ε falls with noise and δ and grows with rate and steps; δ and ε are inverse", () => {
  const more = fc.double({ min: 1.05, max: 2, noNaN: true });
  const setting = fc.record({
    sigma: fc.double({ min: 0.8, max: 3, noNaN: true }),
    rate: fc.double({ min: 0.05, max: 0.3, noNaN: true }),
    steps: fc.integer({ min: 300, max: 2000 }),
    delta: fc.constantFrom(1e-4, 1e-6, 1e-12, 1e-30),
    more,
  });
  const epsilon = (sigma: number, rate: number, steps: number, delta: number) =>
    privacyEpsilon(selfCompose(poissonSubsampledGaussian(sigma, rate), steps), delta).value;
  fc.assert(
    fc.property(setting, ({ sigma, rate, steps, delta, more: k }) => {
      const base = epsilon(sigma, rate, steps, delta);
      expect(epsilon(sigma * k, rate, steps, delta)).toBeLessThan(base);
      expect(epsilon(sigma, rate * k, steps, delta)).toBeGreaterThan(base);
      expect(epsilon(sigma, rate, Math.ceil(steps * k), delta)).toBeGreaterThan(base);
      expect(epsilon(sigma, rate, steps, delta * k)).toBeLessThan(base);
      const back = privacyDelta(selfCompose(poissonSubsampledGaussian(sigma, rate), steps), base).value;
      expect(Math.abs(back / delta - 1)).toBeLessThan(1e-8);
    }),
    { numRuns: 8 },
  );
});

it("each of the five figures of a run is found from the other four", () => {
  const run = { noiseMultiplier: 1.2, samplingRate: 0.02, steps: 500, delta: 1e-6 };
  const { epsilon } = solvePrivacy(run);
  const whole = { ...run, epsilon };
  for (const key of ["noiseMultiplier", "samplingRate", "delta"] as const) {
    const { [key]: want, ...rest } = whole;
    expect(Math.abs(solvePrivacy(rest)[key] / want - 1)).toBeLessThan(1e-9);
  }
  const { steps: _, ...rest } = { ...whole, epsilon: epsilon * (1 + 1e-9) };
  expect(solvePrivacy(rest).steps).toBe(500);
});

describe("adjacencies", () => {
  it("that a mechanism does not cover are refused with the way out", () => {
    const wrong = { ...poissonSubsampledGaussian(1, 0.1), adjacency: "replace-one" } as PrivacyEvent;
    expect(() => privacyEpsilon(wrong, 1e-5)).toThrow(/withoutReplacementGaussian/);
    const other = { ...withoutReplacementGaussian(1, 10, 2), adjacency: "add-remove" } as PrivacyEvent;
    expect(() => selfCompose(other, 3)).toThrow(/poissonSubsampledGaussian/);
    const answer = { ...randomisedResponse(0.7), adjacency: "add-remove" } as PrivacyEvent;
    expect(() => renyiPrivacy(answer, 2)).toThrow(/replace-one/);
  });
  it("that differ are not composed", () => {
    expect(() => compose([gaussianMechanism(1), randomisedResponse(0.7)])).toThrow(
      /half the noise multiplier/,
    );
    expect(() => compose([gaussianMechanism(1), gaussianMechanism(1, "replace-one")])).toThrow(
      /one adjacency/,
    );
  });
});

describe("what is not allowed", () => {
  it.each([
    ["noise of 0", () => gaussianMechanism(0), /noiseMultiplier = 0/],
    ["a rate above 1", () => poissonSubsampledGaussian(1, 1.5), /samplingRate = 1.5/],
    ["half a use", () => selfCompose(gaussianMechanism(1), 0.5), /count = 0.5/],
    ["no events", () => compose([]), /at least one/],
    [
      "a mechanism of another name",
      () => privacyEpsilon({ mechanism: "magic", adjacency: "add-remove" } as never, 0.1),
      /magic/,
    ],
    [
      "an accountant of another name",
      () => privacyEpsilon(gaussianMechanism(1), 0.1, { accountant: "x" }),
      /must be one of/,
    ],
    [
      "an accountant that does not apply",
      () => privacyEpsilon(laplaceMechanism(1), 0.1, { accountant: "contour" }),
      /it covers/,
    ],
    ["δ above 1", () => privacyEpsilon(gaussianMechanism(1), 2), /delta = 2/],
    ["ε below 0", () => privacyDelta(gaussianMechanism(1), -1), /epsilon = -1/],
    ["order below 1", () => renyiPrivacy(gaussianMechanism(1), 0.5), /order = 0.5/],
    ["two unknowns", () => solvePrivacy({ steps: 5 }), /exactly one/],
  ])("%s", (_, call, message) => {
    expect(call).toThrow(message as RegExp);
  });
});

it("infinity is an answer", () => {
  expect(privacyEpsilon(gaussianMechanism(1), 0).value).toBe(Infinity);
  expect(privacyEpsilon(approximateDp(1, 1e-3), 1e-6).value).toBe(Infinity);
  expect(privacyEpsilon(selfCompose(approximateDp(1, 1e-6), 100), 1e-5).value).toBe(Infinity);
  expect(privacyEpsilon(randomisedResponse(1), 0.1).value).toBe(Infinity);
  expect(renyiPrivacy(approximateDp(1, 1e-3), 2).value).toBe(Infinity);
});

it("no use costs nothing", () => {
  expect(privacyEpsilon(selfCompose(gaussianMechanism(1), 0), 1e-9).value).toBe(0);
  expect(privacyEpsilon(selfCompose(laplaceMechanism(1), 0), 0).value).toBe(0);
});

it("the trade-off curve falls from 1 − δ and is convex", () => {
  const event = selfCompose(poissonSubsampledGaussian(1, 0.05), 200);
  const curve = tradeOffCurve(event, [0, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1]).map(
    (point) => point.falseNegativeRate,
  );
  expect(curve[0]).toBeLessThanOrEqual(1);
  expect(curve.at(-1)).toBe(0);
  for (let i = 1; i < curve.length; i++) expect(curve[i]!).toBeLessThanOrEqual(curve[i - 1]!);
});

it("the names of accountants are different", () => {
  expect(new Set(ACCOUNTANTS.map(({ name }) => name)).size).toBe(ACCOUNTANTS.length);
});
