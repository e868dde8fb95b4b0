import { gzipSync } from "node:zlib";
import { RelentError } from "@relent/core";
import type { PrivateOptions } from "@relent/tables";
import type { Command } from "commander";
import { checkKept } from "../inputs.ts";
import { collect, list } from "../lists.ts";
import { type EngineOptions, withEngine, withEngineOptions } from "./engine-options.ts";
import { privateOptions, publicColumns } from "./private-options.ts";

interface ProfileFlags extends EngineOptions {
  readonly columns?: string[];
  readonly exclude?: string[];
  readonly where?: string;
  readonly cluster?: string;
  readonly like?: string;
  readonly output?: string;
  readonly private?: PrivateOptions;
  readonly public?: string[];
}

const EXAMPLES = `Examples:
  relent profile january.parquet -o january.json
  relent profile june.parquet --like january.json -o june.json
  relent diff january.json june.json
  relent profile june.parquet --private epsilon=1 --public age=0:120
    --public "sex=f|m" -o june.json
  relent profile june.parquet --private epsilon=1,delta=1e-9
    --like published.json -o june.json
`;

const AFTER = `
Private profiles: every count carries noise drawn from the system's secret
  source, so that whoever reads the file can hardly tell whether any one row
  is in the table (add-remove adjacency: one row, not all rows of a person).
  Edges and values must be public: from --public, or from a --like profile of
  public data or one that is private itself. Columns of which nothing is known
  beforehand are skipped; with a delta their frequent values are found.
  Each further release from the same rows spends its own budget.
  relent diff corrects for the noise, and says where it hides too much.`;

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
    .option(
      "--private <BUDGET>",
      "noisy counts that keep epsilon=E[,delta=D][,noise=laplace|gaussian]",
      privateOptions,
    )
    .option("--public <COLUMN=KNOWN>", "LOW:HIGH or A|B|C that is known beforehand; repeatable", collect)
    .option("--cluster <COLUMN>", "rows with one value of it (a day, a customer) are dependent");
  return withEngineOptions(command)
    .addHelpText("beforeAll", (context) => (context.command.name() === "profile" ? EXAMPLES : ""))
    .addHelpText("after", AFTER)
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
      if (flags.public && !flags.private)
        throw new RelentError(
          "usage",
          "--public: it says what a --private profile may take as known; give --private too",
        );
      const { checkWritable, writeWhole } = await import("@relent/engine");
      checkKept(output, [...data, flags.like]);
      checkWritable(output);
      const { profileTable, writeProfile } = await import("@relent/tables");
      const { private: budget } = flags;
      const asked = budget && { ...budget, given: publicColumns(flags.public ?? []) };
      const location = data.length === 1 ? data[0]! : data;
      const profile = await withEngine(flags, (engine, run) =>
        profileTable(engine, location, { ...flags, ...run, private: asked }),
      );
      const text = writeProfile(profile);
      await writeWhole(output, /\.gz$/i.test(output) ? gzipSync(text) : text);
      const { rows, columns } = profile.summary;
      const counted = columns.filter(({ count }) => count.kind !== "skipped").length;
      const notice = profile.private;
      const kept = notice ? ` (noisy), ${counted} of` : ",";
      process.stdout.write(
        `${profile.summary.name}: ${rows.toLocaleString("en-US")} rows${kept} ${columns.length} columns; ` +
          `grid ${profile.plan.hash}; wrote ${output}\n`,
      );
      const skipped = profile.plan.columns.flatMap(({ name, count }) =>
        notice && count.kind === "skipped" ? [`${name} (${count.reason})`] : [],
      );
      if (skipped.length > 0) process.stderr.write(`skipped: ${skipped.join(", ")}\n`);
      if (notice && data.some((path) => /\.(csv|tsv|txt|json|ndjson|jsonl)(\.gz)?$/i.test(path)))
        process.stderr.write(
          "column types of a text file are guessed from its rows, which tells of them: use Parquet\n",
        );
      if (notice && flags.like !== undefined)
        process.stderr.write(
          `${output} holds edges and values of ${flags.like}, which must come from public data or be private itself\n`,
        );
    });
}
