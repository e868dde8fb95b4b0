import { describe, expect, it } from "vitest";
import { estimateKl, klBySampling } from "../../src/estimate/index.ts";
import type { Random } from "../../src/random/index.ts";
import { near } from "./fixture.ts";

const exponential = (rate: number) => ({
  sample: (random: Random): number => -Math.log(random.uniform()) / rate,
  logDensity: (x: number): number => Math.log(rate) - rate * x,
});

describe("the door of estimateKl", () => {
  it("leads from two laws to draws, in the unit asked for", () => {
    const [p, q] = [exponential(1), exponential(2)];
    const nats = estimateKl(p, q, { seed: 7, draws: 2000 });
    expect(nats).toEqual(klBySampling(p, q, { seed: 7, draws: 2000 }));
    const bits = estimateKl(p, q, { seed: 7, draws: 2000, base: 2 });
    near(bits.value * Math.LN2, nats.value, 1e-14);
    expect(bits.unit).toBe("bits");
  });
});
