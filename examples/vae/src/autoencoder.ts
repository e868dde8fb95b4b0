import { type Array as JaxArray, numpy } from "@jax-js/jax";
import { elboLoss, freeBitsLoss } from "@relent/core/loss";
import { normalDraw, random } from "@relent/core/random";
import {
  dense,
  fit,
  heWeights,
  type Images,
  type Layers,
  relu,
  type Shapes,
  toArray,
  type Weights,
} from "@relent/example-kit";

/** What the network says of each picture: the logits of its pixels and a Gaussian of its latents. */
export type Said = {
  readonly output: JaxArray;
  readonly mean: JaxArray;
  readonly logVariance: JaxArray;
};

/** Pictures and the standard normal draws that their latents are made with. */
export type Seen = {
  readonly pixels: JaxArray;
  readonly noise: JaxArray;
};

/** A variational autoencoder. */
export interface Autoencoder {
  readonly area: number;
  readonly latents: number;
  readonly shapes: Shapes;
  readonly model: (layers: Layers, seen: Seen) => Said;
  /** The logits of the pixels that latents stand for. */
  readonly decode: (layers: Layers, z: JaxArray) => JaxArray;
}

/** One hidden layer each way. */
export function autoencoder(area: number, latents = 16, hidden = 128): Autoencoder {
  const decode = ({ w3, b3, w4, b4 }: Layers, z: JaxArray) => dense(relu(dense(z, w3!, b3!)), w4!, b4!);
  return {
    area,
    latents,
    shapes: {
      w1: [area, hidden],
      b1: [hidden],
      wm: [hidden, latents],
      bm: [latents],
      wv: [hidden, latents],
      bv: [latents],
      w3: [latents, hidden],
      b3: [hidden],
      w4: [hidden, area],
      b4: [area],
    },
    decode,
    model({ w1, b1, wm, bm, wv, bv, ...decoder }, { pixels, noise }) {
      const inner = relu(dense(pixels, w1!, b1!));
      const mean = dense(inner.ref, wm!, bm!);
      const logVariance = dense(inner, wv!, bv!);
      const z = mean.ref.add(numpy.exp(logVariance.ref.mul(0.5)).mul(noise));
      return { output: decode(decoder, z), mean, logVariance };
    },
  };
}

/** How an autoencoder is trained. */
export interface Course {
  readonly images: Images;
  readonly steps: number;
  readonly seed: number;
  /** The weight of the divergence at a step; 1 when left out. */
  readonly beta?: (step: number) => number;
  /** Nats of each latent that are free; 0 when left out. */
  readonly freeBits?: number;
  readonly onStep?: (step: number, reconstruction: number, kl: number, weights: Weights) => void;
}

/** Trains by the reparameterised evidence lower bound; values passed on are nats per picture. */
export function train(
  net: Autoencoder,
  { images, steps, seed, beta = () => 1, freeBits = 0, onStep }: Course,
): Weights {
  const { area, latents, shapes, model } = net;
  const { pixels, labels } = images;
  const rows = Math.min(128, labels.length);
  const weights = heWeights(shapes, [seed, 1]);
  const stream = random([seed, 2]);
  let step = 0;
  let last = { reconstruction: 0, kl: 0 };
  fit({
    model,
    loss({ output, mean, logVariance }, target: Float32Array) {
      const weight = beta(step);
      const part = elboLoss(output, target, mean, logVariance, { rows, beta: freeBits > 0 ? 0 : weight });
      if (freeBits === 0) {
        last = { reconstruction: part.terms!.reconstruction!, kl: weight > 0 ? part.terms!.kl! / weight : 0 };
        return part;
      }
      const cost = freeBitsLoss(mean, logVariance, { rows, allowance: freeBits });
      last = { reconstruction: part.terms!.reconstruction!, kl: cost.value };
      return {
        value: part.value + weight * cost.value,
        grad: {
          output: part.grad.output,
          mean: cost.grad.mean.map((g, i) => weight * g + part.grad.mean[i]!),
          logVariance: cost.grad.logVariance.map((g, i) => weight * g + part.grad.logVariance[i]!),
        },
      };
    },
    shapes,
    weights,
    steps,
    rate: 2e-3,
    batch() {
      const chosen = new Float32Array(rows * area);
      for (let i = 0; i < rows; i++) {
        const place = stream.integer(labels.length);
        chosen.set(pixels.subarray(place * area, (place + 1) * area), i * area);
      }
      const noise = Float32Array.from({ length: rows * latents }, () => normalDraw(stream));
      return {
        x: { pixels: toArray(chosen, [rows, area]), noise: toArray(noise, [rows, latents]) },
        target: chosen,
      };
    },
    onStep(at) {
      step = at + 1;
      onStep?.(at, last.reconstruction, last.kl, weights);
    },
  });
  return weights;
}
