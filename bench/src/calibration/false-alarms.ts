import { random } from "@relent/core/random";
import { type CategoryLaw, drawCategories, drawNumbers, type Rows, uniformLaw, zipfLaw } from "./draw.ts";
import { PEERS } from "./peers.ts";
import type { PeerVerdict } from "./verdict.ts";

/** A share of trials, with its standard error. */
export interface Share {
  readonly share: number;
  readonly standardError: number;
}

/** How often each default rule flags a pair of samples of one law. */
export interface FalseAlarmRow {
  readonly law: string;
  /** Categories; null for numbers. */
  readonly k: number | null;
  readonly rows: Rows;
  /** Rows of the current side. */
  readonly n: number;
  /** Rows of the reference. */
  readonly m: number;
  readonly trials: number;
  /** By rule: those of `PEER_RULES`. */
  readonly alarms: Readonly<Record<string, Share>>;
}

export interface FalseAlarmOptions {
  /** Pairs a setting; 4,300 keep a 95 % interval of any share within ±1.5 points. */
  readonly trials?: number;
  readonly seed?: number;
  readonly categories?: readonly number[];
  /** Rows of the current side and of the reference. */
  readonly sizes?: readonly (readonly [n: number, m: number])[];
  readonly rows?: readonly Rows[];
  /** Whether N(0, 1) numbers are tried too (default true). */
  readonly numbers?: boolean;
  readonly onRow?: (row: FalseAlarmRow) => void;
}

const ANY_TENTH = "NannyML, any tenth";
const ONE_TENTH = "NannyML, one tenth";

/** NannyML judges ten pieces of the current table: a pair is flagged where any alerts, a piece where it alerts. */
const namesOf = (peer: string): readonly string[] => (peer === "NannyML" ? [ANY_TENTH, ONE_TENTH] : [peer]);

/** The columns of the table. */
export const PEER_RULES: readonly string[] = PEERS.flatMap((peer) => namesOf(peer.name));

/** Each rule's alarm in one trial, in the order of `PEER_RULES`: 0 or 1, or the share of the tenths that alert. */
const alarmsOf = (verdicts: readonly PeerVerdict[]): readonly number[] =>
  verdicts.flatMap(({ flag, alertShare }) =>
    alertShare === undefined ? [Number(flag)] : [Number(flag), alertShare],
  );

interface Setting {
  readonly law: string;
  readonly k: number | null;
  readonly rows: Rows;
  readonly n: number;
  readonly m: number;
}

function tally(setting: Setting, trials: number, trial: () => readonly PeerVerdict[]): FalseAlarmRow {
  const sums = new Float64Array(PEER_RULES.length);
  const squares = new Float64Array(PEER_RULES.length);
  for (let t = 0; t < trials; t++)
    alarmsOf(trial()).forEach((alarm, i) => {
      sums[i]! += alarm;
      squares[i]! += alarm * alarm;
    });
  const alarms = PEER_RULES.map((rule, i): readonly [string, Share] => {
    const share = sums[i]! / trials;
    const variance = Math.max(0, squares[i]! / trials - share * share);
    return [rule, { share, standardError: Math.sqrt(variance / trials) }];
  });
  return { ...setting, trials, alarms: Object.fromEntries(alarms) };
}

function categoryRow(setting: Setting, law: CategoryLaw, trials: number, seed: number): FalseAlarmRow {
  const { n, m, rows } = setting;
  const rng = random([seed, law.name, rows, n, m].join());
  return tally(setting, trials, () => {
    const reference = drawCategories(rng, m, law, rows);
    const current = drawCategories(rng, n, law, rows);
    return PEERS.map((peer) => peer.categories({ reference, current }));
  });
}

function numberRow(setting: Setting, trials: number, seed: number): FalseAlarmRow {
  const { n, m, rows, law } = setting;
  const rng = random([seed, law, rows, n, m].join());
  return tally(setting, trials, () => {
    const reference = drawNumbers(rng, m, rows);
    const current = drawNumbers(rng, n, rows);
    return PEERS.map((peer) => peer.numbers({ reference, current }));
  });
}

/** Sizes by default: current against reference. */
export const SIZES: readonly (readonly [n: number, m: number])[] = [
  [100, 100],
  [1000, 1000],
  [10_000, 10_000],
  [200, 5000],
  [5000, 200],
];

/** The share of pairs with one law on both sides that each default rule flags, setting by setting. */
export function peerFalseAlarms(options: FalseAlarmOptions = {}): readonly FalseAlarmRow[] {
  const {
    trials = 4300,
    seed = 1,
    categories = [2, 5, 20, 32, 100, 500],
    sizes = SIZES,
    rows: dependence = ["independent", "by day"],
    numbers = true,
    onRow = () => {},
  } = options;
  const laws = categories.flatMap((k) => [uniformLaw(k), zipfLaw(k)]);
  const found: FalseAlarmRow[] = [];
  const add = (row: FalseAlarmRow): void => {
    found.push(row);
    onRow(row);
  };
  for (const rows of dependence)
    for (const [n, m] of sizes) {
      if (numbers) add(numberRow({ law: "N(0, 1)", k: null, rows, n, m }, trials, seed));
      for (const law of laws)
        add(categoryRow({ law: law.name, k: law.probabilities.length, rows, n, m }, law, trials, seed));
    }
  return found;
}

const percent = ({ share }: Share): string => (100 * share).toFixed(1);

/** The rows as a Markdown table: shares in per cent. */
export function falseAlarmTable(rows: readonly FalseAlarmRow[]): string {
  const head = ["law", "rows", "current", "reference", ...PEER_RULES];
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    line(head),
    line(head.map((_, i) => (i < 2 ? "---" : "---:"))),
    ...rows.map((row) =>
      line([
        row.law,
        row.rows,
        String(row.n),
        String(row.m),
        ...PEER_RULES.map((rule) => percent(row.alarms[rule]!)),
      ]),
    ),
  ].join("\n");
}
