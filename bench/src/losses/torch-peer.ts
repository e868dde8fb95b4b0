import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Batch } from "./batch.ts";
import type { Taken } from "./timing.ts";

/** PyTorch in a process of its own. */
export interface TorchPeer {
  readonly version: string;
  run(name: string, threads: number, repeats: number): Promise<Taken>;
  close(): void;
}

type Answer = Partial<Taken> & { readonly error?: string; readonly torch?: string };

/** Starts PyTorch and gives it the batch; why not where it is missing. */
export async function startTorch(python: string, batch: Batch): Promise<TorchPeer | string> {
  const child = spawn(python, [resolve(import.meta.dirname, "../../src/losses/peers.py")]);
  let complaint = "";
  child.stderr.on("data", (chunk) => {
    complaint += String(chunk);
  });
  const waiting: ((answer: Answer) => void)[] = [];
  createInterface({ input: child.stdout }).on("line", (line) =>
    waiting.shift()?.(JSON.parse(line) as Answer),
  );
  const failed = (why: string) => {
    for (const answer of waiting.splice(0)) answer({ error: why });
  };
  child.on("error", (error) => failed(error.message));
  child.on("exit", () => failed(complaint.trim().split("\n").at(-1) ?? "ended"));
  child.stdin.on("error", () => {});
  const ask = (request: object) =>
    new Promise<Answer>((answer) => {
      waiting.push(answer);
      child.stdin.write(`${JSON.stringify(request)}\n`);
    });
  const folder = mkdtempSync(join(tmpdir(), "relent-losses-"));
  const files: Record<string, string> = {};
  for (const name of ["student", "teacher", "labels", "targets"] as const) {
    files[name] = join(folder, name);
    writeFileSync(files[name], batch[name]);
  }
  const loaded = await ask({ op: "load", rows: batch.rows, cols: batch.cols, files });
  rmSync(folder, { recursive: true, force: true });
  if (loaded.error !== undefined) return loaded.error;
  return {
    version: loaded.torch ?? "?",
    async run(name, threads, repeats) {
      const { error, ...taken } = await ask({ op: "run", name, threads, repeats });
      if (error !== undefined) throw new Error(error);
      return taken as Taken;
    },
    close: () => void child.kill(),
  };
}
