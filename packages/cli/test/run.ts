import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { vi } from "vitest";
import { main } from "../src/index.ts";

/** What a command line printed and how it ended. */
export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process. */
export async function relent(...args: readonly string[]): Promise<Outcome> {
  const said = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      said[name] += String(text);
      return true;
    }),
  );
  try {
    return { code: await main(args), signal: null, ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** The executable, as it is installed. */
export const RELENT: string = fileURLToPath(new URL("../bin/relent.js", import.meta.url));

/** The environment of now, without what would change how things look. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { NO_COLOR: _no, FORCE_COLOR: _force, COLUMNS: _columns, ...rest } = process.env;
  return rest;
}

export interface SpawnOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** A shell line that is given the command as `"$@"`. */
  readonly shell?: string;
  /** Called with the child once it runs. */
  readonly during?: (child: ChildProcess) => Promise<void>;
}

/** Runs a command line as a process of its own, from the built executable. */
export async function spawned(args: readonly string[], options: SpawnOptions = {}): Promise<Outcome> {
  const command = [process.execPath, RELENT, ...args];
  const [file, ...rest] =
    options.shell === undefined ? command : ["bash", "-c", options.shell, "bash", ...command];
  const child = spawn(file!, rest, {
    env: { ...plainEnvironment(), ...options.env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said.stderr += text;
  });
  child.stdin.on("error", () => undefined).end(options.input ?? "");
  const ended = new Promise<Pick<Outcome, "code" | "signal">>((done) =>
    child.on("close", (code, signal) => done({ code, signal })),
  );
  try {
    await options.during?.(child);
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
  return { ...(await ended), ...said };
}
