import type { Command } from "commander";

/** `relent code`. */
export function codeCommand(program: Command, _settle: (exitCode: number) => void): Command {
  return program.command("code").summary("cross-entropy as bytes on disk");
}
