import type { Watch } from "../compare-full/watch.ts";
import { align, type Placed, type Span } from "./align.ts";
import { nextByteKl } from "./next-byte.ts";
import { placeByEnd, placeInText } from "./place.ts";
import type { Piece, Scored, ScoredText } from "./scored-text.ts";

/** A span with what its bytes cost by both, in nats. */
export interface MeasuredSpan extends Span {
  readonly baseNats: number;
  readonly modelNats: number;
  /** D(base ‖ model) of the next byte at its first border; NaN where that is not known. */
  readonly nextByte: number;
}

/** What two recordings say of the same bytes. */
export interface Measured {
  readonly spans: readonly MeasuredSpan[];
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

interface Aligned {
  readonly spans: readonly Span[];
  readonly notes: readonly string[];
}

function alignById(base: Scored, model: Scored): Aligned {
  const placed = pairsOf(base.texts, model.texts).map((pair) => placeByEnd(...pair));
  const spans = placed.map((pair) => (pair === undefined ? [] : align([pair[0]], [pair[1]])));
  const all = Math.max(base.documents, model.documents);
  const left = all - spans.filter(({ length }) => length > 0).length;
  return {
    spans: spans.flat(),
    notes:
      left > 0
        ? [
            `${count(left)} of ${count(all)} documents are not scored whole and alike by both; they are left out`,
          ]
        : [],
  };
}

function alignInText(base: Scored, model: Scored, line: Buffer): Aligned {
  const [mine, others] = [placeInText(base, line), placeInText(model, line)];
  const lost = (side: Scored, placed: readonly Placed[], whose: string): string[] =>
    side.documents === placed.length
      ? []
      : [
          `${count(side.documents - placed.length)} of ${count(side.documents)} documents of the ${whose} have no certain place in the text; they are left out`,
        ];
  return {
    spans: align(mine, others),
    notes: [...lost(base, mine, "base"), ...lost(model, others, "model")],
  };
}

/** The spans of the documents where the text is not impossible to both. */
function comparable(spans: readonly MeasuredSpan[]): Measured {
  const endless = (of: (span: MeasuredSpan) => number): Set<string> =>
    new Set(spans.filter((span) => of(span) === Number.POSITIVE_INFINITY).map(({ document }) => document));
  const others = endless(({ modelNats }) => modelNats);
  const both = new Set([...endless(({ baseNats }) => baseNats)].filter((document) => others.has(document)));
  if (both.size === 0) return { spans, notes: [] };
  return {
    spans: spans.filter(({ document }) => !both.has(document)),
    notes: [
      `${count(both.size)} documents are impossible to both models; no difference can be told there, and they are left out`,
    ],
  };
}

/**
 * Lays two recordings' tokens beside each other and asks what each span of the same bytes costs by both.
 *
 * With `line`, the text that both were cut from, documents may begin and end anywhere in it; without it they are joined by
 * id and must end with the same bytes.
 */
export async function measure(
  base: Scored,
  model: Scored,
  line: Buffer | undefined,
  watch: Watch,
): Promise<Measured> {
  const { spans, notes } = line === undefined ? alignById(base, model) : alignInText(base, model, line);
  let censored = 0;
  const costs = async (scored: Scored, pieces: readonly Piece[]) => {
    let nats = 0;
    let next: Awaited<ReturnType<Scored["cost"]>>["next"];
    const first = pieces.find(({ bytes }) => bytes.length > 0) ?? pieces[0];
    for (const piece of pieces) {
      const cost = await scored.cost(piece.row, piece === first);
      nats += cost.nats;
      censored += Number(cost.censored);
      next ??= cost.next;
    }
    return { nats, next };
  };
  const measured: MeasuredSpan[] = [];
  for (const [i, span] of spans.entries()) {
    if (i % 64 === 0) watch(i, spans.length);
    const left = await costs(base, span.base);
    const right = await costs(model, span.model);
    const nexts = [left.next, right.next] as const;
    measured.push({
      ...span,
      baseNats: left.nats,
      modelNats: right.nats,
      nextByte:
        nexts[0] === undefined || nexts[1] === undefined ? Number.NaN : nextByteKl(nexts[0], nexts[1]),
    });
  }
  const found = comparable(measured);
  return {
    spans: found.spans,
    notes: [
      ...notes,
      ...found.notes,
      ...(censored > 0
        ? [
            `the cost of ${count(censored)} tokens is known only from below (clipped in the file), and enters with the least that it can be`,
          ]
        : []),
    ],
  };
}
