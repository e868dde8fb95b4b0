import { RelentError } from "@relent/core";
import { watchOf } from "../compare-full/watch.ts";
import { shortNames } from "../names.ts";
import type { Recording } from "../recording.ts";
import { type LmSettingOptions, settingsOf } from "../settings.ts";
import type { Tokenizer } from "../text/tokenizer.ts";
import { bytesModel } from "./bytes-model.ts";
import type { BytesModel, BytesResult, BytesVerdict } from "./bytes-result.ts";
import { bytesResultSentence } from "./bytes-sentence.ts";
import { measure } from "./measure.ts";
import { scoredTexts } from "./scored-text.ts";

/** How recordings are compared by the bytes of their texts. */
export interface BytesOptions extends LmSettingOptions {
  /** What the token ids of whole recordings stand for: one for all, or one each, the base's first. */
  readonly tokenizers?: readonly Tokenizer[];
  /** The text that all recordings were cut from, where none keeps it whole itself. */
  readonly text?: Uint8Array;
  readonly signal?: AbortSignal;
  /** Hears which two recordings are being compared. */
  readonly onPhase?: (phase: string) => void;
  /** Hears how much of it is done, in 0…1. */
  readonly onProgress?: (fraction: number) => void;
}

function overall(models: readonly BytesModel[]): BytesVerdict {
  const has = (verdict: BytesVerdict): boolean => models.some((model) => model.verdict === verdict);
  return (["worse", "too few documents", "better"] as const).find(has) ?? "same";
}

/**
 * Compares models by what the same text costs a byte, whatever tokens they cut it into.
 *
 * −Σ ln P(token) / (bytes · ln base), over the spans between borders of tokens that both have. Documents of lists are joined
 * by id and end alike; the chunks of whole recordings may begin and end anywhere in the text that all were cut from. The
 * base's documents are the clusters of every interval. Where all probabilities are known, D(base ‖ model) of the next byte
 * at those borders stands beside it. It is the difference of two models on this
 * text, not a divergence: a model may cost less than the base.
 *
 * @throws RelentError "incompatible" where no text was scored whole by both, or a whole recording lacks its tokenizer or
 *   targets; "invalid-argument" for no model or a number of tokenizers that does not fit; "interrupted".
 *
 * @example
 * ```ts
 * const token = (text) => ({ id: null, text, logProbability: -Math.LN2, candidates: [] })
 * const contents = (cut) => [{ id: "a", tokens: cut.map(token) }]
 * const said = (name, cut) => ({ kind: "top", name, format: "", documents: ["a"], notes: [], grid: 0, contents: contents(cut) })
 * const { models } = await compareBytes(said("whole", ["abcd"]), [said("halves", ["ab", "cd"])])
 * models[0].difference.value // 0.25
 * ```
 */
export async function compareBytes(
  base: Recording,
  others: readonly Recording[],
  options: BytesOptions = {},
): Promise<BytesResult> {
  const settings = settingsOf(options);
  const recordings = [base, ...others];
  const { tokenizers = [] } = options;
  const wrong = (what: string, value: number): RelentError =>
    new RelentError("invalid-argument", `compareBytes: ${what}`, { value });
  if (others.length === 0) throw wrong("0 models beside the base; at least 1 is needed", 0);
  if (tokenizers.length > 1 && tokenizers.length !== recordings.length) {
    throw wrong(
      `${tokenizers.length} tokenizers for ${recordings.length} recordings; give one for all, or one each`,
      tokenizers.length,
    );
  }
  const names = shortNames(recordings.map(({ name }) => name));
  const scored = recordings.map((recording, i) =>
    scoredTexts(recording, tokenizers.length > 1 ? tokenizers[i] : tokenizers[0]),
  );
  const lists = recordings.every(({ kind }) => kind === "top");
  if (lists && options.text !== undefined) {
    throw wrong(
      "a text is given; documents of lists are joined by their ids and need none",
      options.text.length,
    );
  }
  const line = options.text ?? scored.find(({ whole }) => whole !== undefined)?.whole;
  const watch = watchOf("compareBytes", {
    ...(options.signal !== undefined && { signal: options.signal }),
    onProgress: (done, total) => options.onProgress?.(done / total),
  });
  const models: BytesModel[] = [];
  for (const [i, model] of scored.slice(1).entries()) {
    options.onPhase?.(`${names[i + 1]} against ${names[0]}`);
    const measured = await measure(scored[0]!, model, line && Buffer.from(line), watch);
    models.push(bytesModel(names[0]!, names[i + 1]!, measured, settings));
  }
  const { unit, level, floor } = settings;
  return {
    schema: "relent/lm-bytes@1",
    base: { name: names[0]!, format: base.format },
    unit: `${unit.name}/byte`,
    level,
    floor,
    verdict: overall(models),
    sentence: bytesResultSentence(names[0]!, models, floor, `${unit.name}/byte`),
    models,
    warnings: [
      ...new Set([
        ...recordings.flatMap(({ notes }) => notes),
        ...models.flatMap(({ warnings }) => warnings),
      ]),
    ],
    method: [
      `${unit.name} a byte of the same text by each model: Σ −log P(token) / bytes, between the borders of tokens that both have; each model with the context that its own recording gave it.`,
      ...(models.some(({ nextByteKl }) => nextByteKl !== null)
        ? [
            `Next byte: each token's probability goes to the byte that it begins with, D(base ‖ model) in ${unit.name} at each such border; ` +
              "an approximation, since a border also says that no longer token was taken.",
          ]
        : []),
      `Intervals of ${Math.round(100 * level)} % over documents, of the difference by pairs of them.`,
    ],
  };
}
