import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logits, probs } from "../../../src/index.ts";
import { random } from "../../../src/random/index.ts";
import {
  applyCalibrator,
  CALIBRATORS,
  type CalibratorMethod,
  calibratorMap,
  fitCalibrator,
} from "../../../src/score/index.ts";
import { simulate } from "../simulated.ts";

const METHODS = Object.keys(CALIBRATORS) as CalibratorMethod[];

function loss(logs: ArrayLike<number>, labels: ArrayLike<number>, classes: number): number {
  let sum = 0;
  for (let i = 0; i < labels.length; i++) sum -= logs[i * classes + labels[i]!]!;
  return sum / labels.length;
}

const data = fc.integer({ min: 2, max: 4 }).chain((classes) =>
  fc.record({
    classes: fc.constant(classes),
    rows: fc.array(
      fc.record({
        z: fc.array(fc.double({ min: -6, max: 6, noNaN: true }), { minLength: classes, maxLength: classes }),
        label: fc.integer({ min: 0, max: classes - 1 }),
      }),
      { minLength: 12, maxLength: 40 },
    ),
  }),
);

describe.each(METHODS.filter((method) => method !== "floor"))("%s", (method) => {
  it("has a cross-entropy on its own rows that is never above the predictions'", () => {
    fc.assert(
      fc.property(data, ({ classes, rows }) => {
        if (CALIBRATORS[method].binary && classes !== 2) return;
        // One-vs-rest functions are normalised afterwards: no law for more than two classes.
        if (method === "isotonic" && classes > 2) return;
        const predictions = logits(
          rows.flatMap(({ z }) => z),
          { cols: classes },
        );
        const labels = rows.map(({ label }) => label);
        const calibrator = fitCalibrator(method, predictions, labels, { floor: 0 });
        const before = applyCalibrator({ ...calibrator, method: "floor" }, predictions);
        const after = applyCalibrator(calibrator, predictions);
        expect(loss(after, labels, classes)).toBeLessThanOrEqual(loss(before, labels, classes) + 1e-9);
      }),
      { numRuns: 60 },
    );
  });
});

describe.each(METHODS)("%s", (method) => {
  const classes = CALIBRATORS[method].binary ? 2 : 3;

  it("leaves calibrated predictions nearly as they are", () => {
    const { logits: z, labels } = simulate(random("calibrated"), 4000, classes);
    const predictions = logits(z, { cols: classes });
    const calibrator = fitCalibrator(method, predictions, labels);
    const before = applyCalibrator(
      { ...calibrator, method: "floor", floor: { ...calibrator.floor, weight: 1e-12, at: "input" } },
      predictions,
    );
    const after = applyCalibrator(calibrator, predictions);
    let moved = 0;
    after.forEach((log, at) => {
      moved += Math.abs(Math.exp(log) - Math.exp(before[at]!)) / after.length;
    });
    expect(moved).toBeLessThan(method === "isotonic" ? 0.03 : 0.015);
  });

  it("makes every row a distribution without zeros, whatever the predictions", () => {
    const { logits: z, labels } = simulate(random("zeros"), 300, classes);
    const sure = z.map((x, at) => (at % classes === 0 && x < -1 ? Number.NEGATIVE_INFINITY : x));
    const predictions = logits(sure, { cols: classes });
    const calibrator = fitCalibrator(method, predictions, labels);
    const after = applyCalibrator(calibrator, predictions);
    expect(calibrator.floor.weight).toBeGreaterThan(0);
    for (let i = 0; i < 300; i++) {
      const p = after.slice(i * classes, (i + 1) * classes).map(Math.exp);
      expect(Math.min(...p)).toBeGreaterThan(0);
      expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    }
  });
});

describe.each(["floor", "temperature", "beta", "isotonic"] as const)("%s of two classes", (method) => {
  it("is monotone: a larger probability never becomes a smaller one than before", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ p: fc.double({ min: 0, max: 1, noNaN: true }), label: fc.integer({ min: 0, max: 1 }) }),
          {
            minLength: 12,
            maxLength: 40,
          },
        ),
        (rows) => {
          const p = probs(
            rows.flatMap(({ p }) => [1 - p, p]),
            { cols: 2 },
          );
          const map = calibratorMap(
            fitCalibrator(
              method,
              p,
              rows.map(({ label }) => label),
            ),
          );
          let last = -1;
          for (let at = 0; at <= 1; at += 0.02) {
            const row = Float64Array.of(Math.log1p(-at), Math.log(at));
            map(row, 0);
            const now = Math.exp(row[1]!);
            expect(now).toBeGreaterThanOrEqual(last - 1e-12);
            last = now;
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

it("finds the temperature that labels were drawn at", () => {
  const { logits: z, labels } = simulate(random("temperature"), 5000, 3, (row) => {
    for (let k = 0; k < 3; k++) row[k]! /= 2.5;
  });
  const { parameters } = fitCalibrator("temperature", logits(z, { cols: 3 }), labels);
  expect(1 / (parameters["inverse"]![0] as number)).toBeGreaterThan(2.3);
  expect(1 / (parameters["inverse"]![0] as number)).toBeLessThan(2.7);
});
