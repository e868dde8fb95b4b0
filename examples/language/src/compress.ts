import { logits, type Row } from "@relent/core";
import { decodeWith, encodeWith } from "@relent/core/coding";
import type { Weights } from "@relent/example-kit";
import type { Network } from "./network.ts";

function layer(
  x: Float64Array,
  weight: ArrayLike<number>,
  bias: ArrayLike<number>,
  relu: boolean,
): Float64Array {
  const out = Float64Array.from(bias);
  for (let i = 0; i < x.length; i++) {
    const value = x[i]!;
    if (value === 0) continue;
    for (let j = 0; j < out.length; j++) out[j]! += value * weight[i * out.length + j]!;
  }
  return relu ? out.map((value) => Math.max(0, value)) : out;
}

/** The network's next-symbol logits after a text, in plain doubles: the same numbers for the coder and for the decoder. */
export function nextSymbol(
  { context, symbols }: Network,
  weights: Weights,
): (past: ArrayLike<number>) => Row {
  const { embed, w1, b1, w2, b2, w3, b3 } = weights as Readonly<Record<string, Float32Array>>;
  const width = embed!.length / symbols;
  return (past) => {
    const x = new Float64Array(context * width);
    for (let k = 0; k < context; k++) {
      const symbol = past[past.length - context + k] ?? 0;
      for (let j = 0; j < width; j++) x[k * width + j] = embed![symbol * width + j]!;
    }
    return logits(layer(layer(layer(x, w1!, b1!, true), w2!, b2!, true), w3!, b3!, false));
  };
}

/** A text in as many bytes as the network's surprisal asks for; throws unless it decodes to the same text. */
export function compress(net: Network, weights: Weights, text: Uint8Array): Uint8Array {
  const expect = nextSymbol(net, weights);
  const bytes = encodeWith(text, expect, { alphabet: net.symbols });
  const back = decodeWith(bytes, expect);
  const wrong = text.findIndex((symbol, i) => symbol !== back[i]);
  if (back.length !== text.length || wrong >= 0)
    throw new Error(`the text decodes otherwise from symbol ${wrong} on`);
  return bytes;
}
