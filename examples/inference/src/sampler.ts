import { normalDraw, random, type Seed } from "@relent/core/random";

/** A density up to a constant: its negative logarithm, with the gradient written into `slope`. */
export type Potential = (at: Float64Array, slope: Float64Array) => number;

/** What a chain is told. */
export interface ChainOptions {
  readonly start: Float64Array;
  /** The scale of each coordinate, about its posterior standard deviation. */
  readonly scale: Float64Array;
  readonly draws: number;
  readonly warmUp?: number;
  readonly seed: Seed;
  readonly onDraw?: (draw: number) => void;
}

/** Draws of a chain, one row a draw. */
export interface Chain {
  readonly draws: Float64Array;
  readonly accepted: number;
}

const LEAPS = 5;

/**
 * Hamiltonian Monte Carlo (Neal 2011) with five leaps of jittered length; the step size is set while warming up for about 80 %
 * accepted moves and then kept.
 */
export function hamiltonianChain(potential: Potential, options: ChainOptions): Chain {
  const { start, scale, draws, warmUp = 500, seed, onDraw } = options;
  const stream = random(seed);
  const d = start.length;
  const kept = new Float64Array(draws * d);
  const slope = new Float64Array(d);
  const next = new Float64Array(d);
  const nextSlope = new Float64Array(d);
  const momentum = new Float64Array(d);
  let at = Float64Array.from(start);
  let value = potential(at, slope);
  let size = 0.4;
  let accepted = 0;
  for (let t = -warmUp; t < draws; t++) {
    let kinetic = 0;
    for (let j = 0; j < d; j++) {
      momentum[j] = normalDraw(stream);
      kinetic += momentum[j]! ** 2 / 2;
    }
    next.set(at);
    nextSlope.set(slope);
    const step = size * (0.8 + 0.4 * stream.uniform());
    let moved = value;
    for (let leap = 0; leap < LEAPS; leap++) {
      for (let j = 0; j < d; j++) {
        momentum[j]! -= (step / 2) * scale[j]! * nextSlope[j]!;
        next[j]! += step * scale[j]! * momentum[j]!;
      }
      moved = potential(next, nextSlope);
      for (let j = 0; j < d; j++) momentum[j]! -= (step / 2) * scale[j]! * nextSlope[j]!;
    }
    let after = 0;
    for (let j = 0; j < d; j++) after += momentum[j]! ** 2 / 2;
    const good = Math.log(stream.uniform()) < value + kinetic - moved - after;
    if (good) {
      at = Float64Array.from(next);
      slope.set(nextSlope);
      value = moved;
    }
    if (t < 0) size *= Math.exp((good ? 0.2 : -0.8) / Math.sqrt(t + warmUp + 1));
    else {
      if (good) accepted++;
      kept.set(at, t * d);
      onDraw?.(t);
    }
  }
  return { draws: kept, accepted: accepted / draws };
}
