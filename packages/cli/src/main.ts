import { Command, CommanderError } from "commander";
import { COMMANDS } from "./commands/index.ts";
import { describeFailure, exitCodeOf } from "./failure.ts";
import { oneLine, quietOnClosedPipes } from "./messages.ts";
import { VERSION } from "./version.ts";

const EXAMPLES = `Examples:
  relent diff january.parquet june.parquet -o report.html
  relent profile january.parquet -o january.json
  relent measure kl "[0.5, 0.5]" "[0.9, 0.1]"
`;

/**
 * The whole command line as a commander program; it throws instead of ending the process.
 *
 * `settle` hears the exit code of a command that ends well with another than 0.
 */
export function program(settle: (exitCode: number) => void = () => undefined): Command {
  const root = new Command("relent")
    .description(
      "relative entropy: how far two distributions are apart, by how many bits, how surely, and why",
    )
    .version(VERSION)
    .option("--debug", "print the stack of an error")
    .addHelpText("before", EXAMPLES)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(oneLine(text)) })
    .configureHelp({ sortSubcommands: false })
    .showSuggestionAfterError(true);
  for (const add of COMMANDS) add(root, settle);
  return root;
}

/**
 * Runs one command line and returns the exit code: 0 success, 1 `--fail-on` fired, 2 usage or data error, 130 interrupted.
 */
export async function main(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  quietOnClosedPipes(() => exitCode);
  try {
    await program((code) => {
      exitCode = code;
    }).parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`${describeFailure(error, args.includes("--debug"))}\n`);
    return exitCodeOf(error);
  }
}
