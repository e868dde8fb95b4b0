import type { Row } from "../finite/kinds.ts";
import { isBatch, toKinded, toMass } from "../finite/mass.ts";
import { probabilities } from "../finite/surprisal.ts";
import { invalid } from "./fail.ts";
import { optimalExchange } from "./optimal-exchange.ts";
import { PRECISION, requirePrecision } from "./precision.ts";
import { MOST_SYMBOLS } from "./symbols.ts";

/** A memoryless model of symbols, in the whole numbers that a coder needs. */
export interface QuantisedModel {
  readonly kind: "memoryless";
  /** The probabilities before they were rounded; `frequencies` / 2^precision for a model read from a file. */
  readonly probabilities: Float64Array;
  /** One for each symbol, with sum 2^precision; 0 for a symbol without mass, which cannot be coded. */
  readonly frequencies: Uint32Array;
  readonly precision: number;
}

/** How finely to quantise. */
export interface QuantiseOptions {
  /** Frequencies sum to 2^precision: a whole number from 1 to 24, 24 when left out. */
  readonly precision?: number;
}

/** Probabilities and which of them have mass; one that is too low for a number above 0 becomes the lowest there is, 2⁻¹⁰⁷⁴. */
export function readModel(fn: string, q: Row): { probabilities: Float64Array; support: number[] } {
  const kinded = toKinded(fn, "q", q);
  if (isBatch(kinded)) invalid(`${fn}: q is a batch; give one row`);
  const mass = toMass(fn, "q", kinded);
  const least = mass.log ? Number.NEGATIVE_INFINITY : 0;
  const shares = probabilities(mass);
  const support: number[] = [];
  for (let i = 0; i < shares.length; i++) {
    if (!(mass.x[i]! > least)) continue;
    support.push(i);
    if (shares[i] === 0) shares[i] = Number.MIN_VALUE;
  }
  return { probabilities: shares, support };
}

/**
 * The whole frequencies nearest to a distribution: f with Σf = 2^precision and f ≥ 1 wherever q has mass, such that
 * KL(q ‖ f/2^precision) is the least possible.
 *
 * Encoder and decoder must agree on every frequency, and floating-point models differ in their last bit from machine to
 * machine: quantise once, and ship the frequencies (`encode` writes them into its header). Units are exchanged between
 * symbols until none gains. What it costs is `quantisationCost`.
 *
 * @throws RelentError "invalid-argument" for what is no distribution, for a precision outside 1 … 24, and when more than
 * 2^precision symbols have mass.
 * @example
 * ```ts
 * quantise([0.5, 0.25, 0.25], { precision: 4 }).frequencies // [8, 4, 4]
 * quantise([0.98, 0.01, 0.01], { precision: 4 }).frequencies // [14, 1, 1]
 * quantise([1, 0]).frequencies // [2 ** 24, 0]
 * ```
 */
export function quantise(q: Row, options: QuantiseOptions = {}): QuantisedModel {
  const precision = options.precision ?? PRECISION;
  requirePrecision("quantise", precision);
  const { probabilities, support } = readModel("quantise", q);
  if (probabilities.length > MOST_SYMBOLS) {
    invalid(`quantise: q has ${probabilities.length} symbols; there may be ${MOST_SYMBOLS} at most`);
  }
  if (support.length > 2 ** precision) {
    invalid(
      `quantise: ${support.length} symbols have mass; precision ${precision} has room for ${2 ** precision}`,
      { value: support.length },
    );
  }
  const shares = optimalExchange(
    Float64Array.from(support, (i) => probabilities[i]!),
    2 ** precision,
  );
  const frequencies = new Uint32Array(probabilities.length);
  support.forEach((symbol, i) => {
    frequencies[symbol] = shares[i]!;
  });
  return { kind: "memoryless", probabilities, frequencies, precision };
}
