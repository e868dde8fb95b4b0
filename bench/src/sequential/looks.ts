import {
  type Bet,
  clusteredMean,
  confidenceSequence,
  type EProcess,
  eProcess,
  perUnit,
} from "@relent/core/estimate";
import { gammaDraw, type Random, random } from "@relent/core/random";
import { median, percent, table } from "./table.ts";

const ALPHA = 0.05;
const DOCUMENTS = 200;
const TOKENS = 40;
const NULL = 0.5;

/** Documents of yes-or-no tokens; two tokens of a document correlate by `icc`. */
export interface Setting {
  readonly mean: number;
  readonly icc: number;
}

/** The share of yes in one document: Beta-distributed, so that two of its tokens correlate by `icc`. */
export function documentMean(rng: Random, { mean, icc }: Setting): number {
  if (icc === 0) return mean;
  const x = gammaDraw(rng, mean * (1 / icc - 1));
  return x / (x + gammaDraw(rng, (1 - mean) * (1 / icc - 1)));
}

function* documents(rng: Random, setting: Setting): Generator<Float64Array> {
  for (let d = 0; d < DOCUMENTS; d++) {
    const share = documentMean(rng, setting);
    yield Float64Array.from({ length: TOKENS }, () => (rng.uniform() < share ? 1 : 0));
  }
}

/** When a rule rejected the null "mean = ½" first, in documents; Infinity if never. */
type Rule = (all: readonly Float64Array[]) => number;

const rejectedAt = (
  all: readonly Float64Array[],
  rejects: (document: Float64Array, at: number) => boolean,
): number => {
  const at = all.findIndex(rejects);
  return at < 0 ? Number.POSITIVE_INFINITY : at + 1;
};

const byToken =
  (bet: Bet): Rule =>
  (all) => {
    const test = eProcess({ mean: NULL, alternative: "two-sided", bet });
    return rejectedAt(all, (document) => {
      for (const x of document) test.add(x);
      return test.decision(ALPHA) === "reject";
    });
  };

const byDocument =
  (bet: Bet): Rule =>
  (all) => {
    const test: EProcess = eProcess({ mean: NULL, alternative: "two-sided", bet });
    const units = perUnit(test);
    return rejectedAt(all, (document, at) => {
      for (const x of document) units.add(at, x);
      units.end();
      return test.decision(ALPHA) === "reject";
    });
  };

/** The z test of independent rows, at the end or after every document. */
const independentRows =
  (looks: "once" | "always"): Rule =>
  (all) => {
    let [n, sum] = [0, 0];
    return rejectedAt(all, (document, at) => {
      for (const x of document) sum += x;
      n += document.length;
      if (looks === "once" && at + 1 < all.length) return false;
      return Math.abs(sum / n - NULL) > 1.96 * Math.sqrt((NULL * (1 - NULL)) / n);
    });
  };

/** relent's interval of a clustered mean, at the end. */
const clustered: Rule = (all) => {
  const values = all.flatMap((document) => Array.from(document));
  const ids = values.map((_, i) => Math.floor(i / TOKENS));
  const { low, high } = clusteredMean(values, ids);
  return low <= NULL && NULL <= high ? Number.POSITIVE_INFINITY : all.length;
};

export const RULES: Readonly<Record<string, Rule>> = {
  "bets by document, aGRAPA": byDocument("agrapa"),
  "bets by document, mixture": byDocument("mixture"),
  "bets by token, aGRAPA": byToken("agrapa"),
  "bets by token, mixture": byToken("mixture"),
  "independent rows, one look": independentRows("once"),
  "independent rows, looks at every document": independentRows("always"),
  "clustered mean, one look": clustered,
};

const SETTINGS: readonly Setting[] = [
  { mean: 0.5, icc: 0 },
  { mean: 0.5, icc: 0.1 },
  { mean: 0.5, icc: 0.3 },
  { mean: 0.55, icc: 0.1 },
  { mean: 0.6, icc: 0.1 },
];

/** After how many documents each simulation rejected. */
export function stops(rule: Rule, setting: Setting, trials: number): number[] {
  return Array.from({ length: trials }, (_, trial) => rule([...documents(random([3, trial]), setting)]));
}

/** Shares that rejected, and after how many documents half of them had. */
export function lookTable(trials: number): string {
  const head = SETTINGS.map(({ mean, icc }) => `mean ${mean}, ICC ${icc}`);
  const rows = Object.entries(RULES).map(([name, rule]) => [
    name,
    ...SETTINGS.map((setting) => {
      const found = stops(rule, setting, trials);
      const share = found.filter(Number.isFinite).length / trials;
      const middle = median(found);
      return setting.mean === NULL || !Number.isFinite(middle)
        ? percent(share)
        : `${percent(share)}, half by ${middle}`;
    }),
  ]);
  return table(["rule", ...head], rows);
}

/** How often a confidence sequence of document means held at every tenth document, and its width at the end. */
export function sequenceTable(trials: number): string {
  const settings = SETTINGS.slice(0, 3);
  const rows = (["betting", "empirical-bernstein"] as const).map((method) => [
    method,
    ...settings.map((setting) => {
      let held = 0;
      let width = 0;
      for (let trial = 0; trial < trials; trial++) {
        const sequence = confidenceSequence({ method });
        const units = perUnit(sequence);
        let holds = true;
        [...documents(random([4, trial]), setting)].forEach((document, at) => {
          for (const x of document) units.add(at, x);
          units.end();
          if ((at + 1) % 10 !== 0) return;
          const [low, high] = sequence.interval;
          holds &&= low <= setting.mean && setting.mean <= high;
        });
        const [low, high] = sequence.interval;
        if (holds) held++;
        width += (high - low) / trials;
      }
      return `${percent(held / trials)}, width ${width.toFixed(3)}`;
    }),
  ]);
  return table(["method", ...settings.map(({ icc }) => `ICC ${icc}`)], rows);
}
