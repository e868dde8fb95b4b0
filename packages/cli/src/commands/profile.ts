import { gzipSync } from "node:zlib";
import { RelentError } from "@relent/core";
import type { Command } from "commander";
import { checkKept } from "../inputs.ts";
import { list } from "../lists.ts";
import { type EngineOptions, withEngine, withEngineOptions } from "./engine-options.ts";

interface ProfileFlags extends EngineOptions {
  readonly columns?: string[];
  readonly exclude?: string[];
  readonly where?: string;
  readonly cluster?: string;
  readonly like?: string;
  readonly output?: string;
}

const EXAMPLES = `Examples:
  relent profile january.parquet -o january.json
  relent profile june.parquet --like january.json -o june.json
  relent diff january.json june.json
`;

/** `relent profile DATA… -o FILE`. */
export function profileCommand(program: Command): Command {
  const command = program
    .command("profile")
    .summary("the counts of a table that a later diff needs, without its rows")
    .description("Writes the mergeable summary of a table: counts per cell and value, never rows.")
    .argument("<data...>", "a table; several files are taken as one")
    .option("-o, --output <FILE>", "where to write it: .json or .json.gz (required)")
    .option("--like <PROFILE>", "count on the grid of this profile, so that the two can be compared")
    .option("--columns <A,B>", "only these columns", list)
    .option("--exclude <A,B>", "all columns but these", list)
    .option("--where <SQL>", "only rows that meet this condition")
    .option("--cluster <COLUMN>", "rows with one value of it (a day, a customer) are dependent");
  return withEngineOptions(command)
    .addHelpText("beforeAll", (context) => (context.command.name() === "profile" ? EXAMPLES : ""))
    .action(async (data: string[], flags: ProfileFlags) => {
      const { output } = flags;
      if (output === undefined) {
        throw new RelentError(
          "usage",
          "profile: there is no -o FILE to write to; give one, such as ref.json",
        );
      }
      if (!/\.json(\.gz)?$/i.test(output)) {
        throw new RelentError(
          "usage",
          `profile: -o ${output} has no profile's extension; use .json or .json.gz`,
        );
      }
      const { checkWritable, writeWhole } = await import("@relent/engine");
      checkKept(output, [...data, flags.like]);
      checkWritable(output);
      const { profileTable, writeProfile } = await import("@relent/tables");
      const location = data.length === 1 ? data[0]! : data;
      const profile = await withEngine(flags, (engine, run) =>
        profileTable(engine, location, { ...flags, ...run }),
      );
      const text = writeProfile(profile);
      await writeWhole(output, /\.gz$/i.test(output) ? gzipSync(text) : text);
      const { rows, columns } = profile.summary;
      process.stdout.write(
        `${profile.summary.name}: ${rows.toLocaleString("en-US")} rows, ${columns.length} columns; ` +
          `grid ${profile.plan.hash}; wrote ${output}\n`,
      );
    });
}
