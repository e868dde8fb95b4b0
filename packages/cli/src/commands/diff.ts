import { RelentError } from "@relent/core";
import type { Command } from "commander";
import { DIFF } from "../fail-on.ts";
import { list, numberBetween } from "../lists.ts";
import type { OutputOptions } from "../output.ts";
import { type EngineOptions, withEngine, withEngineOptions } from "./engine-options.ts";
import { withOutputOptions } from "./output-options.ts";

interface DiffFlags extends OutputOptions, EngineOptions {
  readonly columns?: string[];
  readonly exclude?: string[];
  readonly whereReference?: string;
  readonly whereCurrent?: string;
  readonly cluster?: string;
  readonly alpha?: number;
  readonly floor?: number;
  readonly escape?: number;
}

const EXAMPLES = `Examples:
  relent diff january.parquet june.parquet
  relent diff january.csv june.csv -o report.html -o result.json
  relent diff orders.csv --where-reference "month=1" --where-current "month=6"
  relent diff january.json june.parquet --fail-on moved
  relent diff jan.parquet jun.parquet --fail-on "columns.country.kl.low > 0.05"
`;

const AFTER = `
Tables: Parquet, CSV/TSV, JSON/NDJSON, Arrow IPC (gz too), folders, globs,
  file.duckdb::table, - for standard input, profiles made by relent profile.
Direction: D(current || reference), the extra bits a row for coding today's data
  with a code made for yesterday's.
Verdicts: moved (larger than the floor, and sure), same (surely under the
  floor), too few rows (neither).
Exit: 0 done, 1 --fail-on fired, 2 usage or data error, 130 interrupted.`;

/** `relent diff REFERENCE [CURRENT]`. */
export function diffCommand(program: Command, settle: (exitCode: number) => void): Command {
  const command = program
    .command("diff")
    .summary("how far one table has moved from another, column by column")
    .description(
      "Says which columns of CURRENT moved from REFERENCE, by how many bits, how surely, because of which values.",
    )
    .argument("<reference>", "the table, or profile, to compare with")
    .argument(
      "[current]",
      "the table, or profile, that may have moved; without it both --where options split REFERENCE",
    )
    .option("--columns <A,B>", "only these columns", list)
    .option("--exclude <A,B>", "all columns but these", list)
    .option("--where-reference <SQL>", "only rows of REFERENCE that meet this condition")
    .option("--where-current <SQL>", "only rows of CURRENT that meet this condition")
    .option("--cluster <COLUMN>", "rows with one value of it (a day, a customer) are dependent")
    .option(
      "--alpha <P>",
      "level of the tests over all columns together (default: 0.05)",
      numberBetween("--alpha", 0, 1),
    )
    .option(
      "--floor <BITS>",
      "changes below this do not matter (default: 0.01 bits, PSI 0.014: seven times stricter than the customary 0.1)",
      numberBetween("--floor", 0, 100),
    )
    .option(
      "--escape <P>",
      "share of the code kept for values never seen (default: 0.0001)",
      numberBetween("--escape", 0, 0.5),
    );
  return withEngineOptions(withOutputOptions(command, DIFF))
    .addHelpText("beforeAll", (context) => (context.command.name() === "diff" ? EXAMPLES : ""))
    .addHelpText("after", AFTER)
    .action(async (reference: string, current: string | undefined, flags: DiffFlags) => {
      if (current === undefined && (flags.whereReference === undefined || flags.whereCurrent === undefined)) {
        throw new RelentError(
          "usage",
          "diff: one table and nothing to compare it with; give CURRENT, or both --where-reference and --where-current",
        );
      }
      const { checkOutput, deliver } = await import("../output.ts");
      checkOutput(flags, [reference, current]);
      const { diff, diffReport } = await import("@relent/tables");
      const result = await withEngine(flags, (engine, run) =>
        diff(engine, reference, current ?? reference, { ...flags, ...run }),
      );
      settle(await deliver(diffReport(result), flags));
    });
}
