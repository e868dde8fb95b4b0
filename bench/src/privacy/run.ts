import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { poissonSubsampledGaussian, privacyEpsilon, selfCompose } from "@relent/core/privacy";
import { surveyRuns } from "./random-runs.ts";
import { RUNS, type Run } from "./runs.ts";

const quick = process.argv.includes("--quick");
const python = process.env.PYTHON ?? "python3";
const ACCOUNTANTS = [undefined, "pessimistic", "optimistic", "renyi", "gdp"] as const;
const INTERVALS = [1e-4, 1e-3];

interface Peer {
  readonly version: string;
  readonly answers: readonly {
    readonly interval: number;
    readonly epsilon: number;
    readonly seconds: number;
  }[];
}

/** The least milliseconds of some rounds, and the figure. */
function timed(run: Run, accountant: string | undefined, rounds: number) {
  const event = selfCompose(poissonSubsampledGaussian(run.noise, run.rate), run.steps);
  let best = Number.POSITIVE_INFINITY;
  let found = privacyEpsilon(event, run.delta, accountant === undefined ? {} : { accountant });
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    found = privacyEpsilon(event, run.delta, accountant === undefined ? {} : { accountant });
    best = Math.min(best, performance.now() - start);
  }
  return { ...found, ms: best };
}

/** dp_accounting on a run; undefined where it is not installed. */
function peer({ noise, rate, steps, delta }: Run, rounds: number): Peer | undefined {
  const path = resolve(import.meta.dirname, "../../src/privacy/peer.py");
  const input = `${JSON.stringify({ noise, rate, steps, delta, rounds, intervals: INTERVALS })}\n`;
  const { status, stdout } = spawnSync(python, [path], { input, encoding: "utf8" });
  return status === 0 ? (JSON.parse(stdout.trim().split("\n").at(-1)!) as Peer) : undefined;
}

function headline(): string[] {
  const [run] = RUNS;
  const ours = timed(run!, undefined, quick ? 3 : 200);
  const theirs = peer(run!, quick ? 1 : 7);
  const again = timed(run!, undefined, quick ? 3 : 200);
  const ms = Math.min(ours.ms, again.ms);
  const [low, high] = ours.bracket!;
  const rows = [
    ["relent", ours.value, ms],
    ...(theirs?.answers.map(({ interval, epsilon, seconds }) => [
      `dp_accounting ${theirs.version}, grid ${interval}${interval === 1e-4 ? " (default)" : ""}`,
      epsilon,
      1000 * seconds,
    ]) ?? []),
  ] as [string, number, number][];
  return [
    `Rate ${run!.rate}, noise ${run!.noise}, ${run!.steps} steps, δ = ${run!.delta}; the truth to 34 digits is ${run!.truth}; ours comes with bounds ${(high - low).toExponential(1)} apart${low <= run!.truth && run!.truth <= high ? ", which hold it" : ", WHICH MISS IT"}.`,
    "",
    "| program | ε | error | ms (least) | × ours |",
    "| --- | ---: | ---: | ---: | ---: |",
    ...rows.map(
      ([name, value, took]) =>
        `| ${name} | ${value.toPrecision(12)} | ${(value - run!.truth).toExponential(1)} | ${took.toFixed(2)} | ${(took / ms).toFixed(1)} |`,
    ),
    ...(theirs === undefined
      ? ["", "dp_accounting was not found: set PYTHON to an interpreter that has it."]
      : []),
  ];
}

function accountants(): string[] {
  const rows = RUNS.flatMap((run) =>
    ACCOUNTANTS.map((accountant) => {
      const { value, status, ms, bracket } = timed(run, accountant, quick ? 1 : 5);
      const where = `${run.rate}, ${run.noise}, ${run.steps}, ${run.delta}`;
      return `| ${where} | ${accountant ?? "as given"} | ${value.toPrecision(12)} | ${status} | ${(value - run.truth).toExponential(1)} | ${bracket === undefined ? "" : (bracket[1] - bracket[0]).toExponential(1)} | ${ms.toFixed(2)} |`;
    }),
  );
  return [
    "| rate, noise, steps, δ | accountant | ε | status | error | bounds apart | ms |",
    "| --- | --- | ---: | --- | ---: | ---: | ---: |",
    ...rows,
  ];
}

function survey(): string[] {
  const found = surveyRuns(quick ? 20 : 1000);
  return [
    `Seeded runs (σ 0.5 to 10, rate 1e-4 to 0.5, 1 to 100,000 steps, δ 1e-30 to 1e-2, log-uniform), drawn until the contour integral had given ${found.runs - found.silent} figures: ${found.runs} runs.`,
    "",
    `- contour's bounds inside [optimistic, pessimistic]: ${found.inside}; outside: ${found.outside.length}`,
    `- no figure of the contour integral (its path takes too many points): ${found.silent}`,
    `- given without naming an accountant: exact ${found.exact}, upper bound ${found.upper}; widest bounds of an exact figure, relative to it: ${found.widest.toExponential(1)}`,
    `- bounds from below above one from above, or above the Rényi bound: ${found.crossed.length}`,
    ...found.outside.map((run) => `- outside: ${JSON.stringify(run)}`),
    ...found.crossed.map((run) => `- crossed: ${JSON.stringify(run)}`),
  ];
}

const write = (name: string, text: string): void => {
  if (!quick) writeFileSync(new URL(`../../results/${name}.md`, import.meta.url), text);
  console.log(text);
};

const load = loadavg()[0]!.toFixed(1);
const command = "`PYTHON=… npm run bench:privacy` (dp-accounting 0.6.0 from PyPI).";
const times = [
  "# Privacy accounting",
  "",
  `${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores, Node ${process.versions.node}, load at the start ${load}; one thread each, one run.`,
  command,
  "",
  "## Beside dp_accounting",
  "",
  ...headline(),
  "",
  "## Every accountant",
  "",
  ...accountants(),
  "",
];
write("privacy", times.join("\n"));
write("privacy-random", ["# Privacy accounting on random runs", "", command, "", ...survey(), ""].join("\n"));
