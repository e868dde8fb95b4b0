import type { FullRecording } from "../recording.ts";
import { type Opinion, TOKEN_DIVERGENCES, type TokenDivergence, type TokenTable } from "../token-table.ts";
import type { Pairing } from "./pairing.ts";
import { type Divergences, roundingError } from "./row-figures.ts";

function emptyOpinion(rows: number): Opinion {
  return {
    surprisal: new Float64Array(rows).fill(Number.NaN),
    censored: new Uint8Array(rows),
    entropy: new Float64Array(rows),
    confidence: new Float64Array(rows),
    top: new Int32Array(rows),
  };
}

/** The table of a comparison while it is filled. */
export interface Columns {
  readonly divergence: Readonly<Record<TokenDivergence, Float64Array>>;
  readonly baseSays: Opinion;
  readonly modelSays: Opinion;
  /** Sum of the largest errors that rounding can have put on D(P ‖ Q), and how many rows have none, as that is Infinity. */
  rounding: number;
  infinite: number;
  /** Sums of what is clipped in both and so counts as equal: the most that it can weigh. */
  hidden: number;
}

export function emptyColumns(rows: number): Columns {
  return {
    divergence: Object.fromEntries(TOKEN_DIVERGENCES.map((name) => [name, new Float64Array(rows)])) as Record<
      TokenDivergence,
      Float64Array
    >,
    baseSays: emptyOpinion(rows),
    modelSays: emptyOpinion(rows),
    rounding: 0,
    infinite: 0,
    hidden: 0,
  };
}

export function putDivergences(columns: Columns, row: number, figures: Divergences): void {
  for (const name of TOKEN_DIVERGENCES) columns.divergence[name][row] = figures[name];
}

/** Counts what rounding by up to `base` and `model` can have put on a row's D(P ‖ Q). */
export function addRounding(columns: Columns, figures: Divergences, base: number, model: number): void {
  if (base === 0 && model === 0) return;
  if (figures.kl === Number.POSITIVE_INFINITY) columns.infinite += 1;
  else columns.rounding += roundingError(figures, base, model);
}

/** The finished table. */
export function tableOf(
  base: FullRecording,
  model: FullRecording,
  { rows, targets, notes }: Pairing,
  columns: Columns,
): TokenTable {
  const document = new Int32Array(rows);
  const position = new Int32Array(rows);
  let documents = 0;
  for (let row = 0; row < rows; row++) {
    const place = base.placeOf(row);
    document[row] = place.document;
    position[row] = place.position;
    documents = Math.max(documents, place.document + 1);
  }
  const hidden = columns.hidden / rows;
  const clipped =
    hidden > 0
      ? [
          `outcomes that both files only bound from above (${hidden.toPrecision(2)} of the probability a token at most) count as equal`,
        ]
      : [];
  const { divergence, baseSays, modelSays, rounding, infinite } = columns;
  const unfloored =
    infinite > 0
      ? [
          `what rounding may have put on D(base ‖ model) is the mean over ${rows - infinite} of ${rows} tokens: of the others it is Infinity`,
        ]
      : [];
  return {
    base: base.name,
    model: model.name,
    vocabulary: base.vocabulary,
    length: rows,
    documents: base.documents.slice(0, documents),
    document,
    position,
    target: targets,
    divergence,
    baseSays,
    modelSays,
    noiseFloor: rounding / Math.max(1, rows - infinite),
    notes: [...notes, ...clipped, ...unfloored],
  };
}
