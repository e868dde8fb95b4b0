import { access, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { CONTESTANTS, type Contestant, type Setting } from "./contestants.ts";
import type { Truth } from "./generate.ts";
import { describeMachine, machineLines } from "./machine.ts";
import { markdownTable } from "./markdown.ts";
import { findMeter, type Meter, runMeasured } from "./measured-child.ts";
import { type Measurement, summarise } from "./measurement.ts";
import { judge, verdictLine } from "./verdicts.ts";

interface Results {
  readonly contestant: Contestant;
  readonly runs: Measurement[];
  flagged: readonly string[] | undefined;
  failure: string | undefined;
}

const QUIET: Readonly<Record<string, string>> = {
  DO_NOT_TRACK: "1",
  PYTHONDONTWRITEBYTECODE: "1",
  PYTHONWARNINGS: "ignore",
};

/** The line of a crash that says what was wrong. */
const complaint = (stderr: string): string | undefined => {
  const lines = stderr.trim().split("\n");
  return lines.find((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1);
};

async function once(result: Results, setting: Setting, meter: Meter): Promise<void> {
  const { contestant } = result;
  const run = await runMeasured(contestant.command(setting), meter, QUIET);
  if (run.exitCode !== 0) {
    result.failure = complaint(run.stderr) ?? `exit code ${run.exitCode}`;
    return;
  }
  result.runs.push({
    name: contestant.name,
    wall_s: run.wallSeconds,
    cpu_s: run.cpuSeconds,
    peak_rss_mb: run.peakRssMb,
    detail: {},
  });
  result.flagged = contestant.flagged?.(run);
  process.stderr.write(
    `${contestant.id}: ${run.wallSeconds.toFixed(2)} s, ${run.cpuSeconds.toFixed(2)} cpu-s, ${run.peakRssMb.toFixed(0)} MB\n`,
  );
}

/** Runs every contestant once a round, one after another, so that slow drifts of the machine fall on all alike. */
async function rounds(
  chosen: readonly Contestant[],
  setting: Setting,
  count: number,
  slowCount: number,
  meter: Meter,
): Promise<readonly Results[]> {
  const results = chosen.map(
    (contestant): Results => ({
      contestant,
      runs: [],
      flagged: undefined,
      failure: undefined,
    }),
  );
  for (let round = 0; round < count; round++)
    for (const result of results) {
      const due = result.contestant.slow ? round < slowCount : true;
      if (due && result.failure === undefined) await once(result, setting, meter);
    }
  return results;
}

function section(title: string, results: readonly Results[], truth: Truth): readonly string[] {
  const done = results.filter((result) => result.runs.length > 0);
  if (done.length === 0) return [];
  const lines = done.map(({ contestant, runs }) => ({
    summary: summarise(contestant.name, runs),
    ...(contestant.floor && { floor: true as const }),
    ...(contestant.relent && { relent: true as const }),
  }));
  const verdicts = done.flatMap(({ contestant, flagged }) =>
    flagged === undefined ? [] : [verdictLine(contestant.name, judge(truth, flagged))],
  );
  return [`## ${title}`, "", markdownTable(lines), "", ...verdicts, ...(verdicts.length > 0 ? [""] : [])];
}

const BENCH = resolve(import.meta.dirname, "../..");

const HELP = `usage: node dist/tables/run.js [options]

  --data DIR         folder with reference.parquet, current.parquet, truth.json (default bench/data/5000000)
  --rounds N         rounds, each contestant once a round (default 3)
  --slow-rounds N    rounds that include the slow contestants (default 1)
  --only ID,ID       these contestants alone: ${CONTESTANTS.map((contestant) => contestant.id).join(", ")}
  --spare COL,COL    columns that the evidently package is spared
  --csv              the CSV contestants instead of the pair
  --python FILE      Python with peers/requirements.txt installed (default python3)
  --threads N        threads of the scan floor (default 2)
  --out FILE         where the Markdown goes (default bench/results/tables.md, or tables-csv.md)
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: "string", default: join(BENCH, "data", "5000000") },
      rounds: { type: "string", default: "3" },
      "slow-rounds": { type: "string", default: "1" },
      only: { type: "string" },
      spare: { type: "string", default: "" },
      csv: { type: "boolean", default: false },
      python: { type: "string", default: "python3" },
      threads: { type: "string", default: "2" },
      out: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return void process.stdout.write(HELP);
  const data = resolve(values.data);
  const scratch = await mkdtemp(join(tmpdir(), "relent-bench-"));
  const setting: Setting = {
    reference: join(data, "reference.parquet"),
    current: join(data, "current.parquet"),
    csv: join(data, "reference.csv"),
    scratch,
    python: values.python,
    threads: Number(values.threads),
    spared: values.spare,
  };
  try {
    const inputs = values.csv ? [setting.csv] : [setting.reference, setting.current];
    for (const file of inputs)
      await access(file).catch(() => {
        throw new Error(
          `run: ${file} is not there; node dist/tables/generate.js --out ${data}${values.csv ? " --csv" : ""} makes it`,
        );
      });
    const truth = JSON.parse(await readFile(join(data, "truth.json"), "utf8")) as Truth;
    const ids = values.only?.split(",");
    const table = values.csv ? "csv" : "pair";
    const chosen = CONTESTANTS.filter(
      (contestant) => contestant.on === table && (ids === undefined || ids.includes(contestant.id)),
    );
    const machine = describeMachine(values.python);
    const meter = findMeter(values.python);
    const floor = CONTESTANTS.find((contestant) => contestant.on === table && contestant.floor);
    if (floor) await runMeasured(floor.command(setting), meter, QUIET);
    const results = await rounds(
      chosen,
      setting,
      Number(values.rounds),
      Number(values["slow-rounds"]),
      meter,
    );
    const million = `${(truth.rows / 1e6).toLocaleString("en")} million rows`;
    const title = values.csv
      ? `One CSV file, ${million}, 27 columns`
      : `Two Parquet tables of ${million} each, 27 columns`;
    const failures = results.flatMap(({ contestant, failure }) =>
      failure === undefined ? [] : [`- ${contestant.name}: failed: ${failure}`],
    );
    const text = [
      "# Tables: relent beside its peers",
      "",
      ...machineLines(machine),
      `- Command: \`node dist/tables/run.js ${process.argv
        .slice(2)
        .map((word) => (word.includes("/") ? basename(word) : word))
        .join(" ")}\``,
      "- Whole processes, start-up included, after one unmeasured scan (warm page cache); times are the least of the runs, medians in brackets, memory the largest; ratios are of the least times.",
      ...(values.spare === "" ? [] : [`- The evidently package is spared: ${values.spare}`]),
      "",
      ...section(title, results, truth),
      ...failures,
    ].join("\n");
    const out = resolve(values.out ?? join(BENCH, "results", values.csv ? "tables-csv.md" : "tables.md"));
    await mkdir(dirname(out), { recursive: true });
    await writeFile(out, `${text.trimEnd()}\n`);
    console.log(text);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
