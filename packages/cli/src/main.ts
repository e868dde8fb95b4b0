import { Command, CommanderError } from "commander";
import { COMMANDS } from "./commands/index.ts";
import { describeFailure, exitCodeOf } from "./failure.ts";
import { VERSION } from "./version.ts";

/** What commander says that is no error. */
const FINE: ReadonlySet<string> = new Set(["commander.helpDisplayed", "commander.version", "commander.help"]);

/** The whole command line as a commander program; it throws instead of ending the process. */
export function program(): Command {
  const root = new Command("relent")
    .description(
      "relative entropy: how far two distributions are apart, by how many bits, how surely, and why",
    )
    .version(VERSION)
    .option("--debug", "print the stack of an error")
    .exitOverride()
    .configureHelp({ sortSubcommands: false })
    .showSuggestionAfterError(true);
  for (const add of COMMANDS) {
    const command = add(root);
    command.exitOverride().showSuggestionAfterError(true);
  }
  return root;
}

/** A reader that has seen enough (`| head`) is no failure. */
function quietOnClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") process.exit(process.exitCode);
  throw error;
}

/**
 * Runs one command line and returns the exit code: 0 success, 1 `--fail-on` fired, 2 usage or data error, 130 interrupted.
 */
export async function main(args: readonly string[]): Promise<number> {
  const root = program();
  process.exitCode = 0;
  process.stdout.on("error", quietOnClosedPipe);
  try {
    await root.parseAsync([...args], { from: "user" });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return FINE.has(error.code) ? 0 : 2;
    process.stderr.write(`${describeFailure(error, args.includes("--debug"))}\n`);
    return exitCodeOf(error);
  }
}
