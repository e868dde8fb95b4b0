import { RelentError } from "@relent/core";
import type { Command } from "commander";
import { list, numberBetween, wholeNumber } from "../lists.ts";
import type { OutputOptions } from "../output.ts";
import type { LmFlags } from "./lm-compare.ts";
import { COMPARED } from "./lm-grammar.ts";
import { lmPackCommand } from "./lm-pack.ts";
import { lmRecordCommand } from "./lm-record.ts";
import { lmVerifyCommand } from "./lm-verify.ts";
import { withOutputOptions } from "./output-options.ts";

const EXAMPLES = `Examples:
  relent lm base.kld q4.kld q8.kld
  relent lm base.kld q4.kld --tokenizer tokenizer.json -o report.html
  relent lm base.kld q4.kld q8.kld --matrix -o tokens.parquet
  relent lm tokens.parquet --fail-on "models.q4.kl.high > 0.02"
  relent lm before.jsonl after.jsonl
  relent lm base.kld q4.kld --compat llama.cpp
  relent lm llama.jsonl qwen.jsonl --per-byte
  relent lm llama.kld qwen.kld --per-byte --tokenizer llama.gguf,qwen.gguf
`;

const AFTER = `
Recordings, told by their content: .kld files of llama.cpp and ik_llama.cpp
  (llama-perplexity --kl-divergence-base FILE, once a model); logits as .npy or
  safetensors (f16, bf16, f32), or a folder of safetensors rows; packed files
  of relent lm pack; JSON lines of log-probabilities as OpenAI-style servers,
  vLLM, llama-server, TGI and Ollama answer them, or relent lm record; and
  files of tokens that relent lm -o tokens.parquet wrote, in place of all.
Direction: D(base || model), the extra bits a token for coding text that the
  base writes with the model's probabilities.
Other tokenizers: --per-byte lays the tokens of both over the same bytes and
  compares what these cost, and of whole distributions the next byte too. .kld
  files of the same text need a tokenizer each; lists are joined by their ids,
  scored from the beginning (completions with --max-tokens 0, vllm-prompt).
  Verdicts there: worse, better, same, too few documents.
Verdicts: moved (surely above the floor), same (surely below it), too few
  tokens (neither).
Exit: 0 done, 1 --fail-on fired, 2 usage or data error, 130 interrupted.`;

function check(base: string | undefined, others: readonly string[], flags: LmFlags): asserts base is string {
  if (base === undefined) {
    throw new RelentError(
      "usage",
      "lm: no recordings; give BASE and at least one OTHER, or a file of tokens",
    );
  }
  if (flags.compat !== undefined && flags.compat !== "llama.cpp") {
    throw new RelentError("usage", `lm: --compat ${flags.compat} is not known; it must be llama.cpp`, {
      value: flags.compat,
    });
  }
  if (flags.compat !== undefined && others.length !== 1) {
    throw new RelentError(
      "usage",
      `lm: --compat llama.cpp prints one model beside the base and got ${others.length}; give BASE and one OTHER`,
    );
  }
}

/** `relent lm BASE OTHER…` and the commands below it. */
export function lmCommand(program: Command, settle: (exitCode: number) => void): Command {
  const lm = program
    .command("lm")
    .summary("how far recorded language models are apart, token by token")
    .description(
      "Compares recorded next-token distributions with a base's: how many bits a token each model is away, where, how surely.",
    )
    .enablePositionalOptions()
    .argument("[base]", "the recording to compare with, or a file of tokens in place of all recordings")
    .argument("[others...]", "recordings of other models on the same text")
    .option(
      "--tokenizer <FILES>",
      "tokenizer.json or GGUF file of the models: shows texts instead of token numbers (one a model with --per-byte)",
      list,
    )
    .option(
      "--per-byte",
      "compare what a byte of the same text costs instead, for models of other tokenizers",
    )
    .option(
      "--text <FILE>",
      "the text that the scored tokens make up, for bits a byte; with --per-byte the text that they were cut from",
    )
    .option(
      "--targets <FILE>",
      "tokens that really came (.npy or JSON; [documents, tokens] for logits of three axes, -1 unknown, -100 padding), where logits do not tell",
    )
    .option("--key <NAME>", "the array to read in safetensors files that hold several")
    .option(
      "--unseen <P>",
      "least probability of tokens that a recording leaves out, assumed: gives D an upper bound",
      numberBetween("--unseen", 0, 1),
    )
    .option(
      "--vocabulary <N>",
      "how many tokens there are, where recordings hold only the likeliest",
      wholeNumber("--vocabulary"),
    )
    .option("--matrix", "compare every model with every other too")
    .option("--compat <TOOL>", "print llama.cpp's own table of these two files instead: llama.cpp")
    .option("--base <B>", "base of the logarithm: 2 (bits), e (nats), 10, any number above 1")
    .option(
      "--floor <BITS>",
      "differences below this a token (or byte) do not matter (default: 0.01, in the unit of --base)",
      numberBetween("--floor", 0, 100),
    )
    .option("--level <P>", "coverage of the intervals (default: 0.95)", numberBetween("--level", 0, 1))
    .option("-q, --quiet", "no progress");
  withOutputOptions(lm, COMPARED, ", or .parquet (one row a token)")
    .addHelpText("beforeAll", (context) => (context.command.name() === "lm" ? EXAMPLES : ""))
    .addHelpText("after", AFTER)
    .action(async (base: string | undefined, others: readonly string[], flags: LmFlags & OutputOptions) => {
      check(base, others, flags);
      const { compareOnCommand } = await import("./lm-compare.ts");
      settle(await compareOnCommand(base, others, flags));
    });
  for (const add of [lmRecordCommand, lmVerifyCommand, lmPackCommand]) add(lm, settle);
  return lm;
}
