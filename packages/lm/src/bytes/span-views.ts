import { worstStretch } from "../estimate/places.ts";
import { written } from "../text/tokenizer.ts";
import type { SpanView, SpanWindow } from "./bytes-result.ts";
import type { MeasuredSpan } from "./measure.ts";
import type { Piece } from "./scored-text.ts";

const WORST = 30;
const WINDOWS = 3;
const WINDOW_SPANS = 96;

const textsOf = (pieces: readonly Piece[]): string[] => pieces.map(({ bytes }) => written(bytes));

const view = (span: MeasuredSpan, per: number): SpanView => ({
  document: span.document,
  offset: span.from,
  text: written(span.bytes),
  bytes: span.bytes.length,
  base: span.baseNats / per,
  model: span.modelNats / per,
  baseTokens: textsOf(span.base),
  tokens: textsOf(span.model),
});

const more = ({ baseNats, modelNats }: MeasuredSpan): number => modelNats - baseNats;

/** The spans that cost most more by the model than by the base. */
export const worstSpans = (spans: readonly MeasuredSpan[], per: number): SpanView[] =>
  spans
    .filter((span) => more(span) > 0)
    .sort((a, b) => more(b) - more(a))
    .slice(0, WORST)
    .map((span) => view(span, per));

/** The stretches of these documents where the model costs most more, span by span. */
export const spanWindows = (
  spans: readonly MeasuredSpan[],
  documents: readonly string[],
  per: number,
): SpanWindow[] =>
  documents.slice(0, WINDOWS).map((document) => {
    const own = spans.filter((span) => span.document === document);
    const rows = worstStretch([...own.keys()], Float64Array.from(own, more), WINDOW_SPANS);
    return { document, spans: rows.map((row) => view(own[row]!, per)) };
  });
