import type { Command } from "commander";
import { diffCommand } from "./diff.ts";
import { measureCommand } from "./measure.ts";
import { profileCommand } from "./profile.ts";

/** Adds a command to the program and returns it; `settle` hears its exit code where it is not 0. */
export type AddCommand = (program: Command, settle: (exitCode: number) => void) => Command;

/** Every command. */
export const COMMANDS: readonly AddCommand[] = [diffCommand, profileCommand, measureCommand];
