import { describe, expect, it } from "vitest";
import { estimateKl, klBySampling, klFromSamples, samples } from "../../src/estimate/index.ts";
import { normalDraw, type Random, random } from "../../src/random/index.ts";
import { near } from "./fixture.ts";

const exponential = (rate: number) => ({
  sample: (random: Random): number => -Math.log(random.uniform()) / rate,
  logDensity: (x: number): number => Math.log(rate) - rate * x,
});

describe("the door of estimateKl", () => {
  it("leads from two samples to spacings and neighbours, in the unit asked for", () => {
    const rng = random("door");
    const draws = (shift: number) => samples(Array.from({ length: 60 }, () => shift + normalDraw(rng)));
    const [p, q] = [draws(0), draws(1)];
    const nats = estimateKl(p, q);
    expect(nats).toEqual(klFromSamples(p, q));
    const bits = estimateKl(p, q, { base: 2 });
    for (const key of ["value", "low", "high", "standardError", "bias"] as const) {
      near(bits[key]! * Math.LN2, nats[key]!, 1e-14);
    }
    near(bits.gaussian!.value * Math.LN2, nats.gaussian!.value, 1e-14);
    expect([nats.unit, bits.unit, bits.gaussian!.unit]).toEqual(["nats", "bits", "bits"]);
    expect(() => estimateKl(p as never, [1, 2])).toThrow(
      /samples against counts; both sides must be of one kind/,
    );
  });

  it("leads from two laws to draws, in the unit asked for", () => {
    const [p, q] = [exponential(1), exponential(2)];
    const nats = estimateKl(p, q, { seed: 7, draws: 2000 });
    expect(nats).toEqual(klBySampling(p, q, { seed: 7, draws: 2000 }));
    const bits = estimateKl(p, q, { seed: 7, draws: 2000, base: 2 });
    near(bits.value * Math.LN2, nats.value, 1e-14);
    expect(bits.unit).toBe("bits");
  });
});
