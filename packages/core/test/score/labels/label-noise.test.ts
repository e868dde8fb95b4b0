import { describe, expect, it } from "vitest";
import { logits, probs } from "../../../src/index.ts";
import { random } from "../../../src/random/index.ts";
import { collectSuspects, labelNoise, NOISE_METHODS, suspectLabels } from "../../../src/score/index.ts";
import { draw, simulate } from "../simulated.ts";

const TRUE_NOISE = [
  [0.9, 0.1, 0],
  [0.02, 0.95, 0.03],
  [0.2, 0, 0.8],
];

/** Calibrated forecasts, sharp enough to know most classes, whose labels then go wrong. */
function noisy(
  seed: number | string,
  rows: number,
  sharp = 4,
  noise: readonly (readonly number[])[] = TRUE_NOISE,
) {
  const rng = random(seed);
  const { logits: z, labels: truth } = simulate(rng, rows, 3, () => {});
  const sharpened = z.map((x) => sharp * x);
  // Truth drawn from the sharpened forecasts themselves, so that those are calibrated.
  for (let i = 0; i < rows; i++) {
    const row = sharpened.subarray(3 * i, 3 * i + 3);
    const most = Math.max(...row);
    const total = Math.log(row.reduce((sum, x) => sum + Math.exp(x - most), 0)) + most;
    truth[i] = draw(
      rng,
      row.map((x) => x - total),
    );
  }
  const given = truth.map((label) => draw(rng, noise[label]!.map(Math.log)));
  return { predictions: logits(sharpened, { cols: 3 }), truth, given };
}

describe("the noise of labels", () => {
  it("is found again from forecasts that are calibrated for the truth", () => {
    const { predictions, truth, given } = noisy("matrix", 6000);
    const found = labelNoise(predictions, given);
    found.matrix.forEach((row, j) => {
      row.forEach((share, y) => {
        expect(Math.abs(share - TRUE_NOISE[j]![y]!)).toBeLessThan(0.03);
      });
    });
    const wrong = given.reduce((sum, y, i) => sum + (y === truth[i] ? 0 : 1), 0) / 6000;
    expect(found.wrong.low).toBeLessThan(wrong);
    expect(found.wrong.high).toBeGreaterThan(wrong);
  });

  it("has an interval that holds the share of wrong labels", () => {
    let covered = 0;
    for (let seed = 0; seed < 60; seed++) {
      const { predictions, given } = noisy(seed, 400);
      const { low, high } = labelNoise(predictions, given).wrong;
      // Classes are equally frequent: (0.1 + 0.05 + 0.2)/3.
      if (low <= 0.35 / 3 && 0.35 / 3 <= high) covered++;
    }
    expect(covered / 60).toBeGreaterThan(0.85);
  });

  it("of right labels is next to none", () => {
    const { predictions, truth } = noisy("right", 3000);
    expect(labelNoise(predictions, truth).wrong.value).toBeLessThan(0.01);
  });

  it("by confident rows comes near from sharp forecasts, and names its own assumption", () => {
    const { predictions, given } = noisy("confident", 6000, 12);
    const found = labelNoise(predictions, given, { method: "confident" });
    found.matrix.forEach((row, j) => {
      row.forEach((share, y) => {
        expect(Math.abs(share - TRUE_NOISE[j]![y]!)).toBeLessThan(0.05);
      });
    });
    expect(found.assumptions).toContain(NOISE_METHODS.confident.assumption);
  });

  it("counts a weight as that many rows", () => {
    const p = [0.9, 0.1, 0.3, 0.7, 0.8, 0.2];
    const once = labelNoise(probs(p, { cols: 2 }), [0, 1, 1], { weights: [2, 2, 2] });
    const twice = labelNoise(probs([...p, ...p], { cols: 2 }), [0, 1, 1, 0, 1, 1]);
    expect(once.wrong.value).toBeCloseTo(twice.wrong.value, 10);
  });

  it("has rows that are distributions, and a joint of all rows", () => {
    const { predictions, given } = noisy("sums", 300);
    for (const method of ["likelihood", "confident"] as const) {
      const { matrix, joint } = labelNoise(predictions, given, { method });
      for (const row of matrix) expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
      expect(joint.flat().reduce((a, b) => a + b, 0)).toBeCloseTo(300, 8);
    }
  });

  it.each([
    [() => labelNoise(probs([1, 0], { cols: 2 }), [2]), "label[0] = 2"],
    [() => labelNoise(probs([1, 0], { cols: 2 }), [0], { prior: -1 }), "prior = -1"],
    [() => labelNoise(probs([1, 0], { cols: 2 }), [0], { method: "guess" as "confident" }), "method = guess"],
  ])("refuses what has no meaning", (act, message) => {
    expect(act).toThrow(message);
  });
});

describe("the labels likeliest wrong", () => {
  const { predictions, truth, given } = noisy("suspects", 3000);
  const noise = labelNoise(predictions, given);

  it("are mostly wrong, as often as their posteriors say, and the suggested class is the true one", () => {
    const suspects = suspectLabels(predictions, given, noise, 200);
    const wrong = suspects.filter(({ row }) => given[row] !== truth[row]);
    const said = suspects.reduce((sum, suspect) => sum + suspect.wrong, 0) / suspects.length;
    expect(said).toBeGreaterThan(0.9);
    expect(Math.abs(wrong.length / suspects.length - said)).toBeLessThan(0.06);
    const right = wrong.filter(({ row, suggested }) => truth[row] === suggested);
    expect(right.length / wrong.length).toBeGreaterThan(0.95);
  });

  it("come in order of their posterior", () => {
    const suspects = suspectLabels(predictions, given, noise, 50);
    for (let i = 1; i < suspects.length; i++)
      expect(suspects[i]!.wrong).toBeLessThanOrEqual(suspects[i - 1]!.wrong);
  });

  it("are the same from a stream, in whatever order the rows come", () => {
    const whole = suspectLabels(predictions, given, noise, 30);
    const collector = collectSuspects(noise, 30);
    const logs = new Float64Array(3);
    for (let i = 2999; i >= 0; i--) {
      for (let k = 0; k < 3; k++) logs[k] = predictions.data[3 * i + k]!;
      const total = Math.log(logs.reduce((sum, x) => sum + Math.exp(x), 0));
      collector.add(
        i,
        logs.map((x) => x - total),
        given[i]!,
      );
    }
    expect(collector.suspects().map(({ row }) => row)).toEqual(whole.map(({ row }) => row));
  });

  it("have an infinite surprisal where the forecast called the label impossible", () => {
    const [suspect] = suspectLabels(
      probs([1, 0], { cols: 2 }),
      [1],
      {
        matrix: [
          [0.9, 0.1],
          [0.1, 0.9],
        ],
      },
      5,
    );
    expect(suspect).toEqual({
      row: 0,
      given: 1,
      suggested: 0,
      surprisal: Number.POSITIVE_INFINITY,
      wrong: 1,
    });
  });
});
