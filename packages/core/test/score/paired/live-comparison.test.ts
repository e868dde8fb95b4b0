import { describe, expect, it } from "vitest";
import { perUnit } from "../../../src/estimate/index.ts";
import { normalDraw, random } from "../../../src/random/index.ts";
import { liveComparison, resumeLiveComparison } from "../../../src/score/index.ts";

const loss = (rng: ReturnType<typeof random>, mean: number): number => Math.abs(mean + 0.5 * normalDraw(rng));

describe("a live comparison", () => {
  it("finds the better one, and its interval holds the difference", () => {
    const rng = random("live");
    const live = liveComparison({ most: 5, interval: "empirical-bernstein" });
    for (let i = 0; i < 3000; i++) live.add(loss(rng, 1.5), loss(rng, 2));
    const { verdict, low, high, difference, pWorse } = live.look();
    expect(verdict).toBe("A is better");
    expect(pWorse.b).toBeLessThan(0.025);
    expect(pWorse.a).toBe(1);
    expect(low).toBeLessThan(difference);
    expect(high).toBeLessThan(0);
  });

  it("decides between equals in at most as many runs as its level lets it, looked at after every pair", () => {
    let decided = 0;
    const runs = 150;
    for (let run = 0; run < runs; run++) {
      const rng = random([run, 4]);
      const live = liveComparison({ most: 3, level: 0.9, interval: "empirical-bernstein" });
      for (let i = 0; i < 150; i++) live.add(loss(rng, 1), loss(rng, 1));
      if (live.look().verdict !== "undecided") decided++;
    }
    expect(decided / runs).toBeLessThanOrEqual(0.13);
  });

  it("bounds infinite losses, and says how many", () => {
    const live = liveComparison({ most: 8 });
    live.add(Number.POSITIVE_INFINITY, 1);
    live.add(1, 9);
    const { difference, bounded, notes } = live.look();
    expect(difference).toBe((7 - 7) / 2);
    expect(bounded).toEqual({ a: 1, b: 1 });
    expect(notes).toEqual(["losses above 8 count as 8: 1 of A and 1 of B in 2 pairs"]);
  });

  it("goes on from its saved state as if it had never stopped", () => {
    const rng = random("state");
    const pairs = Array.from({ length: 60 }, () => [loss(rng, 1), loss(rng, 2)] as const);
    const whole = liveComparison();
    for (const [a, b] of pairs) whole.add(a, b);
    let stopped = liveComparison();
    for (const [i, [a, b]] of pairs.entries()) {
      if (i === 30) stopped = resumeLiveComparison(JSON.parse(JSON.stringify(stopped.state())));
      stopped.add(a, b);
    }
    expect(stopped.look()).toEqual(whole.look());
  });

  it("takes units of several rows through perUnit", () => {
    const live = liveComparison();
    const documents = perUnit<[a: number, b: number]>(live);
    documents.add("first", 1, 3);
    documents.add("first", 2, 4);
    documents.add("second", 1, 1);
    documents.end();
    expect(live.look()).toMatchObject({ n: 2, difference: -1 });
  });

  it.each([
    [() => liveComparison({ most: Number.POSITIVE_INFINITY }), "most = Infinity"],
    [() => liveComparison().add(-1, 0), "a[0] = -1; a loss must be a number ≥ 0"],
    [() => liveComparison().add(1, Number.NaN), "b[0] = NaN"],
  ])("refuses what has no meaning", (act, message) => {
    expect(act).toThrow(message);
  });
});
