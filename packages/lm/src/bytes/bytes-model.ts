import { RelentError } from "@relent/core";
import { clusteredRatio, type Estimate } from "@relent/core/estimate";
import { tokenMean } from "../estimate/token-mean.ts";
import type { LmSettings } from "../settings.ts";
import type { BytesModel, DocumentBytes } from "./bytes-result.ts";
import { bytesSentence, bytesVerdict } from "./bytes-sentence.ts";
import type { Measured, MeasuredSpan } from "./measure.ts";
import { spanWindows, worstSpans } from "./span-views.ts";

const WORST_DOCUMENTS = 20;
const FEW_DOCUMENTS = 20;
const COST: readonly [number, number] = [0, Number.POSITIVE_INFINITY];
const DIFFERENCE: readonly [number, number] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/** Costs of whole documents in nats. */
function documentsOf(spans: readonly MeasuredSpan[]): DocumentBytes[] {
  const found = new Map<string, { name: string; bytes: number; base: number; model: number }>();
  for (const { document: name, bytes, baseNats, modelNats } of spans) {
    const sums = found.get(name) ?? { name, bytes: 0, base: 0, model: 0 };
    sums.bytes += bytes.length;
    sums.base += baseNats;
    sums.model += modelNats;
    found.set(name, sums);
  }
  return [...found.values()];
}

const perByte = (
  documents: readonly DocumentBytes[],
  of: (one: DocumentBytes) => number,
  { level, unit }: LmSettings,
  range: readonly [number, number] = COST,
): Estimate =>
  clusteredRatio(
    documents.map((one) => of(one) / unit.per),
    documents.map(({ bytes }) => bytes),
    documents.map(({ name }) => name),
    { level, unit: `${unit.name}/byte`, range },
  );

function nextByteOf(
  spans: readonly MeasuredSpan[],
  documents: readonly DocumentBytes[],
  { level, unit }: LmSettings,
): Estimate | null {
  const index = new Map(documents.map(({ name }, i) => [name, i]));
  return tokenMean(
    Float64Array.from(spans, ({ nextByte }) => nextByte),
    Int32Array.from(spans, ({ document }) => index.get(document)!),
    { level, unit, range: [0, Number.POSITIVE_INFINITY] },
  );
}

/** Everything that is told of one model beside the base. @throws RelentError `incompatible` where nothing is scored by both. */
export function bytesModel(
  base: string,
  name: string,
  { spans, notes }: Measured,
  settings: LmSettings,
): BytesModel {
  const documents = documentsOf(spans);
  if (documents.length === 0) {
    throw new RelentError(
      "incompatible",
      `compareBytes: ${base} and ${name} score no document's text whole and alike; score the same texts from their beginning ` +
        "(echo, or prompt_logprobs), or give the text that both were cut from",
    );
  }
  const { per } = settings.unit;
  const difference = perByte(documents, (one) => one.model - one.base, settings, DIFFERENCE);
  const worst = documents
    .map((one) => ({ ...one, base: one.base / per / one.bytes, model: one.model / per / one.bytes }))
    .sort((a, b) => b.model - b.base - (a.model - a.base));
  const known = {
    name,
    verdict: bytesVerdict(difference, settings.floor),
    bytes: documents.reduce((sum, { bytes }) => sum + bytes, 0),
    documents: documents.length,
    difference,
    baseBitsPerByte: perByte(documents, (one) => one.base, settings),
    bitsPerByte: perByte(documents, (one) => one.model, settings),
    spans: spans.length,
    nextByteKl: nextByteOf(spans, documents, settings),
    worstSpans: worstSpans(spans, per),
    windows: spanWindows(
      spans,
      worst.map((one) => one.name),
      per,
    ),
    worstDocuments: worst.slice(0, WORST_DOCUMENTS),
    warnings: [
      ...notes,
      ...(documents.length < FEW_DOCUMENTS
        ? [
            `too few documents: ${documents.length}; below ${FEW_DOCUMENTS} the intervals hold the truth less often than they say`,
          ]
        : []),
    ],
  };
  return { ...known, sentence: bytesSentence(base, known, settings.floor) };
}
