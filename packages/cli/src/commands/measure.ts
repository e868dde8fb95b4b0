import type { Account, Explainable, Measure, Row } from "@relent/core";
import type { Command } from "commander";
import { list } from "../lists.ts";
import { accountOf, familiesOf, familyListing } from "./measure-family.ts";
import type { Given } from "./measure-input.ts";
import {
  baseOf,
  findMeasure,
  KINDS,
  kindsOf,
  type MeasureFlags,
  parametersOf,
  usage,
} from "./measure-options.ts";

/** A term of an explained measure, as it is printed. */
interface Term {
  readonly index: number;
  readonly p: number;
  readonly q: number;
  readonly value: number | string;
}

/** Entropy + KL = cross-entropy. */
interface Balance {
  readonly entropy: number | string;
  readonly kl: number | string;
  readonly crossEntropy: number | string;
}

/** What `--json` prints: relent/measure@1. */
interface Result {
  readonly schema: "relent/measure@1";
  readonly measure: string;
  readonly value: number | string;
  readonly unit: string;
  readonly method: string;
  readonly error?: number;
  readonly balance?: Balance;
  readonly terms?: readonly Term[];
}

const EXAMPLES = `Examples:
  relent measure kl '[0.5, 0.5]' '[0.9, 0.1]'
  relent measure kl p.npy q.npy --kind logits --base e
  relent measure jensenShannon jan.csv::n june.csv::n --kind counts --explain
  relent measure renyi '[0.5, 0.5]' '[0.9, 0.1]' --order 2
  relent measure mutualInformation '[[10, 2], [3, 9]]' --kind counts
  relent measure kl 'normal(0, 1)' 'gamma(shape=2, rate=1)' --explain
  relent measure --list
  relent measure --families
`;

const AFTER = `
Inputs: a literal [...] (nested for a joint table), a .json, .csv, .tsv or
  .npy file (FILE::COLUMN for one of several columns), - for standard input;
  or a parametric family with its parameters, as --families lists them.
Direction: kl P Q is D(P || Q). Logarithmic measures are in bits unless --base
  says otherwise.
Exit: 0 done, 2 usage or data error.`;

/** JSON has no Infinity. */
const plain = (value: number): number | string => (Number.isFinite(value) ? value : String(value));

function listing(measures: readonly Measure[]): string {
  const takes = { p: "P", pq: "P Q", joint: "TABLE" };
  const rows = measures.map(({ name, symbol, bounds, inputs, logarithmic, parameters }) => [
    name,
    [takes[inputs], ...parameters.map((parameter) => `--${parameter.name} ${parameter.value}`)].join(" "),
    `${bounds[0]} … ${bounds[1]}`,
    logarithmic ? "bits" : "1",
    symbol,
  ]);
  const table = [["measure", "takes", "between", "unit", "symbol"], ...rows];
  const widths = [0, 1, 2, 3].map((i) => Math.max(...table.map((row) => row[i]!.length)));
  return table
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function printable({ entropy, kl, crossEntropy }: NonNullable<Account["balance"]>): Balance {
  return { entropy: plain(entropy), kl: plain(kl), crossEntropy: plain(crossEntropy) };
}

function print(
  { value, unit, terms, method, error, balance }: Result,
  { explain }: MeasureFlags,
  logUnit: string,
): string {
  const lines = [`${value}${unit === "1" ? "" : ` ${unit}`}`];
  if (explain && error !== undefined)
    lines.push(`  method: ${method}`, `  error: at most ${error.toPrecision(2)}`);
  if (balance) {
    const { entropy, kl, crossEntropy } = balance;
    lines.push(`  entropy ${entropy} + KL ${kl} = cross-entropy ${crossEntropy} ${logUnit}`);
  }
  for (const { index, p, q, value: part } of terms ?? []) lines.push(`  ${index}\tp ${p}\tq ${q}\t${part}`);
  return lines.join("\n");
}

async function run(
  name: string | undefined,
  inputs: readonly (string | undefined)[],
  flags: MeasureFlags,
): Promise<string> {
  const core = await import("@relent/core");
  if (flags.json && (flags.list || flags.families)) usage("--json is for a figure, not for a list");
  if (flags.list) return listing(core.MEASURES);
  if (flags.families) return familyListing();
  if (name === undefined) usage("which measure? relent measure --list names them all");
  const measure = await findMeasure(name, core.MEASURES);
  const given = inputs.filter((input) => input !== undefined);
  const needed = measure.inputs === "pq" ? 2 : 1;
  if (given.length !== needed) {
    usage(
      `${measure.name} takes ${needed === 2 ? "two distributions" : "one distribution"}, and got ${given.length}`,
    );
  }
  if (given.every((input) => input === "-") && needed > 1) {
    usage("P and Q are both -; only one of them can come from standard input");
  }
  const { base, unit } = baseOf(flags.base);
  const options = measure.logarithmic ? { base } : {};
  const families = await familiesOf(given, usage);
  if (families !== undefined) {
    if (flags.kind) usage("--kind is said of arrays; a family needs none");
    const found = accountOf(measure.name, families, parametersOf(measure, flags), { base });
    const result: Result = {
      schema: "relent/measure@1",
      measure: measure.name,
      value: plain(found.value),
      unit: measure.logarithmic ? unit : "1",
      method: found.method,
      error: found.error,
      ...(flags.explain && found.balance && needed === 2 && { balance: printable(found.balance) }),
    };
    return flags.json ? JSON.stringify(result, null, 2) : print(result, flags, unit);
  }
  const { readGiven } = await import("./measure-input.ts");
  const read: Given[] = given.map(readGiven);
  const kinds = kindsOf(flags.kind, needed);
  const [first, second] = read.map(({ shape }) => `[${shape.join(", ")}]`);
  if (second !== undefined && second !== first && read[0]!.data.length === read[1]!.data.length) {
    usage(`P has the shape ${first} and Q ${second}; they must have the same`);
  }
  const rows: Row[] = read.map(({ data }, i) => core[kinds[i] ?? kinds[0]!](data));
  const table = measure.inputs === "joint" ? [core.joint(rows[0]!, read[0]!.shape)] : rows;
  const ask = measure.measure as (...all: unknown[]) => number;
  const value = ask(...table, ...parametersOf(measure, flags), options);
  const explained = flags.explain
    ? core.explain(measure.measure as unknown as Explainable, rows[0]!, rows[1] ?? rows[0]!, { base })
    : undefined;
  const result: Result = {
    schema: "relent/measure@1",
    measure: measure.name,
    value: plain(value),
    unit: measure.logarithmic ? unit : "1",
    method: `exact, of ${kinds.slice(0, needed).join(" and ")}`,
    ...(explained && {
      balance: printable(explained.balance),
      terms: explained.terms.map((term) => ({ ...term, value: plain(term.value) })),
    }),
  };
  return flags.json ? JSON.stringify(result, null, 2) : print(result, flags, unit);
}

/** `relent measure MEASURE P Q`. */
export function measureCommand(program: Command): Command {
  return program
    .command("measure")
    .summary("one exact number: KL, entropy, Hellinger and thirty others, of arrays, files and families")
    .description("Measures one distribution, two, or a joint table, given exactly, and prints the number.")
    .argument("[measure]", "its name, as --list has it")
    .argument("[p]", "a literal [...], a file, -, or a family such as 'normal(0, 1)'")
    .argument("[q]", "the same; the distribution that p is measured against")
    .option("--base <B>", "base of the logarithm: 2 (bits), e (nats), 10, any number above 1")
    .option("--kind <KIND>", `what the numbers are: ${KINDS.join(", ")}; two for p,q (default: probs)`, list)
    .option("--order <N>", "order of renyi, tsallis and their entropies")
    .option("--alpha <N>", "alpha of alphaDivergence")
    .option("--beta <N>", "beta of betaDivergence")
    .option("--gamma <N>", "gamma of gammaDivergence")
    .option("--skew <N>", "share of p in skewKl's mixture")
    .option("--explain", "also its terms, largest first, and entropy + KL = cross-entropy")
    .option("--list", "all measures, with what they take, their bounds and units")
    .option("--families", "all parametric families, with their parameters")
    .option("--json", "print the result as JSON")
    .addHelpText("beforeAll", (context) => (context.command.name() === "measure" ? EXAMPLES : ""))
    .addHelpText("after", AFTER)
    .action(
      async (
        measure: string | undefined,
        p: string | undefined,
        q: string | undefined,
        flags: MeasureFlags,
      ) => {
        process.stdout.write(`${await run(measure, [p, q], flags)}\n`);
      },
    );
}
