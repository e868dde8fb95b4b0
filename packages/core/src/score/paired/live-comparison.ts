import {
  type ConfidenceSequence,
  type ConfidenceSequenceState,
  confidenceSequence,
  resumeConfidenceSequence,
} from "../../estimate/sequential/confidence-sequence.ts";
import {
  type EProcess,
  type EProcessState,
  eProcess,
  resumeEProcess,
} from "../../estimate/sequential/e-process.ts";
import { invalid } from "../../finite/check.ts";

/** How A and B are compared while their scores come in. */
export interface LiveOptions {
  /** Scores above this count as this: an unbounded loss has no anytime-valid test (default 10, for losses in bits). */
  readonly most?: number;
  /** How far apart the means may lie and still count as equal (default 0). */
  readonly tolerance?: number;
  /** Coverage of the interval and of the verdict, at all times at once (default 0.95). */
  readonly level?: number;
  /** `"betting"` (default) keeps every difference; `"empirical-bernstein"` four sums, and is wider. */
  readonly interval?: "betting" | "empirical-bernstein";
}

/** What a look says; it holds at all looks at once with the level. */
export interface LiveLook {
  /** Pairs, or independent units, so far. */
  readonly n: number;
  /** Mean of A's bounded score less B's. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
  /** Anytime-valid p of "A is not worse than B" and of "B is not worse than A". */
  readonly pWorse: { readonly a: number; readonly b: number };
  readonly verdict: "A is better" | "B is better" | "undecided";
  /** Pairs where a score was above `most`. */
  readonly bounded: { readonly a: number; readonly b: number };
  readonly notes: readonly string[];
}

/** All that a live comparison knows, for JSON. */
export interface LiveState {
  readonly options: Required<LiveOptions>;
  readonly worse: { readonly a: EProcessState; readonly b: EProcessState };
  readonly interval: ConfidenceSequenceState;
  readonly sum: number;
  readonly bounded: { readonly a: number; readonly b: number };
}

/** A comparison that may be looked at after every pair, and stopped whenever one likes. */
export interface LiveComparison {
  /** Takes in the next pair of scores (losses: smaller is better, at least 0). */
  add(a: number, b: number): void;
  readonly n: number;
  look(): LiveLook;
  /** All that is needed to go on later: plain JSON. */
  state(): LiveState;
}

const FN = "liveComparison";

/**
 * A against B as their losses come in: anytime-valid evidence of which is better.
 *
 * Bets on the difference min(a, M) − min(b, M), which lies within ±M: log losses have no bound, so M (`most`) is stated,
 * the pairs above it are counted, and the verdict is about bounded losses. With scores that are bounded by themselves (Brier)
 * give their largest value. Two e-processes, one a direction, each at half of 1 − level; the interval is a confidence
 * sequence of the mean difference. The differences must have one mean given the past: one pair an independent unit, in random
 * order (`perUnit(comparison)` averages the rows of each).
 *
 * @throws RelentError for scores that are negative or NaN, or a `most` that is not finite and above 0.
 * @see Waudby-Smith & Ramdas, J. R. Statist. Soc. B 86 (2024) 1; Ville (1939).
 *
 * @example
 * ```ts
 * const live = liveComparison({ most: 4 });
 * for (let i = 0; i < 100; i++) live.add(1 + (i % 2), 0.5);
 * live.look().verdict // "B is better"
 * live.look().difference // 1
 * ```
 */
export function liveComparison(options: LiveOptions = {}): LiveComparison {
  const complete = { most: 10, tolerance: 0, level: 0.95, interval: "betting" as const, ...options };
  const { most, tolerance, level, interval } = complete;
  if (!(most > 0 && most < Number.POSITIVE_INFINITY)) {
    invalid(`${FN}: most = ${most}; it must be finite and above 0`, { value: most });
  }
  const range = { low: -most, high: most };
  const worse = (): EProcessState => eProcess({ ...range, mean: 0, tolerance }).state();
  return resumeLiveComparison({
    options: complete,
    worse: { a: worse(), b: worse() },
    interval: confidenceSequence({ ...range, level, method: interval }).state(),
    sum: 0,
    bounded: { a: 0, b: 0 },
  });
}

/**
 * The live comparison whose `state()` was saved, as if it had never stopped.
 *
 * @example
 * ```ts
 * const live = liveComparison();
 * live.add(1, 2);
 * resumeLiveComparison(JSON.parse(JSON.stringify(live.state()))).n // 1
 * ```
 */
export function resumeLiveComparison(saved: LiveState): LiveComparison {
  const { options } = saved;
  const { most, level } = options;
  const worse: Record<"a" | "b", EProcess> = {
    a: resumeEProcess(saved.worse.a),
    b: resumeEProcess(saved.worse.b),
  };
  const interval: ConfidenceSequence = resumeConfidenceSequence(saved.interval);
  const bounded = { ...saved.bounded };
  let { sum } = saved;

  const bound = (side: "a" | "b", score: number): number => {
    if (!(score >= 0)) {
      invalid(`${FN}: ${side}[${interval.n}] = ${score}; a loss must be a number ≥ 0, Infinity included`, {
        index: interval.n,
        value: score,
      });
    }
    return Math.min(score, most);
  };

  return {
    add(a, b) {
      const difference = bound("a", a) - bound("b", b);
      if (a > most) bounded.a++;
      if (b > most) bounded.b++;
      sum += difference;
      worse.a.add(difference);
      worse.b.add(-difference);
      interval.add(difference);
    },
    get n() {
      return interval.n;
    },
    look() {
      const { n } = interval;
      const [low, high] = interval.interval;
      const alpha = (1 - level) / 2;
      const decided = (side: "a" | "b"): boolean => worse[side].decision(alpha) === "reject";
      const cut = bounded.a + bounded.b > 0;
      return {
        n,
        difference: n > 0 ? sum / n : 0,
        low,
        high,
        level,
        pWorse: { a: worse.a.p, b: worse.b.p },
        verdict: decided("b") ? "A is better" : decided("a") ? "B is better" : "undecided",
        bounded: { ...bounded },
        notes: cut
          ? [`losses above ${most} count as ${most}: ${bounded.a} of A and ${bounded.b} of B in ${n} pairs`]
          : [],
      };
    },
    state: () => ({
      options,
      worse: { a: worse.a.state(), b: worse.b.state() },
      interval: interval.state(),
      sum,
      bounded: { ...bounded },
    }),
  };
}
