import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Parts } from "./states.ts";

/** What a job took of the processor, in seconds a call, and what it found. */
export interface Taken {
  readonly seconds: number;
  readonly value: readonly number[];
}

/** NumPy in a process of its own. */
export interface NumPy {
  version(): Promise<string>;
  /** Gives it two states of n rows, or two batches of them, that the next jobs are about. */
  load(n: number, states: readonly Parts[]): Promise<void>;
  run(job: string, repeats: number): Promise<Taken>;
  close(): void;
}

/** Starts NumPy under this interpreter. */
export function startNumPy(python: string): NumPy {
  const child = spawn(python, [resolve(import.meta.dirname, "../../src/quantum/peer.py")]);
  let complaint = "";
  child.stderr.on("data", (chunk) => {
    complaint += String(chunk);
  });
  const waiting: { resolve: (line: string) => void; reject: (why: Error) => void }[] = [];
  const failed = (why: string) => {
    for (const one of waiting.splice(0)) one.reject(new Error(why));
  };
  createInterface({ input: child.stdout }).on("line", (line) => waiting.shift()?.resolve(line));
  child.on("error", (error) => failed(error.message));
  child.on("exit", () => failed(complaint.trim().split("\n").at(-1) ?? "ended"));
  child.stdin.on("error", () => {});
  const ask = async <T>(request: object): Promise<T> =>
    JSON.parse(
      await new Promise<string>((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.stdin.write(`${JSON.stringify(request)}\n`);
      }),
    );
  return {
    version: async () => (await ask<{ version: string }>({ version: true })).version,
    async load(n, states) {
      await ask({ n, states: states.map(({ re, im }) => [Array.from(re), Array.from(im)]) });
    },
    run: (job, repeats) => ask<Taken>({ job, repeats }),
    close: () => void child.kill(),
  };
}
