import type { Observation } from "./observation.ts";
import type { VerifyOptions } from "./options.ts";
import type { Verdict, VerifyResult } from "./result.ts";
import type { Pairing } from "./sides.ts";
import { leastDiscrepancy } from "./text-discrepancy.ts";
import { toleranceFrom } from "./tolerance.ts";
import { type ToleranceTest, toleranceTest } from "./tolerance-test.ts";

/** What is bet on: next-token probabilities, and the texts of answers where there are none. */
export interface Tests {
  readonly probabilities: ToleranceTest;
  readonly texts: ToleranceTest;
}

const TOLERANCE = 0.02;
const TEXT_TOLERANCE = 0.01;
const SHARES: readonly [number, number] = [0, 1];

/** The least and the most that the discrepancy of a prompt's answers can be. */
const textRange = ({ fewest }: Pairing): readonly [number, number] => [
  leastDiscrepancy(Math.max(2, fewest[0]), Math.max(2, fewest[1])),
  2,
];

/** Opens the tests, their tolerances set by what the reference differs from itself. */
export function openTests(
  pairing: Pairing,
  noise: readonly Observation[],
  { alpha = 0.05, ...options }: VerifyOptions,
): Tests {
  const level = 1 - alpha;
  const range = textRange(pairing);
  return {
    probabilities: toleranceTest({
      statistic: "total variation of next-token distributions, mean over shared contexts",
      tolerance: toleranceFrom(
        noise.flatMap(({ distance }) => distance?.likely ?? []),
        options.tolerance,
        TOLERANCE,
        SHARES,
        level,
      ),
      range: SHARES,
      alpha,
    }),
    texts: toleranceTest({
      statistic: "MMD² of answers, Hamming kernel",
      tolerance: toleranceFrom(
        noise.flatMap(({ discrepancy }) => discrepancy ?? []),
        options.textTolerance,
        TEXT_TOLERANCE,
        range,
        level,
      ),
      range,
      alpha,
      alphaDifferent: alpha / 2,
    }),
  };
}

/** Feeds the tests with one prompt. */
export function take({ probabilities, texts }: Tests, { distance, discrepancy }: Observation): void {
  if (distance !== null) probabilities.add(distance);
  if (discrepancy !== null) texts.add({ lower: discrepancy, likely: discrepancy, upper: discrepancy });
}

/** Which of the tests decides: probabilities where there were any. */
export function decider({ probabilities, texts }: Tests): VerifyResult["decidedBy"] {
  if (probabilities.prompts > 0) return "probabilities";
  return texts.prompts > 0 ? "texts" : null;
}

/** The bets' verdict so far. */
export function betsSay(tests: Tests): Verdict {
  const by = decider(tests);
  return by === null ? "undecided" : tests[by].verdict;
}
