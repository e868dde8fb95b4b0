import { RelentError } from "../error.ts";

/** What a stream can be seeded by. 1, "1" and [1] are three different streams. */
export type Seed = number | string | readonly number[];

const bytes = new DataView(new ArrayBuffer(8));

function* numberWords(value: number, index?: number): Generator<number> {
  if (!Number.isFinite(value)) {
    const place = index === undefined ? "seed" : `seed[${index}]`;
    throw new RelentError("invalid-argument", `random: ${place} = ${value} is not finite; a seed must be`, {
      ...(index === undefined ? {} : { index }),
      value,
    });
  }
  bytes.setFloat64(0, value + 0);
  yield bytes.getUint32(0);
  yield bytes.getUint32(4);
}

function* words(seed: Seed): Generator<number> {
  if (typeof seed === "number") {
    yield 1;
    yield* numberWords(seed);
  } else if (typeof seed === "string") {
    yield 2;
    yield seed.length;
    for (let i = 0; i < seed.length; i++) yield seed.charCodeAt(i);
  } else if (!Array.isArray(seed)) {
    throw new RelentError(
      "invalid-argument",
      `random: seed = ${String(seed)}; it must be a number, a text or a list of numbers`,
      { value: seed },
    );
  } else {
    yield 3;
    yield seed.length;
    for (let i = 0; i < seed.length; i++) yield* numberWords(seed[i]!, i);
  }
}

function scramble(x: number): number {
  let h = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/**
 * The four 32-bit words of state that a seed stands for.
 *
 * Each lane is an FNV-1a hash over 32-bit words (offset basis and lane number, prime 16777619), scrambled by the
 * finaliser of MurmurHash3 after every word; the lanes are scrambled together at the end, and never all zero.
 */
export function seedState(seed: Seed): [number, number, number, number] {
  const lanes: [number, number, number, number] = [0x811c9dc5, 0x811c9dc6, 0x811c9dc7, 0x811c9dc8];
  for (const word of words(seed)) {
    for (let i = 0; i < 4; i++) lanes[i] = scramble(Math.imul(lanes[i]! ^ word, 16777619) + i);
  }
  for (let round = 0; round < 8; round++) {
    lanes[round % 4] = scramble(lanes[round % 4]! + Math.imul(lanes[(round + 3) % 4]!, 0x9e3779b1) + round);
  }
  if (lanes.every((lane) => lane === 0)) lanes[0] = 1;
  return lanes;
}
