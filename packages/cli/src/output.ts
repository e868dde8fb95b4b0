import { RelentError } from "@relent/core";
import { checkWritable, writeWhole } from "@relent/engine";
import { formatFor, type Report, toJson, toTerminal } from "@relent/report";
import { type Grammar, parseCondition } from "./fail-on.ts";
import { checkKept } from "./inputs.ts";

/** The options that every command with a report shares. */
export interface OutputOptions {
  readonly json?: boolean;
  readonly output?: readonly string[];
  readonly failOn?: readonly string[];
  readonly color?: string;
}

const COLOURS = ["auto", "always", "never"];

/** Whether to colour: `--color`, then NO_COLOR, then FORCE_COLOR, then whether a person looks on. */
export function useColour(choice: string | undefined, stream: NodeJS.WriteStream = process.stdout): boolean {
  const { env } = process;
  if (choice === "always") return true;
  if (choice === "never") return false;
  if (choice !== undefined && choice !== "auto") {
    throw new RelentError("usage", `--color: ${choice} is not allowed; it is one of ${COLOURS.join(", ")}`);
  }
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== "") return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "0") return true;
  return stream.isTTY === true && env.TERM !== "dumb";
}

/** Fails before any work where an output cannot be written or a condition cannot be read. */
export function checkOutput(
  options: OutputOptions,
  inputs: readonly (string | undefined)[] = [],
  grammar?: Grammar,
): void {
  for (const path of options.output ?? []) {
    formatFor(path);
    checkKept(path, inputs);
    checkWritable(path);
  }
  useColour(options.color);
  for (const condition of options.failOn ?? []) parseCondition(condition, grammar);
}

/** Writes the report's files whole, prints it, and returns the exit code that `--fail-on` asks for. */
export async function deliver(report: Report, options: OutputOptions, grammar?: Grammar): Promise<number> {
  for (const path of options.output ?? []) await writeWhole(path, formatFor(path).render(report));
  const width = process.stdout.columns ?? 80;
  const text = options.json
    ? toJson(report)
    : toTerminal(report, { width: Math.max(60, width), colour: useColour(options.color) });
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
  for (const path of options.output ?? []) process.stderr.write(`wrote ${path}\n`);
  const fired = (options.failOn ?? [])
    .map((text) => parseCondition(text, grammar))
    .filter((c) => c.fires(report.data));
  for (const condition of fired) process.stderr.write(`failed on: ${condition.text}\n`);
  return fired.length > 0 ? 1 : 0;
}
