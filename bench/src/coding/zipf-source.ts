import { random } from "@relent/core/random";

function normalised(x: Float64Array): Float64Array {
  const total = x.reduce((sum, value) => sum + value, 0);
  return x.map((value) => value / total);
}

/** 256 symbols, P ∝ (i + 2)^−1.3. */
const SOURCE = normalised(Float64Array.from({ length: 256 }, (_, i) => (i + 2) ** -1.3));

/** Q ∝ P^0.7: 0.227 bits a symbol from it. */
export const MODEL: Float64Array = normalised(SOURCE.map((p) => p ** 0.7));

/** Symbols of the source, by its inverse distribution function. */
export function drawMessage(n: number): Uint8Array {
  let sum = 0;
  const below = SOURCE.map((p) => {
    sum += p;
    return sum;
  });
  const stream = random(1);
  return Uint8Array.from({ length: n }, () => {
    const u = stream.uniform();
    const symbol = below.findIndex((edge) => u < edge);
    return symbol < 0 ? 255 : symbol;
  });
}
