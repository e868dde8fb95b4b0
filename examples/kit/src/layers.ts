import { type Array as JaxArray, nn, numpy } from "@jax-js/jax";
import { normalDraw, random, type Seed } from "@relent/core/random";
import type { Weights } from "./adam.ts";

/** The shape of each parameter of a network. */
export type Shapes = Readonly<Record<string, readonly number[]>>;

/** Parameters on their way through jax-js. */
export type Layers = Readonly<Record<string, JaxArray>>;

const area = (shape: readonly number[]) => shape.reduce((all, side) => all * side, 1);

/** Weights drawn at the scale that keeps a ReLU network's signals (He et al. 2015); biases, of one axis, start at 0. */
export function heWeights(shapes: Shapes, seed: Seed): Readonly<Record<string, Float32Array>> {
  const stream = random(seed);
  const make = (shape: readonly number[]) => {
    const scale = shape.length < 2 ? 0 : Math.sqrt((2 * shape.at(-1)!) / area(shape));
    return Float32Array.from({ length: area(shape) }, () => scale * normalDraw(stream));
  };
  return Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, make(shape)]));
}

/** Typed arrays as arrays of jax-js. */
export function toLayers(weights: Weights, shapes: Shapes): Layers {
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [
      name,
      numpy.array(Float32Array.from(weights[name]!)).reshape([...shape]),
    ]),
  );
}

/** Rows of numbers times a matrix, plus a bias. */
export function dense(x: JaxArray, weight: JaxArray, bias: JaxArray): JaxArray {
  return numpy.matmul(x, weight).add(bias);
}

/** 3×3 convolution that keeps the size, of pictures [batch, height, width, channels]: nine shifted copies and one matrix product. */
export function convolution(x: JaxArray, weight: JaxArray, bias: JaxArray): JaxArray {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const padded = numpy.pad(x, [
    [0, 0],
    [1, 1],
    [1, 1],
    [0, 0],
  ]);
  const shifted: JaxArray[] = [];
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) shifted.push(padded.ref.slice([], [i, i + height], [j, j + width], []));
  }
  padded.dispose();
  const patches = numpy.concatenate(shifted, 3).reshape([batch * height * width, 9 * channels]);
  return dense(patches, weight, bias).reshape([batch, height, width, -1]);
}

/** The mean of each square of 2×2 pixels. */
export function meanPool(x: JaxArray): JaxArray {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  return numpy.mean(x.reshape([batch, height / 2, 2, width / 2, 2, channels]), [2, 4]);
}

export const relu = (x: JaxArray): JaxArray => nn.relu(x);
