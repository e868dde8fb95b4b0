import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MeasuredSpan, measure } from "../../src/bytes/measure.ts";
import type { Piece, Scored, ScoredText } from "../../src/bytes/scored-text.ts";

const LENGTH = 120;
/** Every byte differs, so that each stretch has one place. */
const LINE = Buffer.from(Array.from({ length: LENGTH }, (_, i) => i));

/** A model that cuts the line at some bytes into tokens, in documents that begin at some of them, and what each token costs. */
interface Read {
  readonly scored: Scored;
  /** Whole numbers, so that sums in any order are exact. */
  readonly costs: readonly number[];
}

interface Drawn {
  readonly cuts: readonly number[];
  /** Places of tokens without bytes, such as the end of a text. */
  readonly empties: readonly number[];
  readonly documents: readonly number[];
  readonly costs: readonly number[];
}

function readAs({ cuts, empties, documents, costs }: Drawn): Read {
  const borders = [...new Set([0, ...cuts, ...documents, LENGTH])].sort((a, b) => a - b);
  const begins = new Set([0, ...documents]);
  const texts: { id: string; at: number; pieces: Piece[] }[] = [];
  const cost: number[] = [];
  const put = (from: number, to: number): void => {
    texts.at(-1)!.pieces.push({ bytes: LINE.subarray(from, to), row: cost.length });
    cost.push(costs[cost.length % costs.length]!);
  };
  for (const [i, from] of borders.slice(0, -1).entries()) {
    if (begins.has(from)) texts.push({ id: `${texts.length}`, at: from, pieces: [] });
    if (empties.includes(from)) put(from, from);
    put(from, borders[i + 1]!);
  }
  return {
    costs: cost,
    scored: {
      texts,
      documents: texts.length,
      whole: LINE,
      cost: async (row) => ({ nats: cost[row]!, censored: false }),
    },
  };
}

const places = (maxLength: number) => fc.array(fc.integer({ min: 1, max: LENGTH - 1 }), { maxLength });
const drawn: fc.Arbitrary<Drawn> = fc.record({
  cuts: places(60),
  empties: places(8),
  documents: places(6),
  costs: fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 50 }),
});

const total = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0);
const spansOf = async (base: Scored, model: Scored, line?: Buffer): Promise<readonly MeasuredSpan[]> =>
  (await measure(base, model, line, () => {})).spans;

/** Rows of one side's pieces between the first and the last border that a document has in common with one of the other side. */
function coveredRows(own: readonly ScoredText[], others: readonly ScoredText[]): number[] {
  const bordersOf = ({ at = 0, pieces }: ScoredText): number[] => {
    const borders = [at];
    for (const { bytes } of pieces) borders.push(borders.at(-1)! + bytes.length);
    return borders;
  };
  return own.flatMap((text) => {
    const mine = bordersOf(text);
    return others.flatMap((other) => {
      const common = bordersOf(other).filter((border) => mine.includes(border));
      const [first, last] = [Math.min(...common), Math.max(...common)];
      return text.pieces.flatMap(({ row, bytes }, i) => {
        const inside = mine[i]! >= first && mine[i]! + bytes.length <= last && first < last;
        // A token without bytes at the first border stands behind what is before it, where its document has that.
        return inside && !(bytes.length === 0 && mine[i] === first && mine[0]! < first) ? [row] : [];
      });
    });
  });
}

describe("what spans cost", () => {
  it("adds up to all that each model paid, where both cut the text into the same documents", () =>
    fc.assert(
      fc.asyncProperty(drawn, drawn, async (a, b) => {
        const base = readAs(a);
        const model = readAs({ ...b, documents: a.documents });
        for (const line of [LINE, undefined]) {
          const spans = await spansOf(base.scored, model.scored, line);
          expect(total(spans.map(({ baseNats }) => baseNats))).toBe(total(base.costs));
          expect(total(spans.map(({ modelNats }) => modelNats))).toBe(total(model.costs));
          expect(total(spans.map(({ bytes }) => bytes.length))).toBe(LENGTH);
        }
      }),
    ));

  it("is what each model paid between the borders that their documents have in common, each token once", () =>
    fc.assert(
      fc.asyncProperty(drawn, drawn, async (a, b) => {
        const [base, model] = [readAs(a), readAs(b)];
        const spans = await spansOf(base.scored, model.scored, LINE);
        for (const [side, { scored, costs }, other] of [
          ["base", base, model],
          ["model", model, base],
        ] as const) {
          const rows = spans.flatMap((span) => span[side].map(({ row }) => row)).sort((x, y) => x - y);
          const covered = coveredRows(scored.texts, other.scored.texts).sort((x, y) => x - y);
          expect(rows).toEqual(covered);
          expect(new Set(rows).size).toBe(rows.length);
          expect(total(spans.map((span) => span[`${side}Nats`]))).toBe(total(rows.map((row) => costs[row]!)));
        }
      }),
    ));

  it("is the same whatever documents a model's tokens are in, but for tokens across the others' borders", () =>
    fc.assert(
      fc.asyncProperty(drawn, drawn, places(6), async (a, b, documents) => {
        const base = readAs({ ...a, documents: [] });
        // Chunks that begin where both have a border anyway take no token from any span.
        const common = documents.filter((at) => a.cuts.includes(at) && b.cuts.includes(at));
        const whole = await spansOf(base.scored, readAs({ ...b, documents: [] }).scored, LINE);
        const chunked = await spansOf(base.scored, readAs({ ...b, documents: common }).scored, LINE);
        const bare = (spans: readonly MeasuredSpan[]) => total(spans.map(({ modelNats }) => modelNats));
        expect(chunked.map(({ from, baseNats }) => [from, baseNats])).toEqual(
          whole.map(({ from, baseNats }) => [from, baseNats]),
        );
        expect(bare(chunked)).toBe(bare(whole));
      }),
    ));
});
