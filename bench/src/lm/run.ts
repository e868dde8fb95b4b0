import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { findMeter, runMeasured } from "../tables/measured-child.ts";
import { type Generated, generate, ROWS_PER_CHUNK } from "./generate.ts";
import { generateLogits, LOGIT_TYPES, type LogitFiles, type LogitType } from "./generate-logits.ts";
import { VOCABULARY } from "./rows.ts";

/** Prints how fast two recordings of 128,256 tokens are compared, beside reading them and llama.cpp's loop, in one run. */
const { values } = parseArgs({
  options: {
    chunks: { type: "string", default: "33" },
    rows: { type: "string", default: "2048" },
    rounds: { type: "string", default: "5" },
    python: { type: "string", default: process.env.PYTHON ?? "python3" },
    quick: { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});

const FOLDER = resolve(import.meta.dirname, "../../data/lm");
const SOURCE = resolve(import.meta.dirname, "../../src/lm/llama-loop.c");
const PEER = resolve(import.meta.dirname, "../../src/lm/logits-peer.py");
const chunks = values.quick ? 4 : Number(values.chunks);
const logitRows = values.quick ? 256 : Number(values.rows);
const rounds = values.quick ? 3 : Number(values.rounds);

/** How the loop is built: as llama.cpp's release build builds that file, for this very processor, and with loose rounding. */
const BUILDS: readonly (readonly string[])[] = [
  ["-O3", "-DNDEBUG"],
  ["-O3", "-DNDEBUG", "-march=native"],
  ["-O3", "-DNDEBUG", "-march=native", "-ffast-math"],
];

interface LoopRun {
  readonly rows: number;
  /** Of processor time, with reading the base's rows, which is given alone beside it. */
  readonly seconds: number;
  readonly reading: number;
  readonly meanKl: number;
}

function buildLoop(flags: readonly string[], index: number): string {
  const program = join(FOLDER, `llama-loop-${index}`);
  const { status, stderr } = spawnSync("gcc", [...flags, "-o", program, SOURCE, "-lm"], { encoding: "utf8" });
  if (status !== 0) throw new Error(`gcc: ${stderr}`);
  return program;
}

function runLoop(program: string, { base, logits }: Generated): LoopRun {
  const { status, stdout } = spawnSync(program, [base, logits], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ended with ${status}`);
  return JSON.parse(stdout) as LoopRun;
}

interface Taken {
  /** Seconds of the work itself, without starting Node and loading the library. */
  readonly cpu: number;
  readonly wall: number;
  readonly peakMb: number;
  readonly meanKl?: number;
  readonly firstKl?: number;
}

const ONE_THREAD = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" };
const WORK = ["compare", "read"] as const;
type Work = (typeof WORK)[number];

async function measured(program: readonly string[]): Promise<Taken> {
  const { exitCode, stdout, stderr, peakRssMb } = await runMeasured(
    program,
    findMeter(values.python),
    ONE_THREAD,
  );
  if (exitCode !== 0) throw new Error(`${program.join(" ")}: ${stderr}`);
  return { ...(JSON.parse(stdout) as Taken), peakMb: peakRssMb };
}

const child = (work: Work, { base, model }: LogitFiles): Promise<Taken> =>
  measured([process.execPath, join(import.meta.dirname, "child.js"), work, base, model]);

/** NumPy's version, where the Python given has it. */
const numpy = ((): string | undefined => {
  const { status, stdout } = spawnSync(values.python, ["-c", "import numpy; print(numpy.__version__)"], {
    encoding: "utf8",
  });
  return status === 0 ? stdout.trim() : undefined;
})();

/** What is done with two files of logits of one type: by relent, by a plain reader, and by NumPy. */
interface LogitLane {
  readonly type: LogitType;
  readonly files: LogitFiles;
  readonly runs: Record<Work | "peer", Taken[]>;
}

async function runLane({ files, runs }: LogitLane): Promise<void> {
  for (const work of WORK) runs[work].push(await child(work, files));
  if (numpy !== undefined) runs.peer.push(await measured([values.python, PEER, files.base, files.model]));
}

/** The mean by relent and, where NumPy took part, by it. */
const meanOf = ({ type, runs }: LogitLane): string =>
  `${runs.compare[0]!.meanKl!.toPrecision(7)}${numpy === undefined ? "" : ` (NumPy ${runs.peer[0]!.meanKl!.toPrecision(7)})`} (${type})`;

function laneLines({ type, files, runs }: LogitLane): readonly string[] {
  const rate = (taken: readonly Taken[], clock: "cpu" | "wall"): number =>
    logitRows / least(taken.map((one) => one[clock]));
  const ours = rate(runs.compare, "cpu");
  const line = (name: string, taken: readonly Taken[]): string =>
    `| ${name} | ${whole(rate(taken, "cpu"))} | ${whole(rate(taken, "wall"))} | ${(ours / rate(taken, "cpu")).toFixed(2)}× | ${Math.max(...taken.map(({ peakMb }) => peakMb)).toFixed(0)} |`;
  const gib = (statSync(files.base).size / 2 ** 30).toFixed(2);
  return [
    line(`relent: two files of ${type} logits, ${gib} GiB each`, runs.compare),
    line(`reading both ${type} files, nothing else`, runs.read),
    ...(numpy === undefined
      ? []
      : [line(`NumPy ${numpy}: D(base ‖ model) of the ${type} files alone`, runs.peer)]),
  ];
}

const least = (x: readonly number[]): number => Math.min(...x);
const whole = (x: number): string => Math.round(x).toLocaleString("en-US");

const load = loadavg()[0]!;
mkdirSync(FOLDER, { recursive: true });
const started = performance.now();
const files = await generate(FOLDER, chunks);
const lanes: readonly LogitLane[] = LOGIT_TYPES.map((type) => ({
  type,
  files: generateLogits(FOLDER, type, logitRows),
  runs: { compare: [], read: [], peer: [] },
}));
const gib = statSync(files.base).size / 2 ** 30;
console.error(`generated 2 × ${gib.toFixed(2)} GiB in ${((performance.now() - started) / 1e3).toFixed(0)} s`);

try {
  const programs = BUILDS.map((flags, i) => ({ name: flags.join(" "), program: buildLoop(flags, i) }));
  const rows = chunks * ROWS_PER_CHUNK;
  const runs: Record<Work, Taken[]> = { compare: [], read: [] };
  const loops: LoopRun[][] = programs.map(() => []);
  await child("read", files);
  for (let round = 0; round < rounds; round++) {
    for (const work of WORK) runs[work].push(await child(work, files));
    for (const [i, { program }] of programs.entries()) loops[i]!.push(runLoop(program, files));
    for (const lane of lanes) await runLane(lane);
  }
  const rateOf = (work: Work, clock: "cpu" | "wall"): number =>
    rows / least(runs[work].map((taken) => taken[clock]));
  const peakOf = (work: Work): number => Math.max(...runs[work].map(({ peakMb }) => peakMb));
  const ours = rateOf("compare", "cpu");
  const { meanKl, firstKl } = runs.compare[0]!;
  const loopLine = ({ name }: { name: string }, i: number): string => {
    const rate = 1 / least(loops[i]!.map((run) => run.seconds / run.rows));
    const bare = 1 / least(loops[i]!.map((run) => (run.seconds - run.reading) / run.rows));
    return `| llama.cpp's loop, gcc ${name} (without reading: ${whole(bare)}) | ${whole(rate)} | | ${(ours / rate).toFixed(1)}× | |`;
  };
  const line = (name: string, work: Work): string => {
    const rate = rateOf(work, "cpu");
    return `| ${name} | ${whole(rate)} | ${whole(rateOf(work, "wall"))} | ${(ours / rate).toFixed(2)}× | ${peakOf(work).toFixed(0)} |`;
  };
  const page = [
    "# Two recorded language models compared",
    "",
    "Written by `npm run bench:lm -- --write`.",
    "",
    `${cpus()[0]?.model ?? "?"}, ${cpus().length} cores, Node ${process.version}, load ${load.toFixed(2)} at the start. Two files of ${gib.toFixed(2)} GiB: ${whole(rows)} rows of ${whole(VOCABULARY)} tokens, generated (\`bench/src/lm/rows.ts\`), lying in the page cache. All contestants in turn, ${rounds} rounds; of each the least processor time (user and system, all threads; starting Node and loading the library not) counts. The loop reads the base's rows as llama.cpp does, a chunk at a time, and has the logits in memory, from a forward pass that is not counted; relent reads both files.`,
    "",
    "| | rows a second and core | rows a second, wall | relent ÷ it | peak MB |",
    "|---|--:|--:|--:|--:|",
    line("relent: all figures of a token table", "compare"),
    line("reading both files, nothing else", "read"),
    ...programs.map(loopLine),
    ...lanes.flatMap(laneLines),
    "",
    `relent computes six divergences, both entropies, confidences and surprisals; the loop one divergence and both surprisals. Mean D(base ‖ model): ${meanKl!.toPrecision(6)} nats; over the loop's ${loops[0]![0]!.rows} rows ${firstKl!.toPrecision(6)}, by the loop ${loops[0]![0]!.meanKl.toPrecision(6)}. The files of logits have ${whole(logitRows)} rows; relent gives the same figures of them, mean D(base ‖ model) ${lanes.map(meanOf).join(", ")}. ${numpy === undefined ? "NumPy was not found: set PYTHON to an interpreter that has it." : "NumPy gives one divergence, in single precision, on one thread."}`,
    "",
  ].join("\n");
  console.log(page);
  if (values.write) {
    const results = resolve(import.meta.dirname, "../../results");
    mkdirSync(results, { recursive: true });
    writeFileSync(join(results, "lm.md"), page);
  }
} finally {
  if (!values.keep) rmSync(FOLDER, { recursive: true });
}
