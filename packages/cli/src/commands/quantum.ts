import type { Command } from "commander";

/** `relent quantum`. */
export function quantumCommand(program: Command, _settle: (exitCode: number) => void): Command {
  return program.command("quantum").summary("how far two quantum states are apart");
}
