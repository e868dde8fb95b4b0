import type { Command } from "commander";

/** `relent privacy`. */
export function privacyCommand(program: Command, _settle: (exitCode: number) => void): Command {
  return program.command("privacy").summary("what a private mechanism guarantees");
}
