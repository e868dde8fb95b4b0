import type { Estimate } from "@relent/core/estimate";
import { formatEstimateParts, formatNumber } from "@relent/report";
import type { BytesModel, BytesVerdict } from "./bytes-result.ts";

/** Whether a difference a byte is surely beyond the floor, and on which side. */
export function bytesVerdict({ low, high }: Estimate, floor: number): BytesVerdict {
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

function nextByteSentence(base: string, model: string, nextByteKl: Estimate, spans: number): string {
  const { value, low, high } = formatEstimateParts(nextByteKl);
  return (
    ` At the ${spans.toLocaleString("en-US")} borders of tokens that both have, \`${model}\` spends ${value} ${nextByteKl.unit} more ` +
    `than \`${base}\` on the next byte that \`${base}\` writes (${low} to ${high}).`
  );
}

/** What one model costs a byte more or less than the base, and how far its next byte is from the base's, in words. */
export function bytesSentence(
  base: string,
  { name, difference, verdict, nextByteKl, spans }: Omit<BytesModel, "sentence">,
  floor: number,
): string {
  const { unit, value, low, high } = difference;
  const turned = value < 0 ? { ...difference, value: -value, low: -high, high: -low } : difference;
  const shown = formatEstimateParts(turned);
  const a = unit.replace("/", " a ");
  return (
    `\`${name}\` spends ${shown.value} ${a} ${value < 0 ? "less" : "more"} than \`${base}\` on the same text ` +
    `(${shown.low} to ${shown.high}). ${AGAINST[verdict](`${formatNumber(floor, { trim: true })} ${a}`)}` +
    (nextByteKl === null ? "" : nextByteSentence(base, name, nextByteKl, spans))
  );
}

/** The whole comparison in words: of one model its own sentence, of several how many cost more, the best and the dearest. */
export function bytesResultSentence(
  base: string,
  models: readonly BytesModel[],
  floor: number,
  unit: string,
): string {
  const [only] = models;
  if (models.length === 1 && only !== undefined) return only.sentence;
  const sorted = models.toSorted((a, b) => a.difference.value - b.difference.value);
  const worse = sorted.filter(({ verdict }) => verdict === "worse").length;
  const better = sorted.filter(({ verdict }) => verdict === "better").length;
  const a = unit.replace("/", " a ");
  const cost = ({ name, bitsPerByte }: BytesModel): string =>
    `\`${name}\` ${bitsPerByte.value === Number.POSITIVE_INFINITY ? "∞" : formatNumber(bitsPerByte.value)}`;
  const own = formatNumber(sorted[0]!.baseBitsPerByte.value);
  return (
    `${worse} of ${models.length} models surely ${worse === 1 ? "costs" : "cost"} more than \`${base}\` on the same text and ` +
    `${better} less, beyond the floor of ` +
    `${formatNumber(floor, { trim: true })} ${a}; \`${base}\` costs ${own} ${a}, ${cost(sorted[0]!)} and ${cost(sorted.at(-1)!)}.`
  );
}

/** Where the model costs most more, in words; undefined where it nowhere does. */
export function worstSpanSentence(
  base: string,
  { name, worstSpans: [worst] }: BytesModel,
): string | undefined {
  if (worst === undefined) return undefined;
  return (
    `\`${name}\` costs most more at ${JSON.stringify(worst.text)} (${worst.document}, byte ${worst.offset}): ` +
    `${formatNumber(worst.model)} against ${formatNumber(worst.base)} by \`${base}\`.`
  );
}
