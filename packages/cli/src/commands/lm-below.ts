import { RelentError } from "@relent/core";
import type { Command } from "commander";

/**
 * The options of a command below `relent lm`, with those that `lm` shares by name and therefore took in its place.
 *
 * Errors: an option that only `lm` has.
 */
export function optionsBelow<Flags>(command: Command): Flags {
  const shared = command.parent?.opts() ?? {};
  const own = new Set(command.options.map((option) => option.attributeName()));
  const alien = command.parent?.options.find(
    (option) => shared[option.attributeName()] !== undefined && !own.has(option.attributeName()),
  );
  if (alien !== undefined) {
    throw new RelentError(
      "usage",
      `lm ${command.name()}: ${alien.long ?? alien.flags} is an option of relent lm alone; leave it out`,
    );
  }
  return { ...command.opts(), ...shared } as Flags;
}
