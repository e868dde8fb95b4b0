/** Numerical Recipes' congruential generator: the same integers in every language. */
function congruential(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state;
  };
}

/** One pair of near-equal rows, as truth.py makes it. */
export interface Case {
  readonly kind: "weights" | "logits";
  readonly n: number;
  readonly eps: number;
  readonly single: boolean;
  /** KL at 200 bits. */
  readonly kl: string;
}

type Floats = Float32Array | Float64Array;

/** p and p(1 + εz), or x and x + εz, with z uniform in (−1, 1). */
export function inputsOf({ kind, n, eps, single }: Case): [p: Floats, q: Floats] {
  const draw = congruential(n);
  const p = single ? new Float32Array(n) : new Float64Array(n);
  const q = single ? new Float32Array(n) : new Float64Array(n);
  for (let i = 0; i < n; i++) {
    if (kind === "weights") {
      const a = (draw() + 1) / 2 ** 32;
      p[i] = a;
      q[i] = a * (1 + eps * (draw() / 2 ** 31 - 1));
    } else {
      p[i] = 12 * (draw() / 2 ** 32) - 6;
      q[i] = p[i]! + eps * (draw() / 2 ** 31 - 1);
    }
  }
  return [p, q];
}
