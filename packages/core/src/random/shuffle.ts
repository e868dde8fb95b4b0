import type { Random } from "./random.ts";

/**
 * Puts the items into random order in place, each order equally likely, and returns them (Fisher–Yates, Durstenfeld 1964).
 *
 * @example
 * ```ts
 * shuffle(random(1), [1, 2, 3, 4, 5]) // [1, 2, 4, 5, 3]
 * ```
 */
export function shuffle<Items extends { length: number; [index: number]: unknown }>(
  rng: Random,
  items: Items,
): Items {
  const list: { [index: number]: unknown } = items;
  for (let i = items.length - 1; i > 0; i--) {
    const j = rng.integer(i + 1);
    const held = list[i];
    list[i] = list[j];
    list[j] = held;
  }
  return items;
}
