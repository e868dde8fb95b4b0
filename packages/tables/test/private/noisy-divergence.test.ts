import { kl } from "@relent/core";
import { multinomial, normalDraw, random } from "@relent/core/random";
import { describe, expect, it } from "vitest";
import { type NoisyCells, noisyDivergence } from "../../src/private/noisy-divergence.ts";
import { cellsOf } from "./cells-of.ts";

const SETTINGS = { level: 0.95, escape: 1e-4 };
const CELLS = 10;
const THEN = Array.from({ length: CELLS }, () => 1 / CELLS);
/** Half of the cells grow, the others shrink, until the law lies half a bit away. */
const NOW = Array.from({ length: CELLS }, (_, i) => (i % 2 === 0 ? 0.178 : 0.022));
const ROWS = 4000;

const noisyOf = (x: readonly number[], y: readonly number[], vx: number, vy: number): NoisyCells => {
  const [n, m] = [x, y].map((counts) => counts.reduce((a, b) => a + b, 0)) as [number, number];
  // what each cell's difference of shares varies by, over what it would of rows alone: alike for all in a uniform law
  const added = (vx / n ** 2 + vy / m ** 2) * CELLS;
  const effect = (1 / n + 1 / m + added) / (1 / n + 1 / m);
  return {
    set: cellsOf(x, y),
    sizes: { n, m, effect },
    noise: x.map(() => ({ x: vx, y: vy })),
    unit: { current: 1, reference: 1 },
  };
};

/** Shares of pairs whose interval holds D: with the noise known, and with the design effect of equality alone. */
function coverage(now: readonly number[], vx: number, vy: number, pairs: number) {
  const rng = random("coverage");
  const truth = kl(now, THEN, { base: 2 });
  const side = (law: readonly number[], variance: number): number[] =>
    Array.from(multinomial(rng, ROWS, law, new Float64Array(CELLS)), (count) =>
      Math.max(1, Math.round(count + Math.sqrt(variance) * normalDraw(rng))),
    );
  let [held, sum] = [0, 0];
  for (let pair = 0; pair < pairs; pair++) {
    const cells = noisyOf(side(now, vx), side(THEN, vy), vx, vy);
    const { estimate } = noisyDivergence("kl", cells, SETTINGS, "bits");
    if (estimate.low <= truth && truth <= estimate.high) held++;
    sum += estimate.value;
  }
  return { held: held / pairs, bias: sum / pairs - truth };
}

describe("a divergence of noisy counts", () => {
  // 600 pairs of a coverage of 95 %: four standard errors are 3.6 %
  it.each([
    ["alike, both sides noisy", THEN, 400, 400],
    ["half a bit away, both sides noisy", NOW, 400, 400],
    ["half a bit away, current alone noisy", NOW, 400, 0],
    ["half a bit away, the reference alone noisy", NOW, 0, 400],
  ])("has an interval that holds it, of laws %s", (_, now, vx, vy) => {
    const { held, bias } = coverage(now, vx, vy, 600);
    expect(held).toBeGreaterThan(0.914);
    expect(Math.abs(bias)).toBeLessThan(0.01);
  });
  it("is wider away from equality than equality's design effect has it where noise is heavy", () => {
    const [x, y] = [NOW.map((p) => p * ROWS), THEN.map((p) => p * ROWS)];
    const { estimate } = noisyDivergence("kl", noisyOf(x, y, 400, 0), SETTINGS, "bits");
    const plain = noisyDivergence(
      "kl",
      {
        ...noisyOf(x, y, 400, 0),
        noise: x.map(() => ({ x: 0, y: 0 })),
      },
      SETTINGS,
      "bits",
    );
    expect(estimate.standardError).toBeGreaterThan(1.3 * plain.estimate.standardError);
    expect(estimate.high - estimate.low).toBeGreaterThan(1.2 * (plain.estimate.high - plain.estimate.low));
  });
  it("never passes the most that it can be", () => {
    const far = noisyOf([3990, 2, 2, 6, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1, 1, 1, 2, 3990], 400, 400);
    const { estimate } = noisyDivergence("jensenShannon", far, SETTINGS, "bits");
    expect(estimate.high).toBeLessThanOrEqual(1);
    expect(estimate.low).toBeGreaterThan(0.8);
  });
});
