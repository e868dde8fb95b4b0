import type { Command } from "commander";
import type { Grammar } from "../fail-on.ts";
import { collect } from "../lists.ts";

/** The options of every command with a report: see `OutputOptions`; `more` names other kinds of files that it writes. */
export function withOutputOptions(command: Command, { verdicts, example }: Grammar, more = ""): Command {
  const said = verdicts.length === 0 ? "" : `${verdicts.join(", ")}, or `;
  return command
    .option("--fail-on <CONDITION>", `exit 1 if it holds: ${said}PATH OP NUMBER, as in "${example}"`, collect)
    .option(
      "-o, --output <FILE>",
      `also write FILE: .html .json .md .csv .xml (JUnit) .prom${more}; repeatable`,
      collect,
    )
    .option("--json", "print the result as JSON")
    .option("--color <WHEN>", "auto, always or never");
}
