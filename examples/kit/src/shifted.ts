import type { Images } from "./images.ts";

/** Pictures moved at random by up to so many pixels each way, so that the network does not learn them by heart as fast. */
export function shifted(
  { pixels, size }: Images,
  places: ArrayLike<number>,
  most: number,
  uniform: () => number,
): Float32Array {
  const area = size * size;
  const moved = new Float32Array(places.length * area);
  for (let i = 0; i < places.length; i++) {
    const place = places[i]!;
    const right = 2 * most * (uniform() - 0.5);
    const down = 2 * most * (uniform() - 0.5);
    const [dx, dy] = [Math.sign(right), Math.sign(down)];
    const [u, v] = [Math.abs(right), Math.abs(down)];
    const at = (x: number, y: number) =>
      x >= 0 && x < size && y >= 0 && y < size ? pixels[place * area + y * size + x]! : 0;
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        const near = (1 - u) * at(x, y) + u * at(x - dx, y);
        const far = (1 - u) * at(x, y - dy) + u * at(x - dx, y - dy);
        moved[i * area + y * size + x] = (1 - v) * near + v * far;
      }
    }
  }
  return moved;
}
