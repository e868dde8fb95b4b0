import type { Command } from "commander";
import { numberBetween, wholeNumber } from "../lists.ts";
import { FORMATS, format, temperature } from "./lm-asking.ts";
import { optionsBelow } from "./lm-below.ts";
import { VERIFIED } from "./lm-grammar.ts";
import type { VerifyFlags } from "./lm-verify-run.ts";
import { withOutputOptions } from "./output-options.ts";

const EXAMPLES = `Examples:
  relent lm verify --reference a.jsonl --candidate b.jsonl -o report.html
  relent lm verify --reference a.jsonl --candidate b.jsonl --self a2.jsonl
  relent lm verify --reference a.jsonl --candidate https://api.example.com/v1 \\
    --prompts prompts.txt --model llama-3 --key-env EXAMPLE_KEY --budget 500
  relent lm verify --reference f32.kld --candidate q8.kld --fail-on different
  relent lm verify --reference f32.kld --candidate vllm.jsonl
  relent lm verify --reference a.jsonl --candidate texts.jsonl --text-tolerance 0.05
`;

const AFTER = `
Sides: a recording of relent lm record or of a provider's answers (JSON lines),
  whole distributions of a text (.kld, packed, logits with --targets), or the
  URL of an endpoint. Answers are joined by the ids of their prompts; both sides
  must have been asked in the same way (temperature, tokens, template). Whole
  distributions beside lists need the lists to have scored parts of the same
  text, with token ids (vLLM's prompt_logprobs).
Texts alone: where a side has no log-probabilities, several sampled answers to
  each prompt are compared instead (MMD², Hamming kernel), which the report says.
Verdicts: different (surely over the tolerance), same (surely under it, which
  takes about 6/tolerance prompts), undecided. A wrong one has a chance of at
  most --alpha, though endpoints are asked no more than it takes.
Tolerance: the mean total variation of next-token probabilities, 0 to 1. Exact
  equality is false of any two machines: record the reference twice and give
  --self, and its own noise sets it. 8-bit weights made 0.004, 4-bit 0.035 in a
  small model.
Key: of one endpoint as relent lm record has it (--key-env, RELENT_API_KEY); of
  two each is sent only the key of its own option. It is never written or shown.
Exit: 0 done, 1 --fail-on fired, 2 usage or data error, 130 interrupted.`;

/** `relent lm verify`. */
export function lmVerifyCommand(lm: Command, settle: (exitCode: number) => void): Command {
  const command = lm
    .command("verify")
    .summary("is this provider serving the model it says?")
    .description(
      "Says whether a candidate serves the same model as a reference, within a tolerance, with the evidence: same, different or undecided.",
    )
    .requiredOption("--reference <FILE|URL>", "the model as it should be")
    .requiredOption("--candidate <FILE|URL>", "what is to be verified")
    .option("--self <FILE>", "a second recording of the reference; its noise sets the tolerance")
    .option(
      "--tolerance <TV>",
      "differences up to this do not matter (default: 0.02, or by --self)",
      numberBetween("--tolerance", 0, 1),
    )
    .option(
      "--text-tolerance <MMD2>",
      "the same for sampled texts, where no log-probabilities tell (default: 0.01)",
      numberBetween("--text-tolerance", 0, 1),
    )
    .option(
      "--alpha <P>",
      "chance of a wrong verdict, at most (default: 0.05)",
      numberBetween("--alpha", 0, 0.5),
    )
    .option("--prompts <FILE>", "what endpoints are asked: a prompt a line, or JSON lines")
    .option("--budget <N>", "requests at most (default: every prompt once)", wholeNumber("--budget"))
    .option(
      "--texts",
      "ask for no log-probabilities: of providers that give none (10 samples at temperature 1)",
    )
    .option("--samples <N>", "answers to each prompt (default: 1)", wholeNumber("--samples"))
    .option("--max-tokens <N>", "tokens of an answer at most (default: 16)", wholeNumber("--max-tokens"))
    .option("--top <K>", "likeliest tokens asked for at each place (default: 20)", wholeNumber("--top"))
    .option("--temperature <T>", "sampling temperature (default: 0)", temperature)
    .option("--concurrency <N>", "prompts under way at once (default: 4)", wholeNumber("--concurrency"))
    .option("--format <NAME>", `how endpoints are asked: ${FORMATS.join(", ")} (default: chat)`, format)
    .option("--model <NAME>", "the model that endpoints are asked for")
    .option(
      "--reference-model <NAME>",
      "the model that the reference is asked for, where it has another name",
    )
    .option(
      "--key-env <NAME>",
      "the environment's variable that holds the endpoint's key, the candidate's of two",
    )
    .option("--reference-key-env <NAME>", "the same for the reference, where both are endpoints")
    .option("--key <NAME>", "the array that holds the logits, in a file with several")
    .option("--targets <FILE>", "tokens that came, of logits without them (.npy or JSON, as in relent lm)")
    .option("--seed <N>", "order of the prompts and permutations (default: 1)", wholeNumber("--seed"))
    .option("-q, --quiet", "no progress");
  return withOutputOptions(command, VERIFIED)
    .addHelpText("before", EXAMPLES)
    .addHelpText("after", AFTER)
    .action(async (_: unknown, command: Command) => {
      const flags = optionsBelow<VerifyFlags>(command);
      const { verifyOnCommand } = await import("./lm-verify-run.ts");
      settle(await verifyOnCommand(flags));
    });
}
