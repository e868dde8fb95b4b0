import type { Batch } from "@relent/core";
import type { LossResult } from "@relent/core/loss";
import { random, type Seed } from "@relent/core/random";
import {
  fit,
  heWeights,
  type Images,
  type Network,
  order,
  shifted,
  toArray,
  type Weights,
} from "@relent/example-kit";

/** A loss of logits with labels. */
export type LabelLoss = (logits: Batch, labels: Int32Array) => LossResult;

/** How long and on what a network is trained. */
export interface Course {
  readonly images: Images;
  readonly loss: LabelLoss;
  readonly epochs: number;
  readonly seed: Seed;
  readonly batch?: number;
  /** By how much of a pixel pictures are moved at most each time they are seen; 0 when left out. */
  readonly shift?: number;
  readonly onEpoch?: (epoch: number, loss: number, weights: Weights) => void;
}

/** Weights of the network after a course of training. */
export function train({ shapes, model }: Network, course: Course): Weights {
  const { images, loss, epochs, seed, onEpoch } = course;
  const n = images.labels.length;
  const batch = Math.min(n, course.batch ?? 128);
  const perEpoch = Math.floor(n / batch);
  const weights = heWeights(shapes, [seed as number, 1]);
  const stream = random([seed as number, 2]);
  let places = order(n, [seed as number, 3]);
  let sum = 0;
  fit({
    model,
    loss: (logits, labels: Int32Array) => {
      const { value, grad } = loss(logits, labels);
      return { value, grad };
    },
    shapes,
    weights,
    steps: epochs * perEpoch,
    rate: 4e-3,
    decay: 0.02,
    batch(step) {
      const at = step % perEpoch;
      if (at === 0) places = order(n, [seed as number, 4, step]);
      const chosen = places.subarray(at * batch, (at + 1) * batch);
      return {
        x: toArray(
          shifted(images, chosen, course.shift ?? 0, () => stream.uniform()),
          [batch, images.size, images.size, 1],
        ),
        target: Int32Array.from(chosen, (place) => images.labels[place]!),
      };
    },
    onStep(step, value) {
      sum += value;
      if ((step + 1) % perEpoch === 0) {
        onEpoch?.((step + 1) / perEpoch - 1, sum / perEpoch, weights);
        sum = 0;
      }
    },
  });
  return weights;
}
