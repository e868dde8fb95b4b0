import { describe, expect, it } from "vitest";
import { logits, probs } from "../../../src/index.ts";
import { random } from "../../../src/random/index.ts";
import { applyCalibrator, fitCalibrators } from "../../../src/score/index.ts";
import { simulate } from "../simulated.ts";

/** Predictions that are too sure by a factor of 2.5, and lean to class 1. */
const distort = (z: Float64Array): void => {
  for (let k = 0; k < z.length; k++) z[k] = z[k]! / 2.5 + (k === 1 ? 0.5 : 0);
};

function saving(
  logs: ArrayLike<number>,
  before: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
): number {
  let sum = 0;
  for (let i = 0; i < labels.length; i++) {
    const at = i * classes + labels[i]!;
    sum += (logs[at]! - before[at]!) / Math.LN2;
  }
  return sum / labels.length;
}

describe("distorted predictions", () => {
  const train = simulate(random("train"), 2000, 3, distort);
  const fresh = simulate(random("fresh"), 20_000, 3, distort);
  const found = fitCalibrators(logits(train.logits, { cols: 3 }), train.labels);
  const unseen = logits(fresh.logits, { cols: 3 });
  const floor = found.trials.find(({ method }) => method === "floor")!;
  const raw = applyCalibrator(
    { ...floor.calibrator, floor: { ...floor.calibrator.floor, weight: 1e-15 } },
    unseen,
  );

  it.each(found.trials.map((trial) => [trial.method, trial] as const))(
    "%s saves on fresh rows what it said, within the interval",
    (_, { saved, calibrator }) => {
      const got = saving(applyCalibrator(calibrator, unseen), raw, fresh.labels, 3);
      expect(got).toBeGreaterThan(saved.low);
      expect(got).toBeLessThan(saved.high);
    },
  );

  it("the best is one that can shift class 1, and what choosing saves is no more than the best's own figure", () => {
    expect(["vector", "dirichlet"]).toContain(found.best);
    const best = found.trials.find(({ method }) => method === found.best)!;
    expect(found.chosen.value).toBeLessThanOrEqual(best.saved.value);
    expect(Object.values(found.choices).reduce((a, b) => a! + b!, 0)).toBe(5);
  });

  it("names the method that is not for three classes", () => {
    expect(found.skipped).toEqual([{ method: "beta", reason: "it is for two classes, not 3" }]);
  });

  it("is the same for the same seed", () => {
    const again = fitCalibrators(logits(train.logits, { cols: 3 }), train.labels);
    expect(again).toEqual(found);
  });
});

it("saves Infinity where a probability of 0 met its label, and says which row", () => {
  const { logits: z, labels } = simulate(random("infinite"), 200, 2);
  z[2 * 17 + labels[17]!] = Number.NEGATIVE_INFINITY;
  const { trials, chosen } = fitCalibrators(logits(z, { cols: 2 }), labels, {
    methods: ["floor", "temperature"],
  });
  const [floor, temperature] = trials;
  expect(floor!.saved.value).toBe(Number.POSITIVE_INFINITY);
  expect(floor!.saved.notes).toEqual(["Infinity in 1 of 200 rows: 17"]);
  expect(chosen.value).toBe(Number.POSITIVE_INFINITY);
  expect(Number.isFinite(temperature!.beyondFloor.value)).toBe(true);
});

it("keeps clusters together, so that copies of a row do not judge themselves", () => {
  const { logits: z, labels } = simulate(random("copies"), 60, 2);
  const copies = 10;
  const clusters = Array.from({ length: 60 * copies }, (_, i) => i % 60);
  const predictions = logits(
    Float64Array.from({ length: 120 * copies }, (_, at) => z[at % 120]!),
    { cols: 2 },
  );
  const repeated = Array.from({ length: 60 * copies }, (_, i) => labels[i % 60]!);
  const options = { methods: ["isotonic"], seed: 2 } as const;
  const apart = fitCalibrators(predictions, repeated, { ...options, clusters }).trials[0]!;
  const mixed = fitCalibrators(predictions, repeated, options).trials[0]!;
  expect(apart.saved.value).toBeLessThan(0);
  expect(mixed.saved.value).toBeGreaterThan(0.05);
});

it("says which methods fit more numbers than the folds leave rows", () => {
  const { logits: z, labels } = simulate(random("few"), 20, 4);
  const { skipped } = fitCalibrators(logits(z, { cols: 4 }), labels, {
    methods: ["temperature", "dirichlet"],
  });
  expect(skipped).toEqual([
    { method: "dirichlet", reason: "it fits 20 numbers, and the folds leave 12 rows for it" },
  ]);
});

describe("predictions rounded to hundredths, as forests give them, with zeros and ones", () => {
  const rounded = (seed: string, rows: number) => {
    const { logits: z, labels } = simulate(random(seed), rows, 2, (row) => {
      for (let k = 0; k < 2; k++) row[k]! /= 2;
    });
    const p = Array.from(labels, (_, i) => Math.round(100 / (1 + Math.exp(z[2 * i]! - z[2 * i + 1]!))) / 100);
    return {
      predictions: probs(
        p.flatMap((x) => [1 - x, x]),
        { cols: 2 },
      ),
      labels,
    };
  };
  const train = rounded("forest", 3000);
  const fresh = rounded("wood", 20_000);
  const found = fitCalibrators(train.predictions, train.labels, { level: 0.99 });
  const floored = applyCalibrator(
    found.trials.find(({ method }) => method === "floor")!.calibrator,
    fresh.predictions,
  );

  it.each(
    found.trials.filter(({ method }) => method !== "floor").map((trial) => [trial.method, trial] as const),
  )(
    "%s saves beyond the floor what it said, on fresh rows that have zeros too",
    (_, { calibrator, beyondFloor }) => {
      const got = saving(applyCalibrator(calibrator, fresh.predictions), floored, fresh.labels, 2);
      expect(got).toBeGreaterThan(beyondFloor.low);
      expect(got).toBeLessThan(beyondFloor.high);
    },
  );

  it("are never left as they are", () => {
    expect(found.best).toBeDefined();
    expect(found.choices.none).toBeUndefined();
  });
});
