import { random, type Seed, shuffle } from "@relent/core/random";
import { type Images, pick } from "./images.ts";

/** The numbers 0 … n − 1 in a random order. */
export function order(n: number, seed: Seed): Int32Array {
  const places = Int32Array.from({ length: n }, (_, i) => i);
  shuffle(random(seed), places);
  return places;
}

/** Two parts of a set of pictures, chosen at random: the first holds this share. */
export function split(images: Images, share: number, seed: Seed): readonly [Images, Images] {
  const places = order(images.labels.length, seed);
  const cut = Math.round(share * places.length);
  return [pick(images, places.subarray(0, cut)), pick(images, places.subarray(cut))];
}
