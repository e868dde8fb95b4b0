import { access, mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { describeMachine, machineLines } from "../tables/machine.ts";
import { markdownTable } from "../tables/markdown.ts";
import { type ChildRun, findMeter, runMeasured } from "../tables/measured-child.ts";
import { summarise } from "../tables/measurement.ts";
import { generate } from "./generate.ts";

const BENCH = resolve(import.meta.dirname, "../..");
const CLI = resolve(BENCH, "../packages/cli/bin/relent.js");
const PEERS = resolve(BENCH, "src/evaluate/peers.py");
const SCAN = resolve(import.meta.dirname, "../tables/scan.js");

const HELP = `usage: node dist/evaluate/run.js [options]

  --rows N       rows of the generated table (default 10000000)
  --classes K    its classes (default 10)
  --rounds N     rounds, each contestant once a round (default 3)
  --python FILE  Python with numpy, pyarrow and scikit-learn (default $PYTHON or python3)
  --out FILE     where the Markdown goes (default bench/results/evaluate.md)
`;

interface Contestant {
  readonly name: string;
  readonly command: readonly string[];
  readonly floor?: true;
  readonly relent?: true;
  /** The figures in what it printed. */
  readonly figures?: (printed: string) => Readonly<Record<string, number>>;
}

interface EvalFigures {
  readonly logLoss: { readonly value: number };
  readonly brier: { readonly value: number };
  readonly rocAuc: { readonly value: number };
  readonly calibrationError: { readonly plugIn?: number; readonly value: number };
}

function ours(printed: string): Readonly<Record<string, number>> {
  const { logLoss, brier, rocAuc, calibrationError } = JSON.parse(printed) as EvalFigures;
  return {
    "log loss": logLoss.value,
    Brier: brier.value,
    "ROC AUC": rocAuc.value,
    "calibration error": calibrationError.plugIn ?? calibrationError.value,
  };
}

const contestants = (file: string, classes: number, python: string): readonly Contestant[] => [
  { name: "scan floor: sum of the same columns", command: [process.execPath, SCAN, file], floor: true },
  {
    name: "relent eval, all figures",
    command: [process.execPath, CLI, "eval", file, "--label", "y", "--probs", "p_*", "--json", "--quiet"],
    relent: true,
    figures: ours,
  },
  {
    name: "scikit-learn: log loss, Brier, ROC AUC one against the rest; calibration error by NumPy",
    command: [python, PEERS, file, String(classes)],
    figures: (printed) => JSON.parse(printed) as Record<string, number>,
  },
];

const figureTable = (found: ReadonlyMap<string, Readonly<Record<string, number>>>): string[] => {
  const names = [...new Set([...found.values()].flatMap((figures) => Object.keys(figures)))];
  return [
    `| figure | ${[...found.keys()].join(" | ")} |`,
    `|---|${[...found.keys()].map(() => "---:|").join("")}`,
    ...names.map(
      (name) =>
        `| ${name} | ${[...found.values()].map((f) => f[name]?.toPrecision(12) ?? "–").join(" | ")} |`,
    ),
  ];
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rows: { type: "string", default: "10000000" },
      classes: { type: "string", default: "10" },
      rounds: { type: "string", default: "3" },
      python: { type: "string", default: process.env.PYTHON ?? "python3" },
      out: { type: "string", default: join(BENCH, "results", "evaluate.md") },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return void process.stdout.write(HELP);
  const [rows, classes] = [Number(values.rows), Number(values.classes)];
  const file = join(BENCH, "data", `predictions-${rows}-${classes}.parquet`);
  await access(file).catch(() => generate(file, { rows, classes }));
  const machine = describeMachine(values.python);
  const meter = findMeter(values.python);
  const all = contestants(file, classes, values.python);
  await runMeasured(all[0]!.command, meter);
  const runs = new Map<string, ChildRun[]>(all.map(({ name }) => [name, []]));
  const failed = new Map<string, string>();
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const { name, command } of all) {
      if (failed.has(name)) continue;
      const run = await runMeasured(command, meter);
      if (run.exitCode === 0) runs.get(name)!.push(run);
      else failed.set(name, run.stderr.trim().split("\n").at(-1) ?? `exit code ${run.exitCode}`);
      process.stderr.write(`${name}: ${run.wallSeconds} s, ${run.peakRssMb.toFixed(0)} MB\n`);
    }
  }
  const done = all.filter(({ name }) => runs.get(name)!.length > 0);
  const lines = done.map(({ name, floor, relent }) => ({
    summary: summarise(
      name,
      runs.get(name)!.map((r) => ({
        name,
        wall_s: r.wallSeconds,
        cpu_s: r.cpuSeconds,
        peak_rss_mb: r.peakRssMb,
        detail: {},
      })),
    ),
    ...(floor && { floor }),
    ...(relent && { relent }),
  }));
  const figures = new Map(
    done.flatMap((c) =>
      c.figures ? [[c.name.split(/[:,]/)[0]!, c.figures(runs.get(c.name)!.at(-1)!.stdout)]] : [],
    ),
  );
  const text = [
    "# Evaluation: relent beside scikit-learn",
    "",
    ...machineLines(machine),
    `- ${rows.toLocaleString("en")} rows of ${classes} probabilities (doubles) and a label, Parquet; whole processes, start-up and reading included, least of ${values.rounds} rounds in turn; Python is given the file's columns by pyarrow.`,
    "- relent also finds intervals, the split of the loss, recalibrations and likely wrong labels; scikit-learn the four figures alone.",
    "",
    markdownTable(lines),
    "",
    ...figureTable(figures as Map<string, Record<string, number>>),
    "",
    ...[...failed].map(([name, why]) => `- ${name}: failed: ${why}`),
  ].join("\n");
  await mkdir(dirname(values.out), { recursive: true });
  await writeFile(values.out, `${text.trimEnd()}\n`);
  console.log(text);
}

await main();
