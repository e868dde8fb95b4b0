import { RelentError } from "@relent/core";
import type { Engine, RunOptions } from "@relent/engine";
import type { Command } from "commander";
import { interruptSignal } from "../interrupt.ts";
import { wholeNumber } from "../lists.ts";
import { type Progress, progress } from "../progress.ts";

/** The options of every command that reads tables. */
export interface EngineOptions {
  readonly threads?: number;
  readonly memory?: string;
  readonly quiet?: boolean;
}

function size(text: string): string {
  if (/^\d+(?:\.\d+)?\s*(?:[KMGT]i?)?B$/i.test(text.trim())) return text.trim();
  throw new RelentError("usage", `--memory: ${text} is not allowed; it must be a size such as 300MB or 2GB`, {
    value: text,
  });
}

export const withEngineOptions = (command: Command): Command =>
  command
    .option("--threads <N>", "threads to use (default: all cores)", wholeNumber("--threads"))
    .option(
      "--memory <SIZE>",
      "memory for the engine's buffers; more spills to disk (default: 200MB a thread)",
      size,
    )
    .option("-q, --quiet", "no progress");

/** Runs work with an engine that is closed whatever happens, a progress line, and Ctrl-C that leaves nothing behind. */
export async function withEngine<T>(
  options: EngineOptions,
  work: (engine: Engine, run: RunOptions & { onPhase: (phase: string) => void }) => Promise<T>,
): Promise<T> {
  const { duckdb } = await import("@relent/engine");
  const engine = await duckdb({
    ...(options.threads !== undefined && { threads: options.threads }),
    ...(options.memory !== undefined && { memoryLimit: options.memory }),
  });
  const { signal, release } = interruptSignal();
  const line: Progress = progress(options.quiet ?? false);
  try {
    return await work(engine, {
      signal,
      onPhase: (phase) => line.phase(phase),
      onProgress: (f) => line.fraction(f),
    });
  } finally {
    line.end();
    release();
    await engine.close();
  }
}
