import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { estimateKl, kdTree, nearest, nearestOthers, samples } from "@relent/core/estimate";
import { normalDraw, random } from "@relent/core/random";
import { markdownHead, markdownRow } from "./summary.ts";

const DIM = 3;
const K = 5;

interface Answer {
  readonly seconds: number;
  readonly value: number;
}

interface Peer {
  readonly version: string;
  readonly run: () => Promise<Answer>;
  readonly close: () => void;
}

/** The SciPy child with the points loaded; undefined, with a line on stderr, where it does not start. */
async function startPeer(python: string, p: Float64Array, q: Float64Array): Promise<Peer | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "relent-neighbours-"));
  const files = [join(folder, "p"), join(folder, "q")] as const;
  writeFileSync(files[0], p);
  writeFileSync(files[1], q);
  const script = resolve(import.meta.dirname, "../../src/samples/neighbours_peer.py");
  const child = spawn(python, [script, ...files, String(DIM), String(K)], {
    env: { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const waiting: ((line: string | undefined) => void)[] = [];
  const end = (): void => {
    for (const answer of waiting.splice(0)) answer(undefined);
  };
  child.on("error", end).on("exit", end);
  child.stdin.on("error", () => {});
  createInterface({ input: child.stdout }).on("line", (line) => waiting.shift()?.(line));
  const next = (): Promise<string | undefined> => new Promise((answer) => void waiting.push(answer));
  const close = (): void => {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  const first = await next();
  if (first === undefined) {
    close();
    process.stderr.write("no SciPy peer\n");
    return undefined;
  }
  return {
    version: (JSON.parse(first) as { version: string }).version,
    run: async () => {
      child.stdin.write("\n");
      return JSON.parse((await next()) ?? "{}") as Answer;
    },
    close,
  };
}

function timed(run: () => number): Answer {
  const start = performance.now();
  const value = run();
  return { seconds: (performance.now() - start) / 1000, value };
}

function neighbourRoute(p: Float64Array, q: Float64Array): number {
  const own = kdTree(p, DIM);
  const near = nearestOthers(own, K).distances;
  const far = nearest(kdTree(q, DIM), p, K, own.order).distances;
  const n = p.length / DIM;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.log(far[i * K + K - 1]! / near[i * K + K - 1]!);
  return (DIM * sum) / n + Math.log(q.length / DIM / (n - 1));
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** The same estimate by relent's tree and by SciPy's, in turns, and relent's whole estimate with its interval. */
export async function speedTable(python: string, n: number, rounds: number): Promise<string> {
  const rng = random("speed");
  const p = Float64Array.from({ length: n * DIM }, () => normalDraw(rng));
  const q = Float64Array.from({ length: n * DIM }, () => 1.2 * normalDraw(rng));
  const [ofP, ofQ] = [samples(p, { dim: DIM }), samples(q, { dim: DIM })];
  const peer = await startPeer(python, p, q);
  const lines: { ours: Answer; whole: Answer; theirs: Answer | undefined }[] = [];
  for (let round = 0; round <= rounds; round++) {
    const ours = timed(() => neighbourRoute(p, q));
    const theirs = await peer?.run();
    const whole = timed(() => estimateKl(ofP, ofQ).value);
    // The first round warms both up.
    if (round > 0) lines.push({ ours, whole, theirs });
  }
  peer?.close();
  const row = (name: string, pick: (line: (typeof lines)[number]) => Answer | undefined): string => {
    const answers = lines.map(pick);
    if (answers[0] === undefined) return markdownRow([name, "not found", "–", "–"]);
    const ratios = lines.map((line) => pick(line)!.seconds / line.ours.seconds);
    return markdownRow([
      name,
      `${(1000 * Math.min(...answers.map((answer) => answer!.seconds))).toFixed(0)} ms`,
      `${median(ratios).toFixed(2)}×`,
      answers[0].value.toFixed(10),
    ]);
  };
  return [
    ...markdownHead(["route", "least time", "time / relent (median)", "figure"]),
    row(`relent, k-d trees, k = ${K}`, (line) => line.ours),
    row(`SciPy ${peer?.version ?? ""} cKDTree, k = ${K}, one thread`, (line) => line.theirs),
    row("relent, estimateKl: k = 1…10, frames, interval", (line) => line.whole),
  ].join("\n");
}
