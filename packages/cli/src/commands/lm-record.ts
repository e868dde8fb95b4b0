import { RelentError } from "@relent/core";
import type { GgufOptions, RecordOptions, RecordResult, RequestFormat } from "@relent/lm";
import type { Command } from "commander";
import { checkKept } from "../inputs.ts";
import { interruptSignal } from "../interrupt.ts";
import { numberBetween, wholeNumber } from "../lists.ts";
import { progress } from "../progress.ts";
import { FORMATS, fault, format, keyFor, temperature } from "./lm-asking.ts";
import { optionsBelow } from "./lm-below.ts";

interface RecordFlags {
  readonly prompts?: string;
  /** A list where `lm` took it. */
  readonly output?: string | readonly string[];
  readonly format?: RequestFormat;
  readonly model?: string;
  readonly top?: number;
  readonly maxTokens?: number;
  readonly texts?: boolean;
  readonly samples?: number;
  readonly temperature?: number;
  readonly seed?: number;
  readonly concurrency?: number;
  readonly rate?: number;
  readonly retries?: number;
  readonly timeout?: number;
  readonly keyEnv?: string;
  readonly text?: string;
  readonly context?: number;
  readonly chunks?: number;
  readonly quiet?: boolean;
}

const EXAMPLES = `Examples:
  relent lm record http://localhost:8000/v1 --prompts prompts.txt -o a.jsonl
  relent lm record https://api.openai.com/v1 --model gpt-4o \\
    --prompts chats.jsonl --rate 100/min -o b.jsonl
  relent lm record http://localhost:8080 --format llama-server \\
    --prompts prompts.txt --max-tokens 32 -o c.jsonl
  relent lm record model.gguf --text wiki.txt -o model.kld
`;

const AFTER = `
Prompts: one a line in a .txt file, or {"id", "prompt"} or {"id", "messages"} a
  line in a .jsonl file. Texts are asked as one user's message with chat.
Formats: chat (default), completions (with --max-tokens 0 the prompt itself is
  scored, where the server echoes), llama-server, vllm-prompt (the prompt).
Texts alone (--texts) are recorded of providers without log-probabilities; only
  relent lm verify compares them.
Stopping: every answer is on the disk as soon as it is whole. The same command
  goes on where it was stopped; other settings in the same file are refused.
Key: from the variable that --key-env names, else RELENT_API_KEY, else, at
  openai.com alone, OPENAI_API_KEY. It is never written, shown or logged.
GGUF: needs the package node-llama-cpp; writes llama.cpp's .kld format.
Exit: 0 done, 2 usage or data error or answers missing, 130 interrupted.`;

/** A whole number that may be 0. */
const count =
  (option: string) =>
  (text: string): number => {
    if (/^\d{1,9}$/.test(text.trim())) return Number(text);
    throw fault(`${option}: ${text} is not allowed; it must be a whole number`, text);
  };

const PER: Readonly<Record<string, number>> = { "": 1, s: 1, min: 60, h: 3600 };

function rate(text: string): number {
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?)(?:\/(s|min|h))?$/.exec(text.trim()) ?? [];
  const perSecond = Number(number) / PER[unit]!;
  if (perSecond > 0) return perSecond;
  throw fault(`--rate: ${text} is not allowed; it must be such as 5/s or 100/min`, text);
}

const NAMES = [
  "format",
  "model",
  "top",
  "maxTokens",
  "samples",
  "temperature",
  "seed",
  "concurrency",
  "rate",
  "retries",
  "texts",
] as const satisfies readonly (keyof RecordOptions & keyof RecordFlags)[];

/** The options that were given, under the library's names. */
function asked(flags: RecordFlags): Partial<RecordOptions> {
  const given = NAMES.flatMap((name) => (flags[name] === undefined ? [] : [[name, flags[name]]]));
  const { timeout } = flags;
  return { ...Object.fromEntries(given), ...(timeout !== undefined && { timeout: 1000 * timeout }) };
}

function missing({ failures, answers, output }: RecordResult): RelentError {
  const first = failures.slice(0, 3).map(({ id, reason }) => `${id}: ${reason}`);
  const more = failures.length > 3 ? `, and ${failures.length - 3} more` : "";
  return new RelentError(
    "unreadable",
    `record: ${failures.length} of ${failures.length + answers} requests got no answer (${first.join("; ")}${more}); ` +
      `the others are in ${output}, run the same command again to ask for the rest`,
  );
}

const number = (value: number): string => value.toLocaleString("en-US");
const counted = (n: number, noun: string): string => `${number(n)} ${noun}${n === 1 ? "" : "s"}`;

async function recordEndpoint(url: string, output: string, flags: RecordFlags): Promise<string> {
  if (flags.prompts === undefined) {
    throw new RelentError("usage", "lm record: there is nothing to ask; give --prompts FILE");
  }
  checkKept(output, [flags.prompts]);
  const key = keyFor(url, flags.keyEnv);
  const { readPrompts, record } = await import("@relent/lm");
  const prompts = await readPrompts(flags.prompts);
  const { signal, release } = interruptSignal();
  const line = progress(flags.quiet ?? false);
  line.phase(`asking ${counted(prompts.length, "prompt")}`);
  try {
    const result = await record({
      ...asked(flags),
      url,
      prompts,
      output,
      signal,
      ...(key !== undefined && { key }),
      onProgress: (done, all) => line.fraction(done / all),
    });
    if (result.failures.length > 0) throw missing(result);
    const before = result.before > 0 ? ` (${number(result.before)} were there)` : "";
    const what = flags.texts ? "texts alone" : counted(result.tokens, "token");
    return `${output}: ${counted(result.answers, "answer")}${before}, ${what} recorded\n`;
  } finally {
    line.end();
    release();
  }
}

async function recordModel(model: string, output: string, flags: RecordFlags): Promise<string> {
  if (flags.text === undefined) {
    throw new RelentError("usage", "lm record: there is no text for the model to score; give --text FILE");
  }
  checkKept(output, [model, flags.text]);
  const { readFile } = await import("node:fs/promises");
  const text = await readFile(flags.text, "utf8").catch((cause: NodeJS.ErrnoException) => {
    const none = cause.code === "ENOENT";
    throw new RelentError(
      none ? "not-found" : "unreadable",
      `lm record: --text ${flags.text} ${none ? "does not exist" : `cannot be read: ${cause.message}`}; give a text`,
      { cause },
    );
  });
  const { checkWritable } = await import("@relent/engine");
  checkWritable(output);
  const { recordGguf } = await import("@relent/lm");
  const { signal, release } = interruptSignal();
  const line = progress(flags.quiet ?? false);
  line.phase(`scoring ${flags.text}`);
  const options: GgufOptions = {
    ...(flags.context !== undefined && { context: flags.context }),
    ...(flags.chunks !== undefined && { chunks: flags.chunks }),
    signal,
    progress: (done) => line.fraction(done),
  };
  try {
    const { rows, chunks, vocabulary } = await recordGguf(model, text, output, options);
    return `${output}: ${counted(rows, "token")} of ${counted(chunks, "chunk")} over ${number(vocabulary)} recorded\n`;
  } finally {
    line.end();
    release();
  }
}

/** `relent lm record URL|MODEL.gguf`. */
export function lmRecordCommand(lm: Command, _settle: (exitCode: number) => void): Command {
  return lm
    .command("record")
    .summary("record what a served or local model expects of each next token")
    .description(
      "Records a model's answers with the log-probabilities of their tokens, to be compared later.",
    )
    .argument("<source>", "an address (http://localhost:8000/v1), or a .gguf file")
    .option("--prompts <FILE>", "what is asked: a .txt or .jsonl file")
    .option("-o, --output <FILE>", "where to record (required): .jsonl, or .kld of a .gguf file")
    .option("--format <NAME>", `how the server is asked: ${FORMATS.join(", ")}`, format)
    .option("--model <NAME>", "the model, where the server has several")
    .option("--top <K>", "likeliest tokens asked for at each place (default: 20)", count("--top"))
    .option("--max-tokens <N>", "most tokens of an answer (default: 128)", count("--max-tokens"))
    .option(
      "--texts",
      "ask for no log-probabilities: of providers that give none (10 samples at temperature 1)",
    )
    .option("--samples <N>", "answers to each prompt (default: 1)", wholeNumber("--samples"))
    .option("--temperature <T>", "sampling temperature (default: 0)", temperature)
    .option("--seed <N>", "seed sent with the first sample, one more with each next", count("--seed"))
    .option("--concurrency <N>", "requests at once, at most (default: 4)", wholeNumber("--concurrency"))
    .option("--rate <N/s>", "requests started, at most: 5/s, 100/min (default: no limit)", rate)
    .option("--retries <N>", "how often a request that failed is sent again (default: 5)", count("--retries"))
    .option(
      "--timeout <SECONDS>",
      "time after which an answer is given up (default: 120)",
      numberBetween("--timeout", 0, 86_400),
    )
    .option("--key-env <NAME>", "the environment's variable that holds the key")
    .option("--text <FILE>", "the text that a .gguf file scores")
    .option("--context <N>", "tokens a chunk, of a .gguf file (default: 512)", wholeNumber("--context"))
    .option("--chunks <N>", "chunks at most, of a .gguf file (default: all)", wholeNumber("--chunks"))
    .option("-q, --quiet", "no progress")
    .addHelpText("beforeAll", (context) => (context.command.name() === "record" ? EXAMPLES : ""))
    .addHelpText("after", AFTER)
    .action(async (source: string, _own: RecordFlags, command: Command) => {
      const flags = optionsBelow<RecordFlags>(command);
      const [output, ...others] = [flags.output ?? []].flat();
      if (others.length > 0) {
        throw fault(`lm record: -o ${output} and ${others.join(", ")}; a recording is one file`, others[0]!);
      }
      if (output === undefined) {
        throw new RelentError(
          "usage",
          "lm record: there is no -o FILE to record to; give one, such as a.jsonl",
        );
      }
      const work = /\.gguf$/i.test(source) ? recordModel : recordEndpoint;
      process.stdout.write(await work(source, output, flags));
    });
}
