import type { Engine, RunOptions } from "@relent/engine";
import type { Command } from "commander";
import { interruptSignal } from "../interrupt.ts";
import { type Progress, progress } from "../progress.ts";

/** The options of every command that reads tables. */
export interface EngineOptions {
  readonly threads?: string;
  readonly memory?: string;
  readonly quiet?: boolean;
}

export const withEngineOptions = (command: Command): Command =>
  command
    .option("--threads <N>", "threads to use (default: all cores)")
    .option("--memory <SIZE>", "memory for the engine's buffers; more spills to disk (default: 300MB)")
    .option("-q, --quiet", "no progress");

/** Runs work with an engine that is closed whatever happens, a progress line, and Ctrl-C that leaves nothing behind. */
export async function withEngine<T>(
  options: EngineOptions,
  work: (engine: Engine, run: RunOptions & { onPhase: (phase: string) => void }) => Promise<T>,
): Promise<T> {
  const { duckdb } = await import("@relent/engine");
  const { signal, release } = interruptSignal();
  const line: Progress = progress(options.quiet ?? false);
  const engine = await duckdb({
    ...(options.threads !== undefined && { threads: Number(options.threads) }),
    ...(options.memory !== undefined && { memoryLimit: options.memory }),
  });
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
