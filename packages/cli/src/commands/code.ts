import { RelentError } from "@relent/core";
import type { CodingModel } from "@relent/core/coding";
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

/** Values one a line; where one has a line's end within, or is missing, each as JSON. */
function linesOf(values: readonly (string | null)[]): string {
  const plain = values.every((value) => value !== null && !/[\r\n]/.test(value));
  return values.map((value) => `${plain ? value : JSON.stringify(value)}\n`).join("");
}

/** The recording's distributions, which the file of a token message does not carry. */
async function modelOfTokens({ model, tokens }: CodeFlags): Promise<CodingModel | undefined> {
  if (!tokens || model === undefined) return undefined;
  const { recordedModel, tokensOf } = await import("../code/recorded.ts");
  return (await recordedModel(model, await tokensOf(model))).model;
}

async function decodeTo(path: string, target: string | undefined, flags: CodeFlags): Promise<void> {
  if (target === undefined) {
    throw new RelentError("usage", "code: --decode needs --emit FILE to write to");
  }
  const { checkWritable, writeWhole } = await import("@relent/engine");
  const { checkKept } = await import("../inputs.ts");
  checkKept(target, [path]);
  checkWritable(target);
  const [{ readBytes }, { openContainer }, { decode }] = await Promise.all([
    import("../code/message.ts"),
    import("../code/container.ts"),
    import("@relent/core/coding"),
  ]);
  const { values, frame } = openContainer(readBytes(path));
  const symbols = decode(frame, await modelOfTokens(flags));
  const content = flags.tokens
    ? Array.from(symbols, (token) => `${token}\n`).join("")
    : values === undefined
      ? Uint8Array.from(symbols)
      : linesOf(Array.from(symbols, (symbol) => values[symbol] ?? null));
  await writeWhole(target, content);
  process.stderr.write(
    `wrote ${target}: ${symbols.length} ${flags.tokens ? "tokens, one a line" : values === undefined ? "bytes" : "values, one a line"}\n`,
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
        if (data !== undefined)
          throw new RelentError("usage", `code: ${data} and --decode; give one of them`);
        return decodeTo(flags.decode, flags.emit, flags);
      }
      if (data === undefined)
        throw new RelentError("usage", "code: there is no file to code; give DATA, or --decode FILE");
      const { checkOutput, deliver } = await import("../output.ts");
      const { checkKept } = await import("../inputs.ts");
      checkOutput(flags, [data, flags.model, flags.against], GRAMMAR);
      const { checkWritable, writeWhole } = await import("@relent/engine");
      if (flags.emit !== undefined) {
        checkKept(flags.emit, [data, flags.model, flags.against]);
        checkWritable(flags.emit);
      }
      const [{ checkModel }, { runCode }, { codeReport }] = await Promise.all([
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
