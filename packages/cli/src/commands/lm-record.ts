import type { Command } from "commander";

/** `relent lm record`. */
export function lmRecordCommand(lm: Command, _settle: (exitCode: number) => void): Command {
  return lm.command("record");
}
