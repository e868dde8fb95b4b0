import { digits, ready } from "@relent/example-kit";
import { beforeAll, describe, expect, it } from "vitest";
import { autoencoder, train } from "../src/autoencoder.ts";
import { dream, judge } from "../src/judge.ts";

beforeAll(ready);

describe("the variational autoencoder", () => {
  const images = digits(300, 1);
  const unseen = digits(100, 2);
  const net = autoencoder(64, 6, 32);

  it("raises its bound on unseen digits, and its parts add up to it", () => {
    const early = judge(net, train(net, { images, steps: 2, seed: 1 }), unseen);
    const late = judge(net, train(net, { images, steps: 150, seed: 1 }), unseen);
    expect(late.elbo).toBeGreaterThan(early.elbo + 5);
    expect(late.reconstruction + late.divergence).toBeCloseTo(-late.elbo, 8);
  });

  it("uses its latents with free bits and gives them up under a heavy weight", () => {
    const free = judge(net, train(net, { images, steps: 150, seed: 1, freeBits: 0.5 }), unseen).diagnose();
    const heavy = judge(net, train(net, { images, steps: 150, seed: 1, beta: () => 20 }), unseen).diagnose();
    expect(free.activeUnits).toBe(6);
    expect(heavy.kl.reduce((a, b) => a + b, 0)).toBeLessThan(0.2);
    expect(free.mutualInformation[0]).toBeGreaterThan(heavy.mutualInformation[1]);
  });

  it("decodes pictures of shares between 0 and 1 from random latents", () => {
    const pictures = dream(net, train(net, { images, steps: 20, seed: 1 }), 5, 3);
    expect(pictures).toHaveLength(5 * 64);
    expect(pictures.every((share) => share > 0 && share < 1)).toBe(true);
  });
});
