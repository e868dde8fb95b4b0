import type { Command } from "commander";
import { lmPackCommand } from "./lm-pack.ts";
import { lmRecordCommand } from "./lm-record.ts";
import { lmVerifyCommand } from "./lm-verify.ts";

/** `relent lm BASE OTHER…` and the commands below it. */
export function lmCommand(program: Command, settle: (exitCode: number) => void): Command {
  const lm = program.command("lm").summary("how far recorded language models are apart, token by token");
  for (const add of [lmRecordCommand, lmVerifyCommand, lmPackCommand]) add(lm, settle);
  return lm;
}
