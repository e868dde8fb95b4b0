import type { Array as JaxArray } from "@jax-js/jax";
import type { Images } from "./images.ts";
import { convolution, dense, type Layers, meanPool, relu, type Shapes } from "./layers.ts";

/** A network for pictures [batch, size, size, 1]: the shapes of its parameters and the logits it makes of them. */
export interface Network {
  readonly shapes: Shapes;
  readonly model: (layers: Layers, x: JaxArray) => JaxArray;
}

/** Two convolutions, a pool and two dense layers, for pictures of even size. */
export function convolutional(size: number, classes: number, width = 16): Network {
  const flat = (size / 2) ** 2 * 2 * width;
  return {
    shapes: {
      w1: [9, width],
      b1: [width],
      w2: [9 * width, 2 * width],
      b2: [2 * width],
      w3: [flat, 4 * width],
      b3: [4 * width],
      w4: [4 * width, classes],
      b4: [classes],
    },
    model({ w1, b1, w2, b2, w3, b3, w4, b4 }, x) {
      const pooled = meanPool(relu(convolution(relu(convolution(x, w1!, b1!)), w2!, b2!)));
      const rows = pooled.reshape([pooled.shape[0]!, flat]);
      return dense(relu(dense(rows, w3!, b3!)), w4!, b4!);
    },
  };
}

/** One hidden layer. */
export function perceptron(size: number, classes: number, hidden: number): Network {
  return {
    shapes: { w1: [size * size, hidden], b1: [hidden], w2: [hidden, classes], b2: [classes] },
    model({ w1, b1, w2, b2 }, x) {
      return dense(relu(dense(x.reshape([x.shape[0]!, size * size]), w1!, b1!)), w2!, b2!);
    },
  };
}

/** Share of the pictures of each class whose largest logit is at their label; NaN for a class without pictures. */
export function recall(logits: Float32Array, { labels, classes }: Images): readonly number[] {
  const right = Array.from({ length: classes }, () => 0);
  const all = Array.from({ length: classes }, () => 0);
  labels.forEach((label, i) => {
    const row = logits.subarray(i * classes, (i + 1) * classes);
    all[label]!++;
    if (row.indexOf(Math.max(...row)) === label) right[label]!++;
  });
  return right.map((count, c) => count / all[c]!);
}

/** Share of all pictures whose largest logit is at their label. */
export function accuracy(logits: Float32Array, images: Images): number {
  const rates = recall(logits, images);
  return images.labels.reduce((sum, label) => sum + rates[label]!, 0) / images.labels.length;
}
