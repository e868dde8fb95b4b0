import type { TokenDivergence } from "../token-table.ts";
import type { Generator } from "./generators.ts";
import type { Joint } from "./joint.ts";
import type { ListedMass } from "./listed-mass.ts";
import { ARITHMETIC } from "./low-end.ts";

/** `amount` of `cost`, where none of an infinite cost is nothing. */
const of = (amount: number, cost: number): number => (amount === 0 ? 0 : amount * cost);

/** The most that the mass of one side which is not listed adds: it lies where the other has least of it. */
function restCost(
  rest: number,
  cap: number,
  unseen: boolean,
  alone: number,
  others: Float64Array,
  cell: (mine: number, other: number) => number,
): number {
  if (rest === 0 || (!unseen && cap === 0)) return 0;
  if (unseen) return of(rest, alone);
  let steepest = 0;
  for (const other of others) steepest = Math.max(steepest, (cell(cap, other) - cell(0, other)) / cap);
  return rest * steepest;
}

/** A divergence that no distributions which fit two lists exceed. */
export function highOf(generator: Generator, joint: Joint, p: ListedMass, q: ListedMass): number {
  const { pLow, pHigh, qLow, qHigh, both, onlyP, onlyQ, unseen } = joint;
  const { cell, aloneP, aloneQ, finish, most } = generator;
  let sum = 0;
  for (let i = 0; i < both; i++) {
    sum += Math.max(
      cell(pLow[i]!, qLow[i]!),
      cell(pLow[i]!, qHigh[i]!),
      cell(pHigh[i]!, qLow[i]!),
      cell(pHigh[i]!, qHigh[i]!),
    );
  }
  const endP = both + onlyP;
  const endQ = endP + onlyQ;
  for (let i = both; i < endP; i++) sum += of(pHigh[i]!, aloneP);
  for (let i = endP; i < endQ; i++) sum += of(qHigh[i]!, aloneQ);
  sum += restCost(p.restHigh, p.cap, unseen, aloneP, qLow.subarray(endP, endQ), cell);
  sum += restCost(q.restHigh, q.cap, unseen, aloneQ, pLow.subarray(both, endP), (mine, other) =>
    cell(other, mine),
  );
  return Math.min(most, finish(sum * (1 + ARITHMETIC) + ARITHMETIC));
}

/** Σ p g(p/q) with g increasing, its highest where each outcome that Q does not list has at least the floor. */
interface Floored {
  gain(ratio: number): number;
  finish(sum: number): number;
}

const FLOORED = {
  kl: { gain: Math.log, finish: (sum) => sum },
  renyi2: { gain: (ratio) => ratio, finish: Math.log },
} as const satisfies Record<string, Floored>;

function flooredHigh(
  { gain, finish }: Floored,
  [pLow, pHigh, qLow]: readonly [Float64Array, Float64Array, Float64Array],
  joint: Joint,
  alone: readonly [number, number],
  others: readonly [number, number],
  p: ListedMass,
  floor: number,
): number {
  const worst = (i: number, q: number): number =>
    Math.max(...[pLow[i]!, pHigh[i]!].map((mass) => (mass === 0 ? 0 : mass * gain(mass / q))));
  let sum = 0;
  for (let i = 0; i < joint.both; i++) sum += worst(i, qLow[i]!);
  for (let i = alone[0]; i < alone[1]; i++) sum += worst(i, floor);
  let least = joint.unseen ? floor : Infinity;
  for (let i = others[0]; i < others[1]; i++) least = Math.min(least, qLow[i]!);
  if (p.restHigh > 0 && least < Infinity) {
    const steepest = gain(p.cap / least);
    sum += (steepest > 0 ? p.restHigh : p.restLow) * steepest;
  }
  return finish(sum) * (1 + ARITHMETIC) + ARITHMETIC;
}

/** Upper ends of the divergences that are infinite where an unlisted outcome may have none: by the least that it has. */
export function flooredHighs(
  joint: Joint,
  p: ListedMass,
  q: ListedMass,
  [leastP, leastQ]: readonly [p: number, q: number],
): Partial<Record<TokenDivergence, number>> {
  const { pLow, pHigh, qLow, qHigh, both, onlyP, onlyQ } = joint;
  const ofP = [both, both + onlyP] as const;
  const ofQ = [both + onlyP, both + onlyP + onlyQ] as const;
  const forward = (one: Floored) => flooredHigh(one, [pLow, pHigh, qLow], joint, ofP, ofQ, p, leastQ);
  return {
    ...(leastQ > 0 && { kl: forward(FLOORED.kl), renyi2: forward(FLOORED.renyi2) }),
    ...(leastP > 0 && {
      reverseKl: flooredHigh(FLOORED.kl, [qLow, qHigh, pLow], joint, ofQ, ofP, q, leastP),
    }),
  };
}
