/** Grey pictures of one size with a class each. */
export interface Images {
  readonly size: number;
  readonly classes: number;
  /** One picture after the other, row by row, from 0 (ground) to 1 (ink). */
  readonly pixels: Float32Array;
  readonly labels: Int32Array;
}

/** The pictures at these places, in this order. */
export function pick({ size, classes, pixels, labels }: Images, places: ArrayLike<number>): Images {
  const area = size * size;
  const picked = new Float32Array(places.length * area);
  for (let i = 0; i < places.length; i++) {
    picked.set(pixels.subarray(places[i]! * area, (places[i]! + 1) * area), i * area);
  }
  return { size, classes, pixels: picked, labels: Int32Array.from(places, (place) => labels[place]!) };
}
