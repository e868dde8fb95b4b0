import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { uniformLaw, zipfLaw } from "./draw.ts";
import { SIZES } from "./false-alarms.ts";
import { movedNumbers, NUMBER_LAWS, type NumberOutcome, simulateNumbers } from "./numbers.ts";
import { type Outcome, type Setting, simulate } from "./relent.ts";

const CATEGORIES = [2, 5, 20, 32, 100, 500];
const BITS = [0, 0.001, 0.01, 0.1, 0.5];
const FLOOR = 0.01;

/** Every setting of the table, in its order. */
function settings(): Setting[] {
  const laws = CATEGORIES.flatMap((k) => [uniformLaw(k), zipfLaw(k)]);
  return SIZES.flatMap(([n, m]) =>
    laws.flatMap(({ name, probabilities }) => {
      const one = (bits: number, rows: Setting["rows"], clustered: boolean): Setting => ({
        law: name,
        reference: probabilities,
        bits,
        n,
        m,
        rows,
        clustered,
      });
      return [
        ...BITS.map((bits) => one(bits, "independent", false)),
        one(0, "by day", false),
        one(0, "by day", true),
        one(FLOOR, "by day", true),
      ];
    }),
  );
}

type Result = { readonly index: number; readonly outcome: Outcome };

const { values } = parseArgs({
  options: {
    trials: { type: "string", default: "2000" },
    seed: { type: "string", default: "1" },
    out: { type: "string" },
  },
});
const trials = Number(values.trials);

const percent = (share: number): string => (100 * share).toFixed(1);
const row = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [row(head), row(head.map((_, i) => (i === 0 ? "---" : "---:"))), ...rows.map(row)].join("\n");

const key = (o: Setting): string => `${o.law} | ${o.n} | ${o.m}`;

/** Whether the coverage rule applies: ten rows a cell, and every cell that matters expects five in the reference. */
const demanded = (o: Outcome): boolean =>
  Math.min(o.n, o.m) >= 10 * o.reference.length && o.reference.every((q) => q < 0.01 || q * o.m >= 5);

function verdictTable(outcomes: readonly Outcome[], rows: Setting["rows"], clustered: boolean): string {
  const mine = outcomes.filter((o) => o.rows === rows && o.clustered === clustered);
  const at = (bits: number) => new Map(mine.filter((o) => o.bits === bits).map((o) => [key(o), o]));
  const [zero, floor] = [at(0), at(FLOOR)];
  return table(
    [
      "law",
      "current",
      "reference",
      "rejected at 0",
      "moved at 0",
      "same at 0",
      "moved at floor",
      "same at floor",
    ],
    [...zero.values()].map((o) => {
      const f = floor.get(key(o));
      return [
        o.law,
        o.n,
        o.m,
        percent(o.rejected),
        percent(o.moved),
        percent(o.same),
        f ? percent(f.moved) : "–",
        f ? percent(f.same) : "–",
      ];
    }),
  );
}

function coverageTable(outcomes: readonly Outcome[]): string {
  const mine = outcomes.filter((o) => o.rows === "independent");
  const groups = grouped(mine);
  return table(
    ["law", "current", "reference", ...BITS.map((b) => `D = ${b}`), "demanded"],
    [...groups.values()].map((list) => [
      list[0]!.law,
      list[0]!.n,
      list[0]!.m,
      ...BITS.map((bits) => {
        const o = list.find((s) => s.bits === bits)!;
        return o.estimated < 0.5 ? "no estimate" : percent(o.covered);
      }),
      demanded(list[0]!) ? "yes" : "",
    ]),
  );
}

function grouped(list: readonly Outcome[]): Map<string, Outcome[]> {
  const groups = new Map<string, Outcome[]>();
  for (const o of list) groups.set(key(o), [...(groups.get(key(o)) ?? []), o]);
  return groups;
}

/** Two standard errors above a nominal share, in per cent. */
const limit = (share: number): number => share + 2 * Math.sqrt((share * (1 - share)) / trials);

function summary(outcomes: readonly Outcome[]): string {
  const told = outcomes.filter((o) => o.rows === "independent" || o.clustered);
  const zero = told.filter((o) => o.bits === 0);
  const floor = told.filter((o) => o.bits === FLOOR);
  const over = (list: readonly Outcome[], of: (o: Outcome) => number): string => {
    const bad = list.filter((o) => of(o) > limit(0.05));
    const most = Math.max(...list.map(of));
    return `${bad.length} of ${list.length} settings over 5 % + 2 s.e.; most ${percent(most)} %`;
  };
  const covered = outcomes.filter((o) => o.rows === "independent" && demanded(o) && o.estimated >= 0.5);
  const away = covered.filter((o) => o.bits > 0);
  const within = (low: number, high: number): number =>
    away.filter((o) => o.covered >= low && o.covered <= high).length;
  const least = (list: readonly Outcome[]): string => percent(Math.min(...list.map((o) => o.covered)));
  return [
    `- Rejected by the test alone at D = 0: ${over(zero, (o) => o.rejected)}.`,
    `- Moved at D = 0: ${over(zero, (o) => o.moved)}.`,
    `- Moved at D = floor: ${over(floor, (o) => o.moved)}.`,
    `- Same at D = floor: ${over(floor, (o) => o.same)}.`,
    `- Coverage where it is demanded, D > 0: ${within(0.92, 0.99)} of ${away.length} settings within 92–99 %, ` +
      `${within(0.93, 0.98)} within 93–98 %, least ${least(away)} %.`,
    `- Coverage where it is demanded, D = 0: least ${least(covered.filter((o) => o.bits === 0))} %.`,
  ].join("\n");
}

function numbersText(): string {
  const pairs = NUMBER_LAWS.flatMap((law): NumberOutcome[] =>
    [
      [1000, 1000],
      [10_000, 10_000],
      [5000, 400],
    ].map(([n, m]) => simulateNumbers(law, n!, m!, Math.min(trials, n! > 5000 ? 300 : 1000), values.seed)),
  );
  const moved = NUMBER_LAWS.map((law) => movedNumbers(law, 200_000, 10, values.seed));
  return [
    table(
      ["law, unmoved", "current", "reference", "rejected", "moved", "same", "interval holds 0"],
      pairs.map((o) => [
        o.law.split(",")[0]!,
        o.n,
        o.m,
        percent(o.rejected),
        percent(o.moved),
        percent(o.same),
        percent(o.covered),
      ]),
    ),
    "",
    table(
      ["law", "rows a side", "exact bits over 32 cells", "mean estimate", "ratio"],
      moved.map((o) => [
        o.law,
        o.n,
        o.exact.toFixed(5),
        o.estimated.toFixed(5),
        (o.estimated / o.exact).toFixed(3),
      ]),
    ),
  ].join("\n");
}

function text(outcomes: readonly Outcome[]): string {
  return [
    "# Calibration of relent's verdicts",
    "",
    `Shares of simulated pairs, in per cent; ${trials.toLocaleString("en-US")} pairs a setting (2 standard errors of 5 %: ${percent(limit(0.05) - 0.05)} points), through the path from counts to verdict. Floor ${FLOOR} bits, α = 0.05, one column. ` +
      "Current laws are exponential tilts of the reference at the stated divergence D, in bits; coverage is of the divergence over the cells that were formed.",
    "",
    "## In short",
    "",
    summary(outcomes),
    "",
    "## Independent rows",
    "",
    verdictTable(outcomes, "independent", false),
    "",
    "## Rows that come by day (30 days a side, two rows of a day correlate by 0.01), `--cluster` given",
    "",
    verdictTable(outcomes, "by day", true),
    "",
    "## The same without `--cluster`: what dependence does to a test that does not know of it",
    "",
    verdictTable(outcomes, "by day", false),
    "",
    "## Coverage of the 95 % interval, independent rows",
    "",
    coverageTable(outcomes),
    "",
    "## Numbers, through the whole path from values",
    "",
    numbersText(),
    "",
  ].join("\n");
}

async function conduct(): Promise<void> {
  const all = settings();
  const outcomes = new Array<Outcome>(all.length);
  let next = 0;
  let done = 0;
  const worker = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const thread = new Worker(new URL(import.meta.url), {
        workerData: { trials, seed: values.seed },
        argv: process.argv.slice(2),
      });
      const give = (): void => {
        if (next >= all.length) {
          void thread.terminate().then(() => resolve());
          return;
        }
        const index = next++;
        thread.postMessage({ index, setting: all[index] });
      };
      thread.on("message", ({ index, outcome }: Result) => {
        outcomes[index] = outcome;
        process.stderr.write(`\r${++done} of ${all.length} settings`);
        give();
      });
      thread.on("error", reject);
      give();
    });
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  process.stderr.write("\n");
  const report = text(outcomes);
  if (values.out !== undefined) await writeFile(values.out, report);
  console.log(report);
}

if (isMainThread) await conduct();
else {
  const { trials: each, seed } = workerData as { trials: number; seed: string };
  parentPort!.on("message", ({ index, setting }: { index: number; setting: Setting }) => {
    parentPort!.postMessage({ index, outcome: simulate(setting, each, seed) } satisfies Result);
  });
}
