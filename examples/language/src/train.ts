import { type Array as JaxArray, jit, tree } from "@jax-js/jax";
import { logits } from "@relent/core";
import { crossEntropyLoss } from "@relent/core/loss";
import { random } from "@relent/core/random";
import { fit, heWeights, toLayers, type Weights } from "@relent/example-kit";
import { contexts, type Network } from "./network.ts";

/** Bits per byte of a text under the model: its mean cross-entropy at up to `most` places spread evenly over it. */
export function bitsPerByte(
  net: Network,
  weights: Weights,
  text: Uint8Array,
  most = 20_000,
  batch = 500,
): number {
  const n = Math.min(most, text.length);
  const run = jit(net.model as never) as never as { (l: object, x: JaxArray): JaxArray; dispose(): void };
  const layers = toLayers(weights, net.shapes);
  let sum = 0;
  let count = 0;
  for (let from = 0; from + batch <= n; from += batch) {
    const places = Array.from({ length: batch }, (_, i) => Math.floor(((from + i) * text.length) / n));
    const out = run(tree.ref(layers), contexts(net, text, places)).dataSync() as Float32Array;
    const labels = places.map((place) => text[place]!);
    sum += crossEntropyLoss(logits(out, { cols: net.symbols }), labels, { reduction: "sum" }).value;
    count += batch;
  }
  tree.dispose(layers);
  run.dispose();
  return sum / count / Math.LN2;
}

/** What training is told. */
export interface Course {
  readonly text: Uint8Array;
  readonly steps: number;
  readonly batch?: number;
  readonly onStep?: (step: number, bits: number, weights: Weights) => void;
}

/** Trains the model on random places of the text by cross-entropy. */
export function train(net: Network, { text, steps, batch = 256, onStep }: Course): Weights {
  const weights = heWeights(net.shapes, 1);
  const stream = random(2);
  fit({
    model: net.model,
    loss: crossEntropyLoss,
    shapes: net.shapes,
    weights,
    steps,
    rate: 2e-3,
    batch() {
      const places = Array.from({ length: batch }, () => stream.integer(text.length));
      return { x: contexts(net, text, places), target: places.map((place) => text[place]!) };
    },
    onStep: (step, value) => onStep?.(step, value / Math.LN2, weights),
  });
  return weights;
}
