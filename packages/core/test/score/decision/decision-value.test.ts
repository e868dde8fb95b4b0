import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { probs } from "../../../src/index.ts";
import { decisionValue, netBenefit } from "../../../src/score/index.ts";

/** An umbrella costs 1, getting wet 10. */
const UMBRELLA = [
  [0, 10],
  [1, 1],
];
const two = (p: readonly number[]) =>
  probs(
    p.flatMap((x) => [1 - x, x]),
    { cols: 2 },
  );

describe("the value of decisions", () => {
  it("is what the best action under each forecast costs, beside one action for all and beside knowing", () => {
    const found = decisionValue(two([0.05, 0.05, 0.5, 0.9]), [0, 1, 0, 1], UMBRELLA);
    // No umbrella, no umbrella (wet), umbrella, umbrella.
    expect(found.cost.value).toBe((0 + 10 + 1 + 1) / 4);
    expect(found.actions).toEqual([2, 2]);
    expect(found.baseAction).toBe(1);
    expect(found.baseCost.value).toBe(1);
    expect(found.perfectCost.value).toBe((0 + 1 + 0 + 1) / 4);
    expect(found.saved.value).toBe(-2);
    expect(found.relative).toBe(-4);
  });

  it("of perfect forecasts is all that can be saved, of one forecast for all nothing", () => {
    const labels = [0, 1, 1, 0, 0, 0];
    const perfect = decisionValue(two(labels), labels, UMBRELLA);
    expect(perfect.relative).toBeCloseTo(1, 12);
    const base = decisionValue(two(labels.map(() => 1 / 3)), labels, UMBRELLA);
    expect(base.saved.value).toBe(0);
    expect(base.relative).toBe(0);
  });

  it("has no share of nothing: where one action is best for all labels", () => {
    const found = decisionValue(
      two([0.2, 0.8]),
      [0, 1],
      [
        [1, 1],
        [2, 3],
      ],
    );
    expect(found.relative).toBeUndefined();
  });

  it("takes the first of equal actions, whatever rounding makes of their costs", () => {
    expect(decisionValue(two([0.1, 0.1]), [0, 0], UMBRELLA).actions).toEqual([2, 0]);
  });

  it("lies between what knowing costs and the dearest action", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 1 })), {
          minLength: 2,
          maxLength: 12,
        }),
        (rows) => {
          const found = decisionValue(
            two(rows.map(([p]) => p)),
            rows.map(([, y]) => y),
            UMBRELLA,
          );
          expect(found.cost.value).toBeGreaterThanOrEqual(found.perfectCost.value);
          expect(found.cost.value).toBeLessThanOrEqual(10);
          expect(found.perfectCost.value).toBeLessThanOrEqual(found.baseCost.value);
          expect(found.saved.value).toBeCloseTo(found.baseCost.value - found.cost.value, 12);
        },
      ),
    );
  });

  it.each<[string, () => unknown, string]>([
    ["one action", () => decisionValue(two([0.1]), [0], [[0, 1]]), "costs has 1 actions"],
    ["a cost too few", () => decisionValue(two([0.1]), [0], [[0, 1], [0]]), "costs[1] has 1 entries"],
    [
      "an infinite cost",
      () =>
        decisionValue(
          two([0.1]),
          [0],
          [
            [0, 1],
            [0, Number.POSITIVE_INFINITY],
          ],
        ),
      "costs[1][1] = Infinity",
    ],
  ])("refuses %s", (_, act, message) => {
    expect(act).toThrow(message);
  });
});

describe("net benefit", () => {
  const forecasts = [0.9, 0.7, 0.4, 0.2, 0.1];
  const labels = [1, 0, 1, 0, 0];

  it("is true positives less false positives at the odds of the threshold, a row", () => {
    const [low, high] = netBenefit(forecasts, labels, [0.25, 0.6]);
    expect(low!.model.value).toBeCloseTo(2 / 5 - (1 / 5) * (0.25 / 0.75), 12);
    expect(low!.all.value).toBeCloseTo(2 / 5 - (3 / 5) * (0.25 / 0.75), 12);
    expect(low!.gain.value).toBeCloseTo(low!.model.value - low!.all.value, 12);
    expect(high!.model.value).toBeCloseTo(1 / 5 - (1 / 5) * 1.5, 12);
    // Acting on all has a negative benefit there: the gain is over acting on none.
    expect(high!.all.value).toBeLessThan(0);
    expect(high!.gain.value).toBe(high!.model.value);
  });

  it("is the negative cost of the same decisions, shifted by what knowing nothing costs", () => {
    const t = 0.25;
    const costs = [
      [0, 1],
      [t / (1 - t), 0],
    ];
    const { cost } = decisionValue(two(forecasts), labels, costs);
    const [benefit] = netBenefit(forecasts, labels, [t]);
    expect(benefit!.model.value).toBeCloseTo(2 / 5 - cost.value, 12);
  });

  it.each([
    [() => netBenefit([1.5], [1], [0.5]), "forecasts[0] = 1.5"],
    [() => netBenefit([0.5], [1], [1]), "thresholds[0] = 1"],
    [() => netBenefit([0.5], [2], [0.5]), "label[0] = 2"],
  ])("refuses what has no meaning", (act, message) => {
    expect(act).toThrow(message);
  });
});
