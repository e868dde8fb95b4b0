import { RelentError } from "../error.ts";
import { type Seed, seedState } from "./seed.ts";

/** A seeded stream of random numbers. */
export interface Random {
  /** 32 random bits, as an integer from 0 to 2³² − 1. */
  bits(): number;
  /** Uniform on the odd multiples of 2⁻⁵³ in (0, 1): never 0, never 1. */
  uniform(): number;
  /** Uniform on 0 … n − 1, without bias, for n from 1 to 2⁵³. */
  integer(n: number): number;
}

/**
 * A stream of random numbers that its seed fixes: the same on every machine.
 *
 * xoshiro128++ (Blackman and Vigna, ACM Trans. Math. Softw. 47, 2021; period 2¹²⁸ − 1) on a hash of the seed. `bits`,
 * `uniform` and `integer` use integer and exact operations alone, so that they agree everywhere to the last bit; draws
 * from laws also use `Math.log` and `Math.exp`, whose last bit may differ from one JavaScript engine to the next.
 * For independent streams give a list: `random([seed, column, replicate])`. Not for secrets.
 *
 * @throws RelentError if a number in the seed is not finite, or n of `integer` is not an integer from 1 to 2⁵³.
 *
 * @example
 * ```ts
 * random(1).uniform() // 0.12038145899034591
 * random("drift").integer(1000) // 777
 * ```
 */
export function random(seed: Seed): Random {
  const state = Int32Array.from(seedState(seed));

  const bits = (): number => {
    const a = state[0]!;
    const b = state[1]!;
    const c = state[2]! ^ a;
    const d = state[3]! ^ b;
    const sum = (a + state[3]!) | 0;
    state[0] = a ^ d;
    state[1] = b ^ c;
    state[2] = c ^ (b << 9);
    state[3] = (d << 11) | (d >>> 21);
    return (((sum << 7) | (sum >>> 25)) + a) >>> 0;
  };

  const uniform = (): number => ((bits() >>> 6) * 2 ** 26 + (bits() >>> 6) + 0.5) * 2 ** -52;

  const integer = (n: number): number => {
    if (!(Number.isInteger(n) && n >= 1 && n <= 2 ** 53)) {
      throw new RelentError("invalid-argument", `integer: n = ${n}; n must be an integer from 1 to 2^53`, {
        value: n,
      });
    }
    const wide = n > 2 ** 32;
    const range = wide ? 2 ** 53 : 2 ** 32;
    const limit = range - (range % n);
    for (;;) {
      const draw = wide ? (bits() >>> 5) * 2 ** 26 + (bits() >>> 6) : bits();
      if (draw < limit) return draw % n;
    }
  };

  return { bits, uniform, integer };
}
