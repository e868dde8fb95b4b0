import { RelentError } from "@relent/core";
import { clusteredRatio, type Estimate } from "@relent/core/estimate";
import { formatEstimateParts, formatNumber } from "@relent/report";
import { watchOf } from "../compare-full/watch.ts";
import { shortNames } from "../names.ts";
import type { Recording } from "../recording.ts";
import { type LmSettingOptions, type LmSettings, settingsOf } from "../settings.ts";
import type { Tokenizer } from "../text/tokenizer.ts";
import type { BytesModel, BytesResult, BytesVerdict, DocumentBytes } from "./bytes-result.ts";
import { commonEnd } from "./common-end.ts";
import { type ScoredText, scoredTexts } from "./scored-text.ts";

/** How recordings are compared by the bytes of their texts. */
export interface BytesOptions extends LmSettingOptions {
  /** What the token ids of whole recordings stand for: one for all, or one each, the base's first. */
  readonly tokenizers?: readonly Tokenizer[];
  readonly signal?: AbortSignal;
  /** Hears which recording is being read. */
  readonly onPhase?: (phase: string) => void;
}

interface Joined {
  readonly documents: readonly DocumentBytes[];
  readonly notes: readonly string[];
}

const count = (n: number): string => n.toLocaleString("en-US");

/** Pairs texts by id, or by their order where none is common and both have as many. */
function pairsOf(base: readonly ScoredText[], model: readonly ScoredText[]): [ScoredText, ScoredText][] {
  const others = new Map(model.map((text) => [text.id, text]));
  const pairs = base.flatMap((text): [ScoredText, ScoredText][] => {
    const other = others.get(text.id);
    return other === undefined ? [] : [[text, other]];
  });
  if (pairs.length > 0 || base.length !== model.length) return pairs;
  return base.map((text, i) => [text, model[i]!]);
}

function join(base: readonly ScoredText[], model: readonly ScoredText[]): Joined {
  let [censored, endless] = [0, 0];
  const documents = pairsOf(base, model).flatMap(([mine, other]): DocumentBytes[] => {
    const end = commonEnd(mine, other);
    if (end === null) return [];
    if (end.base === Number.POSITIVE_INFINITY && end.model === end.base) {
      endless += 1;
      return [];
    }
    censored += end.censored;
    return [{ name: mine.id, bytes: end.bytes, base: end.base, model: end.model }];
  });
  const all = Math.max(base.length, model.length);
  const left = all - documents.length - endless;
  return {
    documents,
    notes: [
      ...(left > 0
        ? [
            `${count(left)} of ${count(all)} documents are not scored whole and alike by both; they are left out`,
          ]
        : []),
      ...(endless > 0
        ? [
            `${count(endless)} documents are impossible to both models; no difference can be told there, and they are left out`,
          ]
        : []),
      ...(censored > 0
        ? [
            `the cost of ${count(censored)} tokens is known only from below (clipped in the file), and enters with the least that it can be`,
          ]
        : []),
    ],
  };
}

const bitsOf = (
  documents: readonly DocumentBytes[],
  of: (one: DocumentBytes) => number,
  { level, unit }: LmSettings,
): Estimate =>
  clusteredRatio(
    documents.map((one) => of(one) / unit.per),
    documents.map(({ bytes }) => bytes),
    documents.map(({ name }) => name),
    { level, unit: `${unit.name}/byte` },
  );

function verdictOf({ low, high }: Estimate, floor: number): BytesVerdict {
  if (low > floor) return "worse";
  if (high < -floor) return "better";
  return low > -floor && high < floor ? "same" : "too few documents";
}

const AGAINST: Readonly<Record<BytesVerdict, (floor: string) => string>> = {
  worse: (floor) => `That is surely above the floor of ${floor}.`,
  better: (floor) => `That is surely beyond the floor of ${floor}.`,
  same: (floor) => `That is surely within the floor of ${floor}.`,
  "too few documents": (floor) =>
    `There are too few documents to say whether that is beyond the floor of ${floor}.`,
};

function sentenceOf(
  base: string,
  model: string,
  difference: Estimate,
  verdict: BytesVerdict,
  floor: number,
): string {
  const { unit, value, low, high } = difference;
  const turned = value < 0 ? { ...difference, value: -value, low: -high, high: -low } : difference;
  const shown = formatEstimateParts(turned);
  return (
    `\`${model}\` spends ${shown.value} ${unit.replace("/", " a ")} ${value < 0 ? "less" : "more"} than \`${base}\` on the same text ` +
    `(${shown.low} to ${shown.high}). ${AGAINST[verdict](`${formatNumber(floor, { trim: true })} ${unit.replace("/", " a ")}`)}`
  );
}

const WORST = 20;

function modelOf(
  base: string,
  name: string,
  texts: readonly [readonly ScoredText[], readonly ScoredText[]],
  settings: LmSettings,
): BytesModel {
  const { documents, notes } = join(...texts);
  if (documents.length === 0) {
    throw new RelentError(
      "incompatible",
      `compareBytes: ${base} and ${name} score no document's text whole and alike; score the same texts from their beginning ` +
        "(echo, or prompt_logprobs)",
    );
  }
  const { per } = settings.unit;
  const rate = ({ bytes, ...nats }: DocumentBytes): DocumentBytes => ({
    ...nats,
    bytes,
    base: nats.base / per / bytes,
    model: nats.model / per / bytes,
  });
  const difference = bitsOf(documents, (one) => one.model - one.base, settings);
  const verdict = verdictOf(difference, settings.floor);
  return {
    name,
    verdict,
    sentence: sentenceOf(base, name, difference, verdict, settings.floor),
    bytes: documents.reduce((sum, { bytes }) => sum + bytes, 0),
    documents: documents.length,
    difference,
    baseBitsPerByte: bitsOf(documents, (one) => one.base, settings),
    bitsPerByte: bitsOf(documents, (one) => one.model, settings),
    worstDocuments: documents
      .map(rate)
      .sort((a, b) => b.model - b.base - (a.model - a.base))
      .slice(0, WORST),
    warnings: [
      ...notes,
      ...(documents.length < WORST
        ? [
            `too few documents: ${documents.length}; below ${WORST} the intervals hold the truth less often than they say`,
          ]
        : []),
    ],
  };
}

function overall(models: readonly BytesModel[]): BytesVerdict {
  const has = (verdict: BytesVerdict): boolean => models.some((model) => model.verdict === verdict);
  return (["worse", "too few documents", "better"] as const).find(has) ?? "same";
}

/**
 * Compares models by what the same text costs a byte, whatever tokens they cut it into.
 *
 * −Σ ln P(token) / (bytes · ln base), over the longest end of each document at whose beginning both have a border of
 * tokens; documents are joined by id and are the clusters of every interval. It is the difference of two models on this
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
  const texts: ScoredText[][] = [];
  for (const [i, recording] of recordings.entries()) {
    options.onPhase?.(names[i]!);
    const watch = watchOf("compareBytes", options);
    const tokenizer = tokenizers.length > 1 ? tokenizers[i] : tokenizers[0];
    texts.push(await scoredTexts(recording, tokenizer, () => watch(i, recordings.length)));
  }
  const models = others.map((_, i) =>
    modelOf(names[0]!, names[i + 1]!, [texts[0]!, texts[i + 1]!], settings),
  );
  const { unit, level, floor } = settings;
  return {
    schema: "relent/lm-bytes@1",
    base: { name: names[0]!, format: base.format },
    unit: `${unit.name}/byte`,
    level,
    floor,
    verdict: overall(models),
    sentence: models.map(({ sentence }) => sentence).join(" "),
    models,
    warnings: [
      ...new Set([
        ...recordings.flatMap(({ notes }) => notes),
        ...models.flatMap(({ warnings }) => warnings),
      ]),
    ],
    method: [
      `${unit.name} a byte of the same text by each model: Σ −log P(token) / bytes, from the first border of tokens that both have to the end of each document.`,
      `Intervals of ${Math.round(100 * level)} % over documents, of the difference by pairs of them.`,
    ],
  };
}
