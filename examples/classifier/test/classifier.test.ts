import { crossEntropyLoss } from "@relent/core/loss";
import { accuracy, convolutional, digits, logitsOf, ready } from "@relent/example-kit";
import { beforeAll, describe, expect, it } from "vitest";
import { againstImbalance, againstNoise } from "../src/contests.ts";
import { classCounts, mislabel, unbalance } from "../src/hardships.ts";
import { train } from "../src/train.ts";

beforeAll(ready);

const images = digits(400, 1);

describe("wrong labels", () => {
  it("come in the share that was asked for, and are never the right one by chance", () => {
    const noisy = mislabel(images, 0.4, 2);
    const wrong = noisy.labels.filter((label, i) => label !== images.labels[i]).length;
    expect(wrong / 400).toBeCloseTo(0.4, 1);
    expect(mislabel(images, 1, 2).labels.some((label, i) => label === images.labels[i])).toBe(false);
  });
});

describe("imbalance", () => {
  it("leaves ever fewer pictures of each next class", () => {
    const counts = classCounts(unbalance(images, 10, 3));
    for (let c = 1; c < counts.length; c++) expect(counts[c]).toBeLessThanOrEqual(counts[c - 1]!);
    expect(counts[0]! / counts[9]!).toBeGreaterThan(5);
  });
});

describe("the network", () => {
  it("learns digits with every loss of both contests: each ends lower than it began", () => {
    const net = convolutional(8, 10, 4);
    const noisy = mislabel(images, 0.2, 2);
    const counts = classCounts(images);
    for (const { name, loss } of [...againstNoise(10, 0.2), ...againstImbalance(counts)]) {
      const losses: number[] = [];
      train(net, {
        images: noisy,
        loss,
        epochs: 4,
        seed: 1,
        batch: 40,
        onEpoch: (_, value) => losses.push(value),
      });
      expect(losses.at(-1), name).toBeLessThan(losses[0]!);
    }
  });

  it("names most unseen digits rightly after a short course", () => {
    const net = convolutional(8, 10, 8);
    const weights = train(net, { images, loss: crossEntropyLoss, epochs: 15, seed: 1, batch: 50 });
    const unseen = digits(200, 7);
    expect(accuracy(logitsOf(net, weights, unseen), unseen)).toBeGreaterThan(0.7);
  });
});
