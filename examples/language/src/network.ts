import { type Array as JaxArray, numpy } from "@jax-js/jax";
import { dense, type Layers, relu, type Shapes, toArray } from "@relent/example-kit";

/** A model of the next byte given the bytes before it. */
export interface Network {
  readonly context: number;
  readonly symbols: number;
  readonly shapes: Shapes;
  readonly model: (layers: Layers, x: JaxArray) => JaxArray;
}

/** A network that embeds each of the last `context` symbols and puts two layers on top (Bengio et al., JMLR 3 (2003) 1137). */
export function network(symbols: number, context = 12, embedding = 24, hidden = 320): Network {
  return {
    context,
    symbols,
    shapes: {
      embed: [symbols, embedding],
      w1: [context * embedding, hidden],
      b1: [hidden],
      w2: [hidden, hidden],
      b2: [hidden],
      w3: [hidden, symbols],
      b3: [symbols],
    },
    model({ embed, w1, b1, w2, b2, w3, b3 }, x) {
      const rows = x.shape[0]! / context;
      const flat = numpy.matmul(x, embed!).reshape([rows, context * embedding]);
      return dense(relu(dense(relu(dense(flat, w1!, b1!)), w2!, b2!)), w3!, b3!);
    },
  };
}

/** The symbols before each place, one-hot, `context` rows a place; before the text lies symbol 0. */
export function contexts(
  { context, symbols }: Network,
  text: Uint8Array,
  places: ArrayLike<number>,
): JaxArray {
  const rows = places.length * context;
  const hot = new Float32Array(rows * symbols);
  for (let i = 0; i < places.length; i++) {
    for (let k = 0; k < context; k++) {
      hot[(i * context + k) * symbols + (text[places[i]! - context + k] ?? 0)] = 1;
    }
  }
  return toArray(hot, [rows, symbols]);
}
