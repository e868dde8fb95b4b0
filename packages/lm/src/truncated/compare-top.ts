import { type CompareOptions, watchOf } from "../compare-full/watch.ts";
import type { TopLists } from "../estimate/places.ts";
import type { TopRecording } from "../recording.ts";
import { type Rounding, roundingOf } from "../responses/rounding.ts";
import type { TokenTable } from "../token-table.ts";
import { type Bounds, type BoundsOptions, boundsOf } from "./bounds.ts";
import { emptyDivergences, emptyEnds, putEnds } from "./ends.ts";
import { type LengthNeeded, neededSentence, tailSums } from "./length-needed.ts";
import type { ListedMass } from "./listed-mass.ts";
import { namingOf } from "./naming.ts";
import { opinionOf, tell } from "./opinions.ts";
import { plugIn, scatterSum } from "./plug-in.ts";
import { massesOf } from "./row-masses.ts";
import { type Row, rowsOf } from "./rows.ts";

/** How truncated recordings are compared. */
export interface CompareTopOptions extends BoundsOptions, CompareOptions {
  /** The part of KL that should be certain, for which the length of the lists is estimated; default 0.9. */
  readonly wanted?: number;
}

/** Two truncated recordings compared. */
export interface TopComparison {
  readonly table: TokenTable;
  /** What both models listed at a row of the table. */
  readonly lists: TopLists;
  /** How many of the likeliest tokens would have to be recorded; null where that cannot be told. */
  readonly needed: LengthNeeded | null;
}

const NAMES = ["the base", "the model"] as const;

/** Compares as `compareTop` does, and says what both models listed and how long the lists would have to be. */
export function compareLists(
  base: TopRecording,
  model: TopRecording,
  options: CompareTopOptions = {},
): TopComparison {
  const naming = namingOf(base, model);
  const roundings = [base, model].map(({ rounding, contents }) => rounding ?? roundingOf(contents)) as [
    Rounding,
    Rounding,
  ];
  const { rows, ids, notes } = rowsOf(base, model, naming);
  const watch = watchOf("compareTop", options);
  const length = rows.length;
  const scatter = scatterSum();
  const masses = (row: Row): [ListedMass, ListedMass] =>
    massesOf(
      row,
      naming.keyOf,
      roundings,
      NAMES.map((name) => `token ${row.position} of ${ids[row.document]} of ${name}`) as [string, string],
    );
  for (const row of rows) scatter.add(...masses(row));
  const between = plugIn(scatter.deviation(), options.vocabulary);
  const divergence = emptyDivergences(length);
  const bounds = emptyEnds(length);
  const [baseSays, modelSays] = [opinionOf(length), opinionOf(length)];
  const tails = tailSums();
  let overfull = 0;
  rows.forEach((row, i) => {
    if (i % 256 === 0) watch(i, length);
    const [p, q] = masses(row);
    const sure: Bounds = boundsOf(p, q, options);
    putEnds(bounds, divergence, i, sure, between(p, q));
    tell(baseSays, i, row.base, p, row.base, naming);
    tell(modelSays, i, row.model, q, row.base, naming);
    if (p.excess > 0 || q.excess > 0) overfull += 1;
    tails.add(row.base.candidates, sure.kl.low, divergence.kl[i]!);
  });
  const needed = tails.needed(options.wanted ?? 0.9);
  const table: TokenTable = {
    base: base.name,
    model: model.name,
    vocabulary: options.vocabulary ?? null,
    length,
    documents: ids,
    document: Int32Array.from(rows, ({ document }) => document),
    position: Int32Array.from(rows, ({ position }) => position),
    target: Int32Array.from(rows, (row) => naming.numberOf(row.base)),
    divergence,
    bounds,
    baseSays,
    modelSays,
    texts: rows.map((row) => row.base.text),
    noiseFloor: (base.grid + model.grid) / 2,
    notes: [
      ...base.notes,
      ...model.notes,
      ...notes,
      ...(overfull === 0
        ? []
        : [`at ${overfull} places the listed probabilities add up to more than 1; they were widened to fit`]),
      ...(needed === null ? [] : [neededSentence(needed)]),
    ],
  };
  return {
    table,
    lists: async (row) => ({ base: rows[row]!.base.candidates, model: rows[row]!.model.candidates }),
    needed,
  };
}

/**
 * Compares two truncated recordings token by token: what is certain of each divergence, and an estimate between.
 *
 * Documents are joined by id and compared as long as both models saw the same text. Tokens are told apart by id where
 * both recordings have ids, else by text. `bounds` hold with arithmetic certainty, the rounding of the numbers
 * included (see `truncatedBounds`; KL's high end is Infinity unless a `floor` is given); `divergence` is the plug-in
 * estimate, which takes unlisted tokens to scatter as listed ones do. A base token that the model does not list has
 * its surprisal known from below alone (`censored`).
 *
 * @throws RelentError "incompatible" where no document or place is common, or the tokenisers differ; "unreadable" where
 *   a list adds up to more than 1.01; "interrupted".
 */
export const compareTop = (
  base: TopRecording,
  model: TopRecording,
  options: CompareTopOptions = {},
): TokenTable => compareLists(base, model, options).table;
