import type { Command } from "commander";

/** `relent lm verify`. */
export function lmVerifyCommand(lm: Command, _settle: (exitCode: number) => void): Command {
  return lm.command("verify");
}
