import { init, type Array as JaxArray, type JsTree, jit, numpy, tree } from "@jax-js/jax";
import { type ModelLoss, makeStep, type Outputs } from "@relent/autodiff/jax";
import { type AdamOptions, adam, cosineRate, type Weights } from "./adam.ts";
import type { Images } from "./images.ts";
import { type Layers, type Shapes, toLayers } from "./layers.ts";
import type { Network } from "./networks.ts";

/** What a step of training sees; x is used up by it. */
export interface Minibatch<X, Y> {
  readonly x: X;
  readonly target: Y;
}

/** Numbers as an array of jax-js. */
export function toArray(data: Float32Array, shape: readonly number[]): JaxArray {
  return numpy.array(data).reshape([...shape]);
}

/** What is to be trained, on what, and how long. */
export interface Fit<X extends JsTree<JaxArray>, O extends Outputs, Y> extends AdamOptions {
  readonly model: (layers: Layers, x: X) => O;
  readonly loss: ModelLoss<O, Y>;
  readonly shapes: Shapes;
  readonly weights: Weights;
  readonly steps: number;
  readonly batch: (step: number) => Minibatch<X, Y>;
  readonly onStep?: (step: number, value: number) => void;
}

/** Makes the arithmetic of jax-js ready; before anything else. */
export async function ready(): Promise<void> {
  await init("wasm");
}

/** Trains the weights in place by Adam, with a loss of relent and a model of jax-js. */
export function fit<X extends JsTree<JaxArray>, O extends Outputs, Y>({
  model,
  loss,
  shapes,
  weights,
  steps,
  batch,
  onStep,
  ...options
}: Fit<X, O, Y>): void {
  const step = makeStep<Layers, X, O, Y>(model, loss);
  const move = adam(weights, options);
  for (let i = 0; i < steps; i++) {
    const { x, target } = batch(i);
    const layers = toLayers(weights, shapes);
    const [value, gradients] = step(layers, x, target);
    tree.dispose(layers);
    const host = Object.entries(gradients).map(([name, gradient]) => [
      name,
      gradient.dataSync() as Float32Array,
    ]);
    move(Object.fromEntries(host), cosineRate(i, steps));
    onStep?.(i, value);
  }
  step.dispose();
}

/** What a model makes of many rows, `size` at a time. */
export function predict(
  model: (layers: Layers, x: JaxArray) => JaxArray,
  weights: Weights,
  shapes: Shapes,
  x: Float32Array,
  shape: readonly number[],
  size = 256,
): Float32Array {
  const [rows, ...rest] = shape as [number, ...number[]];
  const each = x.length / rows;
  const run = jit(model as never) as never as { (layers: Layers, x: JaxArray): JaxArray; dispose(): void };
  const layers = toLayers(weights, shapes);
  const parts: Float32Array[] = [];
  for (let from = 0; from < rows; from += size) {
    const to = Math.min(rows, from + size);
    const padded = new Float32Array(size * each);
    padded.set(x.subarray(from * each, to * each));
    const out = run(tree.ref(layers), toArray(padded, [size, ...rest])).dataSync() as Float32Array;
    parts.push(out.subarray(0, ((to - from) * out.length) / size));
  }
  tree.dispose(layers);
  run.dispose();
  const all = new Float32Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The logits of a network for all pictures, one row a picture. */
export function logitsOf(
  { shapes, model }: Network,
  weights: Weights,
  { pixels, labels, size }: Images,
): Float32Array {
  return predict(model, weights, shapes, pixels, [labels.length, size, size, 1]);
}
