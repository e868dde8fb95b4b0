import { describe, expect, it } from "vitest";
import * as loss from "../../src/loss/index.ts";
import { expectClose } from "./agree.ts";
import { stream } from "./samples.ts";

const normals = (seed: number, n: number): Float64Array => {
  const next = stream(seed);
  return Float64Array.from({ length: n }, () => next() + next() + next() + next() + next() + next() - 3);
};

describe("a fitted temperature", () => {
  const z = normals(3, 4000).map((x) => 2 * x);
  const next = stream(4);
  /** Labels drawn from the softmax of z/3. */
  const labels = Array.from({ length: 1000 }, (_, r) => {
    const p = [0, 1, 2, 3].map((j) => Math.exp(z[4 * r + j]! / 3));
    const u = next() * p.reduce((a, b) => a + b, 0);
    return [p[0]!, p[0]! + p[1]!, p[0]! + p[1]! + p[2]!].filter((edge) => edge < u).length;
  });

  it("finds what the labels were drawn with, to their noise", () => {
    const { temperature, before, after, count } = loss.fitTemperature(z, labels);
    expect(temperature).toBeGreaterThan(2.5);
    expect(temperature).toBeLessThan(3.6);
    expect(count).toBe(1000);
    expect(after).toBeLessThan(before);
    expect(before).toBeCloseTo(loss.crossEntropyLoss(z, labels).value, 12);
    expect(after).toBeCloseTo(loss.crossEntropyLoss(z, labels, { temperature }).value, 12);
  });

  it("is where the derivative by temperature is 0", () => {
    const { temperature } = loss.fitTemperature(z, labels);
    expect(Math.abs(loss.temperatureLoss(z, labels, temperature).grad.temperature[0]!)).toBeLessThan(1e-15);
  });

  it("is 0 where the logits are always right, and Infinity where they tell nothing", () => {
    expect(loss.fitTemperature([2, 0, 0, 1], [0, 1]).temperature).toBe(0);
    expect(loss.fitTemperature([2, 0, 0, 1], [0, 1]).after).toBe(0);
    expect(loss.fitTemperature([2, 0, 2, 0], [0, 1]).temperature).toBe(Number.POSITIVE_INFINITY);
    expect(loss.fitTemperature([2, 0, 2, 0], [0, 1]).after).toBe(Math.LN2);
  });
});

it("finds the noise matrix from sure rows", () => {
  const noise = [0.8, 0.15, 0.05, 0.1, 0.7, 0.2, 0.3, 0.1, 0.6];
  const mixed = [0.4, 0.35, 0.25];
  const z = [...noise, ...mixed].map(Math.log);
  expectClose(loss.estimateNoiseMatrix(z, { cols: 3 }), noise, 1e-14, "noise");
});

describe("a linear layer's cross-entropy", () => {
  const [rows, width, classes] = [19, 6, 23];
  const x = normals(7, rows * width);
  const w = normals(8, classes * width);
  const bias = normals(9, classes);
  const labels = Array.from({ length: rows }, (_, r) => (r === 4 ? -100 : (r * 5) % classes));
  const z = Float64Array.from({ length: rows * classes }, (_, i) => {
    const [r, c] = [Math.floor(i / classes), i % classes];
    let sum = bias[c]!;
    for (let k = 0; k < width; k++) sum += x[r * width + k]! * w[c * width + k]!;
    return sum;
  });

  it.each([
    {},
    { reduction: "sum" },
    { labelSmoothing: 0.1, zLoss: 0.01, softcap: 5 },
    { classWeights: normals(2, classes).map((v) => v * v) },
  ] as const)("is that of the logits it never holds, with %o", (options) => {
    const fused = loss.linearCrossEntropyLoss(x, w, labels, { bias, ...options });
    const plain = loss.crossEntropyLoss(z, labels, options);
    expect(fused.value).toBeCloseTo(plain.value, 12);
    expect(fused.count).toBe(plain.count);
    const dBias = Float64Array.from({ length: classes }, (_, c) =>
      [...plain.grad].reduce((sum, g, i) => (i % classes === c ? sum + g : sum), 0),
    );
    expectClose(fused.grad.bias!, dBias, 1e-13, "bias");
    const dx = Float64Array.from({ length: rows * width }, (_, i) => {
      const [r, k] = [Math.floor(i / width), i % width];
      let sum = 0;
      for (let c = 0; c < classes; c++) sum += plain.grad[r * classes + c]! * w[c * width + k]!;
      return sum;
    });
    expectClose(fused.grad.input, dx, 1e-13, "input");
  });

  it("says how far filtering may have moved a row of the input's gradient", () => {
    const exact = loss.linearCrossEntropyLoss(x, w, labels, { bias });
    expect(exact.filtered + exact.inputErrorBound).toBe(0);
    const rough = loss.linearCrossEntropyLoss(x, w, labels, { bias, gradFilter: 1e-2 });
    expect(rough.filtered).toBeGreaterThan(50);
    expect(rough.value).toBe(exact.value);
    let worst = 0;
    for (let r = 0; r < rows; r++) {
      let sum = 0;
      for (let k = r * width; k < (r + 1) * width; k++)
        sum += (rough.grad.input[k]! - exact.grad.input[k]!) ** 2;
      worst = Math.max(worst, Math.sqrt(sum));
    }
    expect(worst).toBeGreaterThan(0);
    expect(worst).toBeLessThanOrEqual(rough.inputErrorBound);
  });
});

describe("free bits and capacity", () => {
  const [mean, logVariance] = [normals(11, 12).map((m) => 0.5 * m), normals(12, 12).map((l) => 0.3 * l)];
  const kl = mean.map((m, i) => 0.5 * (m * m + Math.exp(logVariance[i]!) - 1 - logVariance[i]!));
  const byDimension = [0, 1, 2].map((d) => (kl[d]! + kl[3 + d]! + kl[6 + d]! + kl[9 + d]!) / 4);

  it("by dimension is the sum of what is above the allowance on average", () => {
    const allowance = (Math.min(...byDimension) + Math.max(...byDimension)) / 2;
    const { value, grad } = loss.freeBitsLoss(mean, logVariance, { rows: 4, allowance });
    expect(value).toBeCloseTo(
      byDimension.reduce((sum, k) => sum + Math.max(allowance, k), 0),
      14,
    );
    for (const [d, k] of byDimension.entries()) expect(grad.mean[d] !== 0).toBe(k > allowance);
  });

  it("with nothing free, and capacity 0 at γ = 1, are the divergence", () => {
    const plain = loss.gaussianKlLoss(mean, logVariance, { rows: 4 });
    for (const form of ["dimension", "sample", "total"] as const) {
      expect(loss.freeBitsLoss(mean, logVariance, { rows: 4, allowance: 0, form }).value).toBeCloseTo(
        plain.value,
        14,
      );
    }
    expect(loss.capacityLoss(mean, logVariance, { rows: 4, gamma: 1 }).value).toBeCloseTo(plain.value, 14);
  });

  it("against another prior is 0 at that prior", () => {
    const { value, grad } = loss.gaussianKlLoss(mean, logVariance, { rows: 4, prior: { mean, logVariance } });
    expect(value).toBe(0);
    expect([...grad.mean, ...grad.logVariance].every((g) => g === 0)).toBe(true);
  });
});

describe("diagnostics of latents", () => {
  it("find a collapsed posterior", () => {
    const { activeUnits, mutualInformation, kl } = loss.latentDiagnostics(
      new Float64Array(20),
      new Float64Array(20),
      { rows: 10 },
    );
    expect(activeUnits).toBe(0);
    expect(mutualInformation[1]).toBeCloseTo(0, 14);
    expect([...kl]).toEqual([0, 0]);
  });

  it("bound the information, which is at most that of the rows", () => {
    const mean = normals(21, 24).map((m) => 2 * m);
    const { activeUnits, mutualInformation } = loss.latentDiagnostics(mean, new Float64Array(24).fill(-2), {
      rows: 12,
    });
    expect(activeUnits).toBe(2);
    expect(mutualInformation[0]).toBeGreaterThan(0.5);
    expect(mutualInformation[0]).toBeLessThanOrEqual(mutualInformation[1]);
    expect(mutualInformation[1]).toBeLessThanOrEqual(Math.log(12));
  });
});

it("schedules grow and stay, or start anew", () => {
  expect([0, 50, 100, 200].map((s) => loss.linearSchedule(s, 100, { from: 1, to: 3 }))).toEqual([1, 2, 3, 3]);
  expectClose(
    [0, 50, 100, 200].map((s) => loss.cosineSchedule(s, 100)),
    [0, 0.5, 1, 1],
    1e-15,
    "cosine",
  );
  expect([0, 25, 50, 99, 100, 125].map((s) => loss.cyclicalSchedule(s, 100))).toEqual([0, 0.5, 1, 1, 0, 0.5]);
  expect(() => loss.linearSchedule(-1, 100)).toThrow("step = -1");
});

it("weights of effective numbers sum to the classes and are never below those of likelier ones", () => {
  for (const beta of [0, 0.9, 0.999, 1 - 1e-12, 1]) {
    const weights = loss.effectiveNumberWeights([1000, 100, 10, 3], { beta });
    expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(4, 12);
    expect([...weights].sort((a, b) => a - b)).toEqual([...weights]);
  }
});
