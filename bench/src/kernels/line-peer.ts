import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Case } from "./cases.ts";

/** What one slice took a call, in seconds. */
export interface Slice {
  readonly cpu: number;
  readonly wall: number;
  readonly error?: string;
}

/** The files that hold the data of a line. */
export type Files = Readonly<Record<"p" | "q" | "labels", string>>;

/** A process that keeps the data and does jobs on request. */
export interface LinePeer {
  /** What it says of itself: versions. */
  readonly about: string;
  load(of: Case, files: Files): Promise<void>;
  time(job: string, repeats: number, threads: number): Promise<Slice>;
  close(): void;
}

/** Starts a peer that answers a line of JSON with a line of JSON; the error in words where it does not run. */
export async function startPeer(command: string, args: readonly string[]): Promise<LinePeer | string> {
  const child: ChildProcess = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"] });
  let complaint = "";
  child.stderr!.on("data", (chunk) => {
    complaint += String(chunk);
  });
  interface Reply extends Slice {
    readonly about?: string;
  }
  const answers: ((reply: Reply) => void)[] = [];
  let ended: string | undefined;
  const fail = (error: string) => {
    ended ??= error;
    for (const answer of answers.splice(0)) answer({ cpu: 0, wall: 0, error });
  };
  createInterface({ input: child.stdout! }).on("line", (line) =>
    answers.shift()?.(JSON.parse(line) as Reply),
  );
  child.on("error", (error) => fail(error.message));
  child.on("exit", () => fail(complaint.trim().split("\n").at(-1) || "it ended"));
  child.stdin!.on("error", () => {});
  const ask = (request: object): Promise<Reply> =>
    new Promise((answer) => {
      if (ended !== undefined) {
        answer({ cpu: 0, wall: 0, error: ended });
        return;
      }
      answers.push(answer);
      child.stdin!.write(`${JSON.stringify(request)}\n`);
    });
  const { about, error } = await ask({ op: "about" });
  if (about === undefined) return error ?? "it does not say what it is";
  return {
    about,
    load: async ({ rows, cols, single }, files) => {
      const { error } = await ask({ op: "load", rows, cols, single, files });
      if (error !== undefined) process.stderr.write(`${about}: ${error}\n`);
    },
    time: (job, repeats, threads) => ask({ op: "time", job, repeats, threads }),
    close: () => void child.kill(),
  };
}
