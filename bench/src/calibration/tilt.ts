import { normalQuantile } from "@relent/core/scalar";

const divergenceBits = (p: Float64Array, q: Float64Array): number =>
  p.reduce((sum, v, j) => (v > 0 ? sum + v * Math.log2(v / q[j]!) : sum), 0);

/** Scores that are spread like a normal sample and unrelated to the order of the categories. */
const scores = (k: number): Float64Array =>
  Float64Array.from({ length: k }, (_, j) =>
    normalQuantile((((j * 0.6180339887498949) % 1) + 0.5 / k) % 1 || 0.5),
  );

/** The law q·e^{θz} with θ chosen so that its divergence from q is `bits`. */
export function tilted(q: Float64Array, bits: number): Float64Array {
  if (bits === 0) return q;
  const z = scores(q.length);
  const at = (theta: number): Float64Array => {
    const w = q.map((v, j) => v * Math.exp(theta * z[j]!));
    const sum = w.reduce((a, b) => a + b, 0);
    return w.map((v) => v / sum);
  };
  let low = 0;
  let high = 1;
  while (divergenceBits(at(high), q) < bits && high < 1e3) high *= 2;
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (divergenceBits(at(middle), q) < bits) low = middle;
    else high = middle;
  }
  return at((low + high) / 2);
}
