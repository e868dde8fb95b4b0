import { clusteredMean, confidenceSequence, eProcess } from "@relent/core/estimate";
import type { RecordedVariation } from "./recorded-variation.ts";
import type { Bet, Evidence, WealthPoint } from "./result.ts";
import type { Tolerance } from "./tolerance.ts";

/** How one statistic is tested against its tolerance. */
export interface ToleranceTestOptions {
  readonly statistic: string;
  readonly tolerance: Tolerance;
  /** What a prompt's number can be. */
  readonly range: readonly [low: number, high: number];
  readonly alpha: number;
  /** Level of the bet against "the mean is at most the tolerance", where it shares `alpha` with another test. */
  readonly alphaDifferent?: number;
}

/** Bets on both sides of a tolerance, prompt by prompt. */
export interface ToleranceTest {
  /** Takes in a prompt's statistic: what is proved of it, what is likely, what is possible. */
  add(value: RecordedVariation): void;
  /** Which bet won first; undecided until one has. */
  readonly verdict: "same" | "different" | "undecided";
  readonly prompts: number;
  /** All of it, in numbers. Needs at least one prompt. */
  evidence(): Evidence;
}

/** A path longer than this is thinned: a chart has no more pixels. */
const POINTS = 250;

interface Gambler {
  readonly process: ReturnType<typeof eProcess>;
  readonly alpha: number;
  reachedAfter: number | null;
}

function play(gambler: Gambler, value: number): void {
  gambler.process.add(value);
  if (gambler.reachedAfter === null && gambler.process.decision(gambler.alpha) === "reject") {
    gambler.reachedAfter = gambler.process.n;
  }
}

const betOf = ({ process, reachedAfter }: Gambler): Bet => ({
  wealth: process.wealth,
  p: process.p,
  reachedAfter,
});

function thinned(path: readonly WealthPoint[]): readonly WealthPoint[] {
  const step = Math.ceil(path.length / POINTS);
  return step <= 1 ? path : path.filter((_, i) => i % step === 0 || i === path.length - 1);
}

/** About how many prompts a bet needs in all that grew so far as it did. */
function needed({ process, alpha, reachedAfter }: Gambler): number {
  if (reachedAfter !== null || !(process.logWealth > 0)) return Number.POSITIVE_INFINITY;
  return Math.ceil((-Math.log(alpha) * process.n) / process.logWealth);
}

/**
 * An anytime-valid test of a bounded statistic against a tolerance, in both directions.
 *
 * One gambler bets, once a prompt, against "the mean is at most ε" by what is proved, another against "the mean is at least
 * ε" by what is likely; the first whose wealth reaches 1/α gives the verdict. At most one of the two hypotheses is wrongly
 * rejected at any truth, so that a wrong verdict has a chance of at most α however often one looks. A third bets as the second
 * does, by what is possible. A mean surely below ε takes about 6/ε prompts, because a few prompts could always be far off.
 */
export function toleranceTest(options: ToleranceTestOptions): ToleranceTest {
  const { range, alpha, tolerance } = options;
  const [low, high] = range;
  const open = (alternative: "greater" | "less", level: number): Gambler => ({
    process: eProcess({ mean: tolerance.value, low, high, alternative }),
    alpha: level,
    reachedAfter: null,
  });
  const different = open("greater", options.alphaDifferent ?? alpha);
  const same = open("less", alpha);
  const surely = open("less", alpha);
  const values: RecordedVariation[] = [];
  const path: WealthPoint[] = [{ prompts: 0, different: 0, same: 0 }];
  return {
    add(value) {
      values.push(value);
      play(different, value.lower);
      play(same, value.likely);
      play(surely, value.upper);
      path.push({
        prompts: values.length,
        different: different.process.logWealth / Math.LN10,
        same: same.process.logWealth / Math.LN10,
      });
    },
    get verdict() {
      const [d, s] = [different.reachedAfter, same.reachedAfter];
      if (d === null && s === null) return "undecided";
      return (d ?? Number.POSITIVE_INFINITY) < (s ?? Number.POSITIVE_INFINITY) ? "different" : "same";
    },
    get prompts() {
      return values.length;
    },
    evidence() {
      const sequence = confidenceSequence({ low, high, level: 1 - alpha });
      const likely = values.map((value) => value.likely);
      for (const value of likely) sequence.add(value);
      const meanOf = (name: keyof RecordedVariation): number =>
        values.reduce((sum, value) => sum + value[name], 0) / values.length;
      const rate = Math.min(needed(different), needed(same));
      const undecided = different.reachedAfter === null && same.reachedAfter === null;
      const exact = values.every(({ lower, upper }) => lower === upper);
      return {
        statistic: options.statistic,
        tolerance: tolerance.value,
        toleranceFrom: tolerance.from,
        prompts: values.length,
        mean: {
          ...clusteredMean(
            likely,
            likely.map((_, i) => i),
            { level: 1 - alpha, range },
          ),
          ...(!exact && { bounds: [meanOf("lower"), meanOf("upper")] as const }),
        },
        anytime: sequence.interval,
        different: betOf(different),
        same: betOf(same),
        surelySame: exact ? null : { ...betOf(surely), mean: meanOf("upper") },
        threshold: { different: 1 / different.alpha, same: 1 / same.alpha },
        path: thinned(path),
        noise: tolerance.noise,
        promptsNeeded: undecided && Number.isFinite(rate) ? rate : null,
      };
    },
  };
}
