import { RelentError } from "@relent/core";
import type { Command } from "commander";
import type { Message } from "../code/message.ts";
import type { Grammar } from "../fail-on.ts";
import type { OutputOptions } from "../output.ts";
import { withOutputOptions } from "./output-options.ts";

interface CodeFlags extends OutputOptions {
  readonly model?: string;
  readonly against?: string;
  readonly column?: string;
  readonly tokens?: boolean;
  readonly pseudoCount?: number;
  readonly crossParse?: string;
  readonly emit?: string;
  readonly decode?: string;
}

const EXAMPLES = `Examples:
  relent code book.txt
  relent code june.csv --model january.csv --against order0
  relent code book.txt --model mix --emit book.rans -o size.html
  relent code --decode book.rans --emit book.txt
  relent code orders.parquet --column country --model self
  relent code f16.kld --tokens --against q4.kld
  relent code a.txt --cross-parse b.txt
`;

const AFTER = `
Models: self (own frequencies, stored), uniform, order0 to order3 (learn as they
  go), mix (orders 0 to 3 by their evidence), '[0.5,0.25,...]', or a FILE whose
  frequencies are taken (with --column: the same column of another table; with
  --tokens: another recording's distributions).
Sizes are those of real files: each is decoded again before it is printed.
Exit: 0 done, 1 --fail-on fired, 2 usage or data error, 130 interrupted.`;

const GRAMMAR: Grammar = { verdicts: [], example: "models.mix.bitsPerSymbol > 3" };

function pseudoCount(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && Number.isFinite(value)) return value;
  throw new RelentError(
    "usage",
    `--pseudo-count: ${text} is not allowed; it must be a number of at least 0`,
    {
      value: text,
    },
  );
}

/** What --decode takes beside it; the file says by which model it was coded. */
const WITH_DECODE: readonly string[] = ["decode", "emit", "tokens", "model", "color"];

function checkDecode(data: string | undefined, flags: CodeFlags): void {
  if (data !== undefined)
    throw new RelentError("usage", `code: ${data} and --decode; give one of them`, { value: data });
  if (flags.emit === undefined)
    throw new RelentError("usage", "code: --decode needs --emit FILE to write to");
  const vain = Object.keys(flags).find(
    (flag) => !WITH_DECODE.includes(flag) || (flag === "model" && !flags.tokens),
  );
  if (vain === undefined) return;
  const option = `--${vain.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  throw new RelentError(
    "usage",
    `code: ${option} does nothing beside --decode, whose file holds its model; leave it out${vain === "model" ? ", or give --tokens" : ""}`,
    { value: option },
  );
}

async function read(
  path: string,
  { column, tokens }: Pick<CodeFlags, "column" | "tokens">,
): Promise<Message> {
  if (tokens) {
    const { tokensOf } = await import("../code/recorded.ts");
    return tokensOf(path);
  }
  const { bytesOf, columnOf } = await import("../code/message.ts");
  if (column === undefined) return bytesOf(path);
  const { withEngine } = await import("./engine-options.ts");
  return withEngine({ quiet: true }, (engine) => columnOf(engine, path, column));
}

/** `relent code DATA`. */
export function codeCommand(program: Command, settle: (exitCode: number) => void): Command {
  const command = program
    .command("code")
    .summary("cross-entropy as bytes on disk: a file coded by a model, and where its bits go")
    .description(
      "Codes a file, or a column of a table, by a model, proves it by decoding, and says what its bits pay for.",
    )
    .argument("[data]", "the file whose bytes are coded, or a table with --column")
    .option(
      "--model <Q>",
      "the model to code by (default: mix; order0 with --column; with --tokens the recording)",
    )
    .option(
      "--against <P>",
      "another model to hold it against (default: self, where --model is left out too)",
    )
    .option("--column <NAME>", "code the values of this column of the table")
    .option("--tokens", "code the tokens that a recording scored (relent lm) by its distributions")
    .option(
      "--pseudo-count <A>",
      "added to each frequency of a model that is a file (default: 0)",
      pseudoCount,
    )
    .option("--cross-parse <FILE>", "also how alike FILE is by cross-parsing: a biased proxy")
    .option("--emit <FILE>", "write the coded file; with --decode, the decoded one")
    .option("--decode <FILE>", "decode what --emit wrote");
  return withOutputOptions(command, GRAMMAR)
    .addHelpText("beforeAll", (context) => (context.command.name() === "code" ? EXAMPLES : ""))
    .addHelpText("after", AFTER)
    .action(async (data: string | undefined, flags: CodeFlags) => {
      if (flags.decode !== undefined) {
        checkDecode(data, flags);
        const { decodeTo } = await import("../code/decode-file.ts");
        return decodeTo(flags.decode, flags.emit!, flags.tokens ? { recording: flags.model } : undefined);
      }
      if (data === undefined)
        throw new RelentError("usage", "code: there is no file to code; give DATA, or --decode FILE");
      const { checkOutput, deliver } = await import("../output.ts");
      const { checkKept } = await import("../inputs.ts");
      checkOutput(flags, [data, flags.model, flags.against, flags.crossParse], GRAMMAR);
      const { checkWritable, writeWhole } = await import("@relent/engine");
      if (flags.emit !== undefined) {
        checkKept(flags.emit, [data, flags.model, flags.against, flags.crossParse], "--emit");
        checkWritable(flags.emit);
      }
      const [{ checkModel, isFile }, { runCode }, { codeReport }] = await Promise.all([
        import("../code/coding-models.ts"),
        import("../code/run-code.ts"),
        import("../code/code-report.ts"),
      ]);
      const { column, tokens } = flags;
      if (tokens && column !== undefined) {
        throw new RelentError(
          "usage",
          "code: --tokens and --column; a recording has no columns, give one of them",
        );
      }
      const models = [flags.model ?? (tokens ? data : column === undefined ? "mix" : "order0")];
      const rival = flags.against ?? (flags.model === undefined && !tokens ? "self" : undefined);
      if (rival !== undefined) models.push(rival);
      for (const model of models) checkModel(model);
      if (flags.pseudoCount !== undefined && (tokens || !models.some(isFile))) {
        throw new RelentError(
          "usage",
          "code: --pseudo-count is added to the frequencies of a model that is a file; none is",
        );
      }
      const message = await read(data, flags);
      const { result, coded } = await runCode(message, {
        models,
        pseudoCount: flags.pseudoCount ?? 0,
        readOther: (path) => read(path, flags),
        ...(flags.crossParse !== undefined && { crossParse: flags.crossParse }),
      });
      if (flags.emit !== undefined) {
        const { file, result: first } = coded[0]!;
        if (file === null) {
          throw new RelentError(
            "usage",
            `code: --emit: ${first.name} gives no mass to ${first.massless.join(", ")}; nothing can be written`,
          );
        }
        await writeWhole(flags.emit, file);
        process.stderr.write(`wrote ${flags.emit}: ${file.length} bytes\n`);
      }
      settle(await deliver(codeReport(result), flags, GRAMMAR));
    });
}
