import type { Command } from "commander";

/** `relent lm pack`. */
export function lmPackCommand(lm: Command, _settle: (exitCode: number) => void): Command {
  return lm.command("pack");
}
