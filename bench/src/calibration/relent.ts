import { gammaDraw, multinomial, type Random, random } from "@relent/core/random";
import { decide, formCells, judgeCells, pairEffect, type Settings, settingsOf } from "@relent/tables/compare";
import { type ClusterSummary, NO_SPECIALS, type ValueSummary } from "@relent/tables/summary";
import { DAY_CORRELATION, DAYS, type Rows } from "./draw.ts";
import { tilted } from "./tilt.ts";

/** One setting of the simulation. */
export interface Setting {
  readonly law: string;
  readonly reference: Float64Array;
  readonly bits: number;
  readonly n: number;
  readonly m: number;
  readonly rows: Rows;
  /** Whether relent is told which rows belong together. */
  readonly clustered: boolean;
}

/** Shares of the trials of one setting. */
export interface Outcome extends Setting {
  readonly trials: number;
  /** The test of equality alone rejects at α. */
  readonly rejected: number;
  readonly moved: number;
  readonly same: number;
  /** The interval holds the divergence of the formed cells. */
  readonly covered: number;
  /** The interval's low end lies under it. */
  readonly lowUnder: number;
  /** An estimate was made at all. */
  readonly estimated: number;
}

const PLAN = {
  name: "x",
  column: "x",
  type: "string",
  view: "self",
  count: { kind: "values", numeric: false },
  range: false,
} as const;

const label = (j: number): string => `v${j}`;

function summary(counts: ArrayLike<number>): ValueSummary {
  const values: [string, number][] = [];
  for (let j = 0; j < counts.length; j++) if (counts[j]! > 0) values.push([label(j), counts[j]!]);
  return { kind: "values", specials: NO_SPECIALS, values, spill: 0 };
}

interface Drawn {
  readonly counts: Float64Array;
  readonly clusters: ClusterSummary | null;
}

function draw(rng: Random, size: number, law: Float64Array, rows: Rows): Drawn {
  const k = law.length;
  if (rows === "independent")
    return { counts: multinomial(rng, size, law, new Float64Array(k)), clusters: null };
  const counts = new Float64Array(k);
  const concentration = 1 / DAY_CORRELATION - 1;
  const days = Array.from({ length: DAYS }, (_, day) => {
    const rowsOfDay = Math.ceil(((day + 1) * size) / DAYS) - Math.ceil((day * size) / DAYS);
    const share = law.map((p) => gammaDraw(rng, Math.max(1e-12, p * concentration)));
    const own = multinomial(rng, rowsOfDay, share, new Float64Array(k));
    for (let j = 0; j < k; j++) counts[j]! += own[j]!;
    return [...own, 0];
  });
  return { counts, clusters: { labels: days.map((_, day) => String(day)), whole: true, counts: days } };
}

/** The divergence of two laws after the categories that are not named are pooled, in bits. */
function truth(p: Float64Array, q: Float64Array, named: ReadonlySet<string>): number {
  let [restP, restQ, sum] = [0, 0, 0];
  for (let j = 0; j < p.length; j++) {
    if (named.has(label(j))) sum += p[j]! > 0 ? p[j]! * Math.log2(p[j]! / q[j]!) : 0;
    else {
      restP += p[j]!;
      restQ += q[j]!;
    }
  }
  return restP > 0 ? sum + restP * Math.log2(restP / restQ) : sum;
}

function trial(rng: Random, s: Setting, current: Float64Array, settings: Settings) {
  const x = draw(rng, s.n, current, s.rows);
  const y = draw(rng, s.m, s.reference, s.rows);
  const clusters = s.clustered && x.clusters && y.clusters ? ([x.clusters, y.clusters] as const) : null;
  const effect = clusters ? pairEffect(...clusters, s.n, s.m) : 1;
  const sizes = { n: s.n, m: s.m, effect };
  const { set } = formCells(PLAN, summary(x.counts), summary(y.counts), sizes)!;
  const evidence = judgeCells(set, sizes, settings, 200, clusters);
  const verdict = decide(
    { ...evidence, high: evidence.kl?.estimate.high ?? null },
    evidence.floorP ?? 1,
    settings,
  );
  const interval = evidence.kl?.estimate;
  const target = truth(current, s.reference, new Set(set.cells.map((c) => c.label)));
  return {
    rejected: evidence.test.p < settings.alpha,
    moved: verdict === "moved",
    same: verdict === "same",
    covered: interval !== undefined && interval.low <= target && target <= interval.high,
    lowUnder: interval === undefined || interval.low <= target,
    estimated: interval !== undefined,
  };
}

/** Runs the trials of one setting through the path that `relent diff` takes from counts to verdict. */
export function simulate(setting: Setting, trials: number, seed: string): Outcome {
  const settings = settingsOf({});
  const current = tilted(setting.reference, setting.bits);
  const rng = random(
    `${seed}/${setting.law}/${setting.bits}/${setting.n}/${setting.m}/${setting.rows}/${setting.clustered}`,
  );
  const sums = { rejected: 0, moved: 0, same: 0, covered: 0, lowUnder: 0, estimated: 0 };
  for (let i = 0; i < trials; i++) {
    const one = trial(rng, setting, current, settings);
    for (const key of Object.keys(sums) as (keyof typeof sums)[]) sums[key] += Number(one[key]);
  }
  const made = Math.max(1, sums.estimated);
  return {
    ...setting,
    trials,
    rejected: sums.rejected / trials,
    moved: sums.moved / trials,
    same: sums.same / trials,
    covered: sums.covered / made,
    lowUnder: sums.lowUnder / trials,
    estimated: sums.estimated / trials,
  };
}
