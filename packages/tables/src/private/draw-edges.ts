import type { EdgeDomain } from "./edge-domain.ts";
import type { HalvingLaw } from "./halving-law.ts";
import type { SecretBits } from "./secret-bits.ts";

/** Halvings, one after the other: the first three cut eighths, the last one the two outer eighths again. */
export const LEVELS = 4;
const EVEN_LEVELS = LEVELS - 1;

/** A whole number in [0, n), each alike. */
function belowWhole(bits: SecretBits, n: bigint): bigint {
  let range = 1n;
  while (range < n) range <<= 40n;
  const most = range - (range % n);
  for (;;) {
    let value = 0n;
    for (let filled = 1n; filled < range; filled <<= 40n)
      value = (value << 40n) | BigInt(bits.below(2 ** 40));
    if (value < most) return value % n;
  }
}

/** A part of the rows, sorted: those from one position to another, and the edges that may cut it. */
export interface Part {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
}

/** Edges `first`…`last`, which cut a part alike: `score` rows more on one side. */
interface Run {
  readonly first: number;
  readonly last: number;
  readonly score: number;
}

/** The edges of a part, told together where they cut it alike; those whose score is beyond `reach` may be left out. */
function* runsOf(at: Float64Array, { from, to, low, high }: Part, reach: number): Generator<Run> {
  const rows = to - from;
  const score = (i: number): number => Math.abs(2 * (i - from) - rows);
  let i = from + Math.max(0, Math.ceil((rows - reach) / 2));
  while (i > from && i < to && at[i - 1] === at[i]) i--;
  while (i < to && at[i]! < low) i++;
  const end = from + Math.min(rows, Math.floor((rows + reach) / 2));
  let first = i === from ? low : Math.max(low, at[i - 1]! + 1);
  while (i < to && i <= end && at[i]! < high) {
    const here = at[i]!;
    if (first <= here) yield { first, last: here, score: score(i) };
    first = here + 1;
    while (i < to && at[i] === here) i++;
  }
  if (first <= high && score(i) <= reach) yield { first, last: high, score: score(i) };
}

/** The least score of a part's edges. */
function leastScore(at: Float64Array, part: Part): number {
  const rows = part.to - part.from;
  for (let reach = 1; ; reach = Math.min(rows, reach * 4)) {
    let least = Number.POSITIVE_INFINITY;
    for (const { score } of runsOf(at, part, reach)) least = Math.min(least, score);
    if (least <= reach) return least;
  }
}

/** Weights of one block differ by less than 2^BITS. */
const BITS = 128;

/** The edges whose weight lies in one block, `block` · BITS to (block + 1) · BITS halvings under the greatest. */
function* blockOf(at: Float64Array, part: Part, law: HalvingLaw, least: number, block: number) {
  const top = Math.floor(least / law.period) + block * BITS;
  for (const { first, last, score } of runsOf(at, part, (top + BITS) * law.period)) {
    const halvings = Math.floor(score / law.period) - top;
    if (halvings < 0 || halvings >= BITS) continue;
    const unit = BigInt(law.weights[score % law.period]!) << BigInt(BITS - halvings);
    yield { first, unit, mass: unit * BigInt(last - first + 1) };
  }
}

/**
 * One edge of a part, with mass ∝ W(|rows below − rows above|): the exponential mechanism, in whole numbers.
 *
 * A row more or less moves every score by 1. A number is drawn below a bound of the sum of all weights, to as many digits
 * as are needed to say which edge it falls on; beyond all of them it is drawn anew.
 */
export function drawEdge(at: Float64Array, part: Part, law: HalvingLaw, bits: SecretBits): number {
  const least = leastScore(at, part);
  const far = Math.floor((part.to - part.from) / law.period / BITS) + 1;
  const beyond = BigInt(part.high - part.low + 1) * BigInt(law.weights[0]!);
  let whole = beyond;
  for (const { mass } of blockOf(at, part, law, least, 0)) whole += mass;
  for (;;) {
    let rest = belowWhole(bits, whole);
    for (let block = 0; block <= far; block++) {
      for (const { first, unit, mass } of blockOf(at, part, law, least, block)) {
        if (rest < mass) return first + Number(rest / unit);
        rest -= mass;
      }
      rest = (rest << BigInt(BITS)) | belowWhole(bits, 1n << BigInt(BITS));
    }
  }
}

/** The two parts that an edge makes of one: a row goes left where its own edge is below it. */
function split(at: Float64Array, part: Part, edge: number): readonly [Part, Part] {
  let low = part.from;
  let high = part.to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at[middle]! < edge) low = middle + 1;
    else high = middle;
  }
  return [
    { ...part, to: low, high: edge },
    { ...part, from: low, low: edge },
  ];
}

/**
 * Edges at about the eighths of the rows, and at the first and last sixteenth, by halving again and again; rising, of
 * which some may be the same.
 *
 * Each level looks at every row in one part only, so that it spends the law's ε once, and all of them `LEVELS` times.
 * Kaplan, Schnapp & Stemmer, ICML 2022.
 *
 * @param at - Number of each row's edge in the domain, sorted; −1 below all of them.
 */
export function drawEdges(at: Float64Array, domain: EdgeDomain, law: HalvingLaw, bits: SecretBits): number[] {
  let parts: readonly Part[] = [{ from: 0, to: at.length, low: 0, high: domain.last }];
  const edges: number[] = [];
  for (let level = 0; level < LEVELS; level++) {
    parts = parts.flatMap((part, i) => {
      if (level >= EVEN_LEVELS && i > 0 && i < parts.length - 1) return [part];
      const edge = drawEdge(at, part, law, bits);
      edges.push(edge);
      return split(at, part, edge);
    });
  }
  return edges.sort((a, b) => a - b);
}
