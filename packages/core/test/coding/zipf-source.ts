/** The source of fixtures/compression.json: 256 symbols, P ∝ (i + 2)^−1.3, Q ∝ P^0.7, drawn by a linear congruential generator. */
function normalised(x: Float64Array): Float64Array {
  const total = x.reduce((sum, value) => sum + value, 0);
  return x.map((value) => value / total);
}

export const SOURCE: Float64Array = normalised(Float64Array.from({ length: 256 }, (_, i) => (i + 2) ** -1.3));
export const MODEL: Float64Array = normalised(SOURCE.map((p) => p ** 0.7));

export function drawMessage(n: number): Uint8Array {
  let sum = 0;
  const below = SOURCE.map((p) => (sum += p));
  let seed = 12345;
  return Uint8Array.from({ length: n }, () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    const symbol = below.findIndex((edge) => seed / 2 ** 32 < edge);
    return symbol < 0 ? 255 : symbol;
  });
}
