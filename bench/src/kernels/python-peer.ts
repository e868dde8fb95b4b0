import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

/** What one slice took a call. */
export interface Slice {
  readonly cpu: number;
  readonly wall: number;
  readonly value?: number | null;
  readonly error?: string;
}

/** A Python process that keeps the data and times peers on request. */
export interface PythonPeer {
  load(name: string, data: Float32Array | Float64Array | BigInt64Array, cols?: number): Promise<void>;
  drop(): Promise<void>;
  time(name: string, repeats: number, threads: number): Promise<Slice>;
  close(): void;
}

const TYPES = { Float32Array: "<f4", Float64Array: "<f8", BigInt64Array: "<i8" } as const;

/** Starts the peers; undefined, with a line on stderr, where Python or its packages are missing. */
export async function startPython(python: string): Promise<PythonPeer | undefined> {
  const script = resolve(import.meta.dirname, "../../src/kernels/peers.py");
  const child: ChildProcess = spawn(python, [script], { stdio: ["pipe", "pipe", "pipe"] });
  let complaint = "";
  child.stderr!.on("data", (chunk) => {
    complaint += String(chunk);
  });
  const answers: ((slice: Slice) => void)[] = [];
  const failed = (error: string) => {
    for (const answer of answers.splice(0)) answer({ cpu: 0, wall: 0, error });
  };
  createInterface({ input: child.stdout! }).on("line", (line) =>
    answers.shift()?.(JSON.parse(line) as Slice),
  );
  child.on("error", (error) => failed(error.message));
  child.on("exit", () => failed(complaint.trim().split("\n").at(-1) ?? "ended"));
  child.stdin!.on("error", () => {});
  const ask = (request: object): Promise<Slice> =>
    new Promise((answer) => {
      answers.push(answer);
      child.stdin!.write(`${JSON.stringify(request)}\n`);
    });
  const folder = mkdtempSync(join(tmpdir(), "relent-peers-"));
  const first = await ask({ op: "drop" });
  if (first.error !== undefined) {
    process.stderr.write(`no Python peers: ${first.error}\n`);
    rmSync(folder, { recursive: true });
    return undefined;
  }
  return {
    async load(name, data, cols) {
      const file = join(folder, name);
      writeFileSync(file, data);
      await ask({ op: "load", name, file, cols, dtype: TYPES[data.constructor.name as keyof typeof TYPES] });
      rmSync(file);
    },
    drop: async () => void (await ask({ op: "drop" })),
    time: (name, repeats, threads) => ask({ op: "time", name, repeats, threads }),
    close() {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
