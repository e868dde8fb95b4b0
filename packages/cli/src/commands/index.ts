import type { Command } from "commander";
import { diffCommand } from "./diff.ts";
import { measureCommand } from "./measure.ts";
import { profileCommand } from "./profile.ts";

/** Every command: adds itself to the program and returns what it added. */
export const COMMANDS: readonly ((program: Command) => Command)[] = [
  diffCommand,
  profileCommand,
  measureCommand,
];
