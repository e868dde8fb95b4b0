import { RelentError } from "@relent/core";
import { blockBootstrapMean, type Estimate } from "@relent/core/estimate";
import type { LmVerdict, ModelEstimates, TokenFigures } from "../result.ts";
import type { LmSettings } from "../settings.ts";
import type { Ends, TokenTable } from "../token-table.ts";
import { rootMeanSquareChange, tokensToDivergence, withinDocuments } from "./agreement.ts";
import { surprisalPerByte } from "./bytes.ts";
import { calibrationOf } from "./calibration.ts";
import { documentFigures } from "./documents.ts";
import { FIGURES, type Figure } from "./figures.ts";
import { groupings } from "./groups.ts";
import { halfCarriedBy, percentiles, tail } from "./percentiles.ts";
import { perplexities } from "./perplexity.ts";
import { modelSentence } from "./sentences.ts";
import { type TokenEstimate, tokenMean } from "./token-mean.ts";
import { warningsOf } from "./warnings.ts";

/** What is known of the tokens' texts. */
export interface TokenText {
  /** Text of the token that came, a row. */
  readonly texts?: readonly string[];
  /** Its bytes in UTF-8, a row. */
  readonly bytes?: Float64Array;
}

const WORST_DOCUMENTS = 20;
const FEW_DOCUMENTS = 20;

const ends = (
  bounds: Ends,
  table: TokenTable,
  settings: LmSettings,
  figure: Figure,
): readonly [number, number] => {
  const mean = (column: Float64Array): number => column.reduce((sum, x) => sum + x, 0) / table.length;
  const per = figure.logarithmic ? settings.unit.per : 1;
  return [mean(bounds.low) / per, mean(bounds.high) / per];
};

const boundsOf = (table: TokenTable, name: Figure["name"]): Ends | undefined => {
  const { bounds } = table;
  if (bounds === undefined) return undefined;
  if (name !== "hellinger") return (bounds as Readonly<Record<string, Ends | undefined>>)[name];
  const squared = bounds.hellingerSquared;
  return squared && { low: squared.low.map(Math.sqrt), high: squared.high.map(Math.sqrt) };
};

/** Shares of tokens with or without a flip; where the models are the same everywhere none can be missing. */
const CHOICES: ReadonlySet<Figure["name"]> = new Set(["sameTop", "flips", "confidentFlips"]);

function figures(table: TokenTable, settings: LmSettings): TokenFigures {
  const { level, unit } = settings;
  const moves = table.divergence.kl.some((x) => x > 0);
  return Object.fromEntries(
    FIGURES.map((figure) => {
      const options = { level, range: figure.range, ...(figure.logarithmic && { unit }) };
      const column = figure.of(table);
      const found = tokenMean(column, table.document, options);
      const mean =
        found !== null && CHOICES.has(figure.name) && moves
          ? withinDocuments(found, column, table.document, level)
          : found;
      const bounds = boundsOf(table, figure.name);
      return [
        figure.name,
        mean === null || bounds === undefined
          ? mean
          : { ...mean, bounds: ends(bounds, table, settings, figure) },
      ];
    }),
  ) as TokenFigures;
}

/** The divergence along the text where documents are few, or null. */
function byBlocks(table: TokenTable, documents: number, { level, unit }: LmSettings): Estimate | null {
  const { kl } = table.divergence;
  if (documents >= FEW_DOCUMENTS || documents < 2 || kl.length < 2 || !kl.every(Number.isFinite)) return null;
  const found = blockBootstrapMean(
    kl.map((x) => x / unit.per),
    { level, unit: unit.name },
  );
  return { ...found, low: Math.max(0, found.low) };
}

function calibrations(table: TokenTable, settings: LmSettings): ModelEstimates["calibration"] {
  const base = calibrationOf(table, table.baseSays, settings);
  const model = calibrationOf(table, table.modelSays, settings);
  return base === null || model === null ? null : { base, model };
}

/** What a verdict stands on. */
interface Judged {
  readonly kl: Estimate;
  readonly klAtLeast: Estimate | null;
  readonly noiseFloor: number;
}

/**
 * The verdict of an interval and a floor, in one unit: what rounding may have put on the figure is no move, and of
 * truncated recordings the certain part alone is one.
 */
export function verdictOf({ kl, klAtLeast, noiseFloor }: Judged, floor: number): LmVerdict {
  const { low } = klAtLeast ?? kl;
  // No rounding makes a divergence infinite, though it leaves open how far apart the other tokens are.
  if (low === Number.POSITIVE_INFINITY || low - noiseFloor > floor) return "moved";
  const most = klAtLeast === null ? kl.high : Math.max(kl.high, kl.bounds?.[1] ?? kl.high);
  return most < floor ? "same" : "too few tokens";
}

/**
 * Everything that a table of tokens tells of a model, each figure an estimate with its interval by documents.
 *
 * @throws RelentError `invalid-argument` for a table without tokens.
 *
 * @example
 * ```ts
 * const table = await compareFull(await openKld("base.kld"), await openKld("q4_0.kld"));
 * const { kl, perplexityRatio } = estimateModel(table, settingsOf());
 * ```
 */
export function estimateModel(
  table: TokenTable,
  settings: LmSettings,
  { texts, bytes }: TokenText = {},
): ModelEstimates {
  if (table.length === 0) {
    throw new RelentError(
      "invalid-argument",
      `compareModels: ${table.model} and ${table.base} have 0 tokens in common; at least 1 is needed`,
    );
  }
  const { level, floor, unit } = settings;
  const { document, divergence } = table;
  const means = figures(table, settings);
  const kl = means.kl as TokenEstimate;
  const flips = means.flips as TokenEstimate;
  const worst = documentFigures(table, unit.per);
  const range = [0, Number.POSITIVE_INFINITY] as const;
  const least = table.bounds?.kl?.low;
  const klAtLeast = least === undefined ? null : tokenMean(least, document, { level, unit, range });
  const perByte = (surprisal: Float64Array): Estimate | null =>
    bytes === undefined ? null : surprisalPerByte(surprisal, bytes, document, settings);
  const noiseFloor = table.noiseFloor / unit.per;
  const infinite = divergence.kl.filter((x) => x === Number.POSITIVE_INFINITY).length;
  const finite = divergence.kl.map((x) => (x === Number.POSITIVE_INFINITY ? Number.NaN : x));
  const known = {
    verdict: verdictOf({ kl, klAtLeast, noiseFloor }, floor),
    tokens: table.length,
    documents: worst.length,
    ...means,
    kl,
    flips,
    klByDocument: tokenMean(divergence.kl, document, {
      level,
      unit,
      range,
      average: "clusters",
    }) as TokenEstimate,
    klByBlocks: byBlocks(table, worst.length, settings),
    klAtLeast,
    ...perplexities(table, { level }),
    tokensToDivergence: tokensToDivergence(flips),
    rootMeanSquareChange: rootMeanSquareChange(table, level),
    bitsPerByte: perByte(table.modelSays.surprisal),
    baseBitsPerByte: perByte(table.baseSays.surprisal),
    noiseFloor,
    infinite,
    klElsewhere: infinite === 0 ? null : tokenMean(finite, document, { level, unit, range }),
    percentiles: percentiles(divergence.kl, document, { level, unit }),
    halfCarriedBy: halfCarriedBy(divergence.kl),
    tail: tail(divergence.kl, unit.per),
    groups: groupings(table, { level, unit }, texts),
    calibration: calibrations(table, settings),
    worstDocuments: worst.slice(0, WORST_DOCUMENTS),
  };
  return {
    name: table.model,
    sentence: modelSentence(table.base, table.model, known, settings),
    ...known,
    warnings: warningsOf(known, table, settings),
  };
}
