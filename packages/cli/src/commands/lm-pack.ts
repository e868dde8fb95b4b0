import { RelentError } from "@relent/core";
import type { Recording } from "@relent/lm";
import type { Command } from "commander";
import { checkKept } from "../inputs.ts";
import { interruptSignal } from "../interrupt.ts";
import { wholeNumber } from "../lists.ts";
import { progress } from "../progress.ts";
import { optionsBelow } from "./lm-below.ts";

interface PackFlags {
  /** A list where `lm` took it. */
  readonly output?: string | readonly string[];
  readonly top?: number;
  readonly key?: string;
  readonly targets?: string;
  readonly quiet?: boolean;
}

const EXAMPLES = `Examples:
  relent lm pack base.kld -o base.rlm
  relent lm pack logits.safetensors --key logits --top 1024 -o base.rlm
`;

const AFTER = `
Kept of each token: the likeliest --top by 16-bit codes, and exactly what all the
  others have together; 1.6 kB at 256, whatever the vocabulary.
Lost: said in nats a token, at most: D(full || packed), the others taken as equal.
Exit: 0 done, 2 usage or data error, 130 interrupted.`;

function outputOf(given: PackFlags["output"]): string {
  const [output, ...others] = [given ?? []].flat();
  if (output === undefined) {
    throw new RelentError("usage", "lm pack: there is no -o FILE to write to; give one, such as base.rlm");
  }
  if (others.length > 0) {
    throw new RelentError(
      "usage",
      `lm pack: -o ${output} and ${others.join(", ")}; a packed recording is one file`,
    );
  }
  return output;
}

const nats = (x: number): string => x.toPrecision(2);

/** `relent lm pack IN -o OUT.rlm`. */
export function lmPackCommand(lm: Command, _settle: (exitCode: number) => void): Command {
  return lm
    .command("pack")
    .summary("keep the likeliest tokens of a recording, a hundredth of its size")
    .description(
      "Packs a recording of full distributions: the likeliest tokens, and what the others have together.",
    )
    .argument("<recording>", "a .kld file, or logits in .npy or safetensors")
    .option("-o, --output <FILE>", "where to write it, such as base.rlm (required)")
    .option("--top <M>", "how many tokens are kept (default: 256)", wholeNumber("--top"))
    .option("--key <NAME>", "the array's name in a safetensors file that holds several")
    .option(
      "--targets <FILE>",
      "tokens that really came (.npy or JSON; [documents, tokens] for logits of three axes, -1 unknown, -100 padding), where logits do not tell",
    )
    .option("-q, --quiet", "no progress")
    .addHelpText("beforeAll", (context) => (context.command.name() === "pack" ? EXAMPLES : ""))
    .addHelpText("after", AFTER)
    .action(async (input: string, _own: PackFlags, command: Command) => {
      const flags = optionsBelow<PackFlags>(command);
      const output = outputOf(flags.output);
      checkKept(output, [input, flags.targets]);
      const { checkWritable } = await import("@relent/engine");
      checkWritable(output);
      const { packRecording } = await import("@relent/lm");
      const { open } = await import("./lm-files.ts");
      const { key, targets } = flags;
      const [recording] = (await open([input], {
        ...(key !== undefined && { key }),
        ...(targets !== undefined && { targets }),
      })) as [Recording];
      if (recording.kind !== "full") {
        throw new RelentError(
          "incompatible",
          `lm pack: ${input} holds the likeliest tokens alone; a recording of full distributions is needed`,
          { value: input },
        );
      }
      const { signal, release } = interruptSignal();
      const line = progress(flags.quiet ?? false);
      line.phase(`packing ${input}`);
      try {
        const packed = await packRecording(recording, output, {
          signal,
          ...(flags.top === undefined ? {} : { top: flags.top }),
          onProgress: (done, all) => line.fraction(done / all),
        });
        process.stdout.write(
          `${output}: ${packed.rows.toLocaleString("en-US")} tokens, the likeliest ${packed.top} of ` +
            `${recording.vocabulary.toLocaleString("en-US")} each, ${packed.bytes.toLocaleString("en-US")} bytes; ` +
            `lost at most ${nats(packed.lostMean)} nats a token (${nats(packed.lostMost)} at one)\n`,
        );
      } finally {
        line.end();
        release();
        await recording.close();
      }
    });
}
