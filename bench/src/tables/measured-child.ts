import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** How a child ended and what it used, seen from outside: start-up and shut-down included. */
export interface ChildRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly peakRssMb: number;
}

export type Meter = (figures: string, command: readonly string[]) => readonly string[];

const gnuTime: Meter = (figures, command) => [
  "/usr/bin/time",
  "-q",
  "-o",
  figures,
  "-f",
  "%e %U %S %M",
  ...command,
];

const pythonMeter =
  (python: string): Meter =>
  (figures, command) => [python, resolve(import.meta.dirname, "../../peers/measure.py"), figures, ...command];

/** GNU time where it is installed, otherwise a small Python program; both wait for the child themselves. */
export function findMeter(python: string): Meter {
  const version = spawnSync("/usr/bin/time", ["--version"], { encoding: "utf8" });
  return /GNU/.test(`${version.stdout}${version.stderr}`) ? gnuTime : pythonMeter(python);
}

/**
 * Runs a command under a meter. The peak is the meter's wait4() figure of the child, not this process's view: a child
 * of a large process starts its own high-water mark at the parent's, and the meter is small.
 */
export async function runMeasured(
  command: readonly string[],
  meter: Meter,
  env: Readonly<Record<string, string>> = {},
): Promise<ChildRun> {
  const folder = await mkdtemp(join(tmpdir(), "relent-bench-"));
  const figures = join(folder, "figures");
  try {
    const [program, ...args] = meter(figures, command);
    const child = spawn(program!, args, {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output: string[] = [];
    const errors: string[] = [];
    child.stdout.setEncoding("utf8").on("data", (text: string) => output.push(text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => errors.push(text));
    const exitCode = await new Promise<number>((done, failed) => {
      child.once("error", failed);
      child.once("close", (code) => done(code ?? 128));
    });
    const [wall = 0, user = 0, system = 0, kilobytes = 0] = (await readFile(figures, "utf8"))
      .trim()
      .split(/\s+/)
      .map(Number);
    return {
      exitCode,
      stdout: output.join(""),
      stderr: errors.join(""),
      wallSeconds: wall,
      cpuSeconds: user + system,
      peakRssMb: kilobytes / 1024,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
