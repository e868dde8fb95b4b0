import { gzipSync } from "node:zlib";
import { RelentError } from "@relent/core";
import type { PrivateOptions, Profile, ProfileTableOptions } from "@relent/tables";
import type { Command } from "commander";
import { checkKept } from "../inputs.ts";
import { collect, list, wholeNumber } from "../lists.ts";
import { type EngineOptions, withEngine, withEngineOptions } from "./engine-options.ts";
import { columnShares, columnTypes, privateOptions, publicColumns } from "./private-options.ts";

interface ProfileFlags extends EngineOptions {
  readonly columns?: string[];
  readonly exclude?: string[];
  readonly where?: string;
  readonly cluster?: string;
  readonly like?: string;
  readonly output?: string;
  readonly private?: PrivateOptions;
  readonly public?: string[];
  readonly bounds?: string[];
  readonly share?: string[];
  readonly types?: string[];
  readonly unit?: string;
  readonly rowsPerUnit?: number;
}

const EXAMPLES = `Examples:
  relent profile january.parquet -o january.json
  relent profile june.parquet --like january.json -o june.json
  relent diff january.json june.json
  relent profile ours.parquet --private epsilon=1 --public "sex=f|m"
    --bounds pay=0:1e6 -o ours.json
  relent profile theirs.parquet --private epsilon=1 --like ours.json
    -o theirs.json
  relent profile visits.csv --private epsilon=1,delta=1e-9 --unit patient
    --types patient=text,ward=text,days=number -o visits.json
`;

const AFTER = `
Private profiles: every count carries noise drawn from the system's secret
  source, so that whoever reads the file can hardly tell whether any one row
  is in the table (add-remove adjacency), or with --unit all rows of a person.
  Who goes first publishes the cells; the other party takes them with --like.
  Numbers and dates are cut at edges drawn from the rows for a third of their
  column's epsilon: within --bounds, else among all numbers of seven digits, or
  dates from 1900 to 2100; --public ranges cost nothing. Texts are counted
  by --public values, or with a delta by their frequent ones; else they are
  hashed into 32 cells, which tells that they moved, not which.
  Types of CSV come from --types or --like: guessed ones would tell of the rows.
  Each further release from the same rows spends its own budget.
  relent diff corrects for the noise, and says where it hides too much.`;

/** The options that a private profile alone takes. */
const PRIVATE_ONLY = ["public", "bounds", "share", "types", "unit", "rowsPerUnit"] as const;

function checkPrivate(flags: ProfileFlags): void {
  for (const name of PRIVATE_ONLY) {
    if (flags.private || flags[name] === undefined) continue;
    const option = name === "rowsPerUnit" ? "rows-per-unit" : name;
    throw new RelentError(
      "usage",
      `--${option}: it says how a --private profile is made; give --private too`,
    );
  }
  if (flags.rowsPerUnit !== undefined && flags.unit === undefined)
    throw new RelentError("usage", "--rows-per-unit: there is no --unit whose rows it counts; give one");
}

/** What a private profile is made by. */
async function privateOf(flags: ProfileFlags): Promise<ProfileTableOptions["private"]> {
  if (flags.private === undefined) return undefined;
  const { COLUMN_TYPES } = await import("@relent/tables");
  const { unit, rowsPerUnit = 1 } = flags;
  return {
    ...flags.private,
    given: publicColumns(flags.public ?? [], flags.bounds ?? []),
    shares: columnShares(flags.share ?? []),
    types: columnTypes(flags.types ?? [], COLUMN_TYPES),
    ...(unit !== undefined && { unit: { column: unit, rows: rowsPerUnit } }),
  };
}

/** What is said of a private profile that was written: what was left out, what it keeps, what must be public. */
function privateLines(profile: Profile, output: string, like: string | undefined): string[] {
  const { private: notice, plan } = profile;
  if (notice === undefined) return [];
  const skipped = plan.columns.flatMap(({ name, count }) =>
    count.kind === "skipped" ? [`${name} (${count.reason})`] : [],
  );
  const hashed = notice.columns.filter(({ hashedInto }) => hashedInto !== null).map(({ name }) => name);
  const { epsilon, delta } = notice;
  const drawn = notice.columns.filter(({ edges }) => edges !== null).map(({ name }) => name);
  return [
    ...(skipped.length > 0 ? [`skipped: ${skipped.join(", ")}`] : []),
    `protected: ${notice.protects} (ε = ${epsilon}${delta > 0 ? `, δ = ${delta}` : ""})${drawn.length > 0 ? `; edges drawn within it: ${drawn.join(", ")}` : ""}`,
    ...(hashed.length > 0
      ? [`hashed, not named: ${hashed.join(", ")}; --public values or a delta would name theirs`]
      : []),
    ...notice.public.map((line) => `told without noise: ${line}`),
    ...(like === undefined
      ? []
      : [
          `${output} holds edges and values of ${like}, which must come from public data or be private itself`,
        ]),
  ];
}

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
    .option("--bounds <COLUMN=LOW:HIGH>", "within which private edges are drawn; repeatable", collect)
    .option("--share <COLUMN=PART,...>", "parts of epsilon (default: even)", list)
    .option(
      "--types <COLUMN=TYPE,...>",
      "what a text file holds: number, integer, text, boolean, date, timestamp, time",
      list,
    )
    .option("--unit <COLUMN>", "protects all rows of a person, not one row")
    .option(
      "--rows-per-unit <N>",
      "how many of them are counted at most (default: 1)",
      wholeNumber("--rows-per-unit"),
    )
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
      checkPrivate(flags);
      const { checkWritable, writeWhole } = await import("@relent/engine");
      checkKept(output, [...data, flags.like]);
      checkWritable(output);
      const { profileTable, writeProfile } = await import("@relent/tables");
      const asked = await privateOf(flags);
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
      for (const line of privateLines(profile, output, flags.like)) process.stderr.write(`${line}\n`);
    });
}
