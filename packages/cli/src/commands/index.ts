import type { Command } from "commander";
import { codeCommand } from "./code.ts";
import { diffCommand } from "./diff.ts";
import { evalCommand } from "./eval.ts";
import { lmCommand } from "./lm.ts";
import { measureCommand } from "./measure.ts";
import { privacyCommand } from "./privacy.ts";
import { profileCommand } from "./profile.ts";
import { quantumCommand } from "./quantum.ts";

/** Adds a command to the program and returns it; `settle` hears its exit code where it is not 0. */
export type AddCommand = (program: Command, settle: (exitCode: number) => void) => Command;

/** Every command. */
export const COMMANDS: readonly AddCommand[] = [
  diffCommand,
  profileCommand,
  evalCommand,
  lmCommand,
  measureCommand,
  privacyCommand,
  quantumCommand,
  codeCommand,
];
