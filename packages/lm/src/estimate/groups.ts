import type { TokenTable } from "../token-table.ts";
import { withinDocuments } from "./agreement.ts";
import { FIGURES } from "./figures.ts";
import { quantileOf } from "./percentiles.ts";
import { TOKEN_CLASSES, tokenClass } from "./token-class.ts";
import { type TokenEstimate, type TokenMeanOptions, tokenMean } from "./token-mean.ts";

/** The tokens of one group and what they carry. */
export interface Group {
  readonly name: string;
  /** Where the group begins and ends, where groups are pieces of an axis. */
  readonly from?: number;
  readonly to?: number;
  readonly tokens: number;
  /** Its share of all tokens' divergence; null where that is infinite or 0. */
  readonly share: number | null;
  readonly kl: TokenEstimate;
  readonly flips: TokenEstimate;
}

/** One way to part the tokens. */
export interface Grouping {
  readonly by: "position" | "confidence" | "class";
  readonly groups: readonly Group[];
}

interface Piece {
  readonly name: string;
  readonly from?: number;
  readonly to?: number;
  readonly rows: readonly number[];
}

const MOST_BUCKETS = 8;
/** Under this many tokens a bucket of positions says little. */
const LEAST_TOKENS = 25;

/** Positions in stretches that hold about as many tokens each. */
function byPosition({ position, length }: TokenTable): Piece[] {
  const sorted = Float64Array.from(position).sort();
  const buckets = Math.max(1, Math.min(MOST_BUCKETS, Math.floor(length / LEAST_TOKENS)));
  const edges = Array.from({ length: buckets }, (_, i) => Math.ceil(quantileOf(sorted, i / buckets)));
  const starts = [...new Set(edges)];
  return starts.flatMap((from, i): Piece[] => {
    const to = starts[i + 1] === undefined ? sorted.at(-1)! : starts[i + 1]! - 1;
    const rows = rowsWhere(length, (row) => position[row]! >= from && position[row]! <= to);
    return rows.length === 0 ? [] : [{ name: from === to ? `${from}` : `${from}–${to}`, from, to, rows }];
  });
}

const CONFIDENCES = [0, 0.25, 0.5, 0.75, 0.9, 0.99, 1];

function byConfidence({ baseSays, length }: TokenTable): Piece[] {
  return CONFIDENCES.slice(0, -1).flatMap((from, i): Piece[] => {
    const to = CONFIDENCES[i + 1]!;
    const inside = (p: number): boolean => p >= from && (p < to || to === 1);
    const rows = rowsWhere(length, (row) => inside(baseSays.confidence[row]!));
    return rows.length === 0 ? [] : [{ name: `${from}–${to}`, from, to, rows }];
  });
}

function byClass(texts: readonly string[], { document }: TokenTable): Piece[] {
  const classes = texts.map((text, row) =>
    tokenClass(text, document[row - 1] === document[row] ? texts[row - 1] : undefined),
  );
  return TOKEN_CLASSES.flatMap((name): Piece[] => {
    const rows = rowsWhere(texts.length, (row) => classes[row] === name);
    return rows.length === 0 ? [] : [{ name, rows }];
  });
}

function rowsWhere(length: number, holds: (row: number) => boolean): number[] {
  const rows: number[] = [];
  for (let row = 0; row < length; row++) if (holds(row)) rows.push(row);
  return rows;
}

const FLIPS = FIGURES.find(({ name }) => name === "flips")!;

/**
 * The divergence of the tokens parted by position, by the base's confidence in its first choice, and by what the tokens
 * are (where their texts are known); in each part a mean with its interval by documents.
 */
export function groupings(
  table: TokenTable,
  options: TokenMeanOptions,
  texts: readonly string[] | undefined,
): Grouping[] {
  const kl = table.divergence.kl;
  const flips = FLIPS.of(table);
  const total = kl.reduce((sum, x) => sum + x, 0);
  const moves = total > 0;
  const pick = (rows: readonly number[], column: Float64Array): Float64Array =>
    Float64Array.from(rows, (row) => column[row]!);
  const documentsOf = (rows: readonly number[]): Int32Array =>
    Int32Array.from(rows, (row) => table.document[row]!);
  const shareOf = (rows: readonly number[]): TokenEstimate => {
    const [column, document] = [pick(rows, flips), documentsOf(rows)];
    const share = tokenMean(column, document, { level: options.level, range: [0, 1] })!;
    return moves ? withinDocuments(share, column, document, options.level) : share;
  };
  const measured = ({ rows, ...piece }: Piece): Group => ({
    ...piece,
    tokens: rows.length,
    share: Number.isFinite(total) && total > 0 ? rows.reduce((sum, row) => sum + kl[row]!, 0) / total : null,
    kl: tokenMean(pick(rows, kl), documentsOf(rows), {
      ...options,
      range: [0, Number.POSITIVE_INFINITY],
    })!,
    flips: shareOf(rows),
  });
  const pieces: readonly (readonly [Grouping["by"], readonly Piece[]])[] = [
    ["position", byPosition(table)],
    ["confidence", byConfidence(table)],
    ["class", texts === undefined ? [] : byClass(texts, table)],
  ];
  return pieces.flatMap(([by, parts]) => (parts.length < 2 ? [] : [{ by, groups: parts.map(measured) }]));
}
