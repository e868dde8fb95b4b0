import type { Command } from "commander";

/** `relent eval`. */
export function evalCommand(program: Command, _settle: (exitCode: number) => void): Command {
  return program.command("eval").summary("how good a probabilistic model is, in bits, and why");
}
