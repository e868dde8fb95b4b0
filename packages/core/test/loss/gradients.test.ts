import { describe, expect, it } from "vitest";
import { LOSSES } from "../../src/loss/index.ts";
import { gradsOf, type Options, run, sampleOf } from "./samples.ts";

/** Options under which a gradient is not that of the value, by what they are for. */
const HELD_FIXED: Record<string, Options> = {
  policyKlLoss: { gradient: "asWritten" },
  grpoLoss: { klGradient: "forward" },
};

const STEP = 1e-4;

/** A derivative by differences of fourth and of sixth order. */
function slopeAt(x: Float64Array, i: number, value: () => number): number {
  const own = x[i]!;
  const at = (k: number) => {
    x[i] = own + k * STEP;
    const there = value();
    x[i] = own;
    return there;
  };
  return (45 * (at(1) - at(-1)) - 9 * (at(2) - at(-2)) + (at(3) - at(-3))) / (60 * STEP);
}

describe.each(LOSSES)("$name", (record) => {
  it.each([1, 4])("has the gradient that differences of its values show (seed %i)", (seed) => {
    const sample = sampleOf(record, seed, 3, 4);
    const options = HELD_FIXED[record.name] ?? {};
    const { grad, value, count } = run(record, sample, options);
    expect(Number.isFinite(value)).toBe(true);
    expect(count).toBeGreaterThan(0);
    for (const [name, found] of Object.entries(gradsOf(record, grad))) {
      const x = sample.arrays[name] as Float64Array;
      const scale = Math.max(...Array.from(found, Math.abs), 1e-3);
      expect(found.length).toBe(x.length);
      for (let i = 0; i < x.length; i++) {
        const wanted = slopeAt(x, i, () => run(record, sample, options).value);
        expect(Math.abs(found[i]! - wanted) / scale, `${name}[${i}]: ${found[i]} for ${wanted}`).toBeLessThan(
          1e-8,
        );
      }
    }
  });

  it("multiplies the gradient by `upstream` and leaves the value", () => {
    const sample = sampleOf(record, 3, 3, 4);
    const plain = run(record, sample);
    const twice = run(record, sample, { upstream: 2 });
    expect(twice.value).toBe(plain.value);
    const doubled = gradsOf(record, twice.grad);
    for (const [name, found] of Object.entries(gradsOf(record, plain.grad))) {
      for (let i = 0; i < found.length; i++) expect(doubled[name]![i]).toBeCloseTo(2 * found[i]!, 12);
    }
  });
});
