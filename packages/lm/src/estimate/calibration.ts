import {
  calibrationFigures,
  collectCalibration,
  probabilityRow,
  type Reliability,
  type ScoreSplit,
} from "@relent/core/score";
import type { LmSettings } from "../settings.ts";
import type { Opinion, TokenTable } from "../token-table.ts";
import { stretchOf } from "./stretches.ts";

/** Whether a model's confidence in its first choice can be believed on the text that was scored. */
export interface TokenCalibration {
  /** Of the probability of the first choice against how often it came. */
  readonly reliability: Reliability;
  /** Log loss of "the first choice comes" = uncertainty − resolution + calibration + within; null where it is infinite. */
  readonly split: ScoreSplit | null;
}

/** Rounding of a file may put the largest probability a hair above 1. */
const confidenceOf = ({ confidence }: Opinion, row: number): number => Math.min(1, confidence[row]!);

/** The pieces of evidence: documents, or stretches of the only one. */
function piecesOf(table: TokenTable, rows: readonly number[]): number[] {
  const documents = rows.map((row) => table.document[row]!);
  const single = documents.every((document) => document === documents[0]);
  return single ? rows.map((_, i) => stretchOf(i, rows.length)) : documents;
}

/** The calibration of one side's first choices; null where fewer than two tokens that came are known. */
export function calibrationOf(
  table: TokenTable,
  says: Opinion,
  { level, unit }: LmSettings,
): TokenCalibration | null {
  const rows: number[] = [];
  for (let row = 0; row < table.length; row++) {
    if (table.target[row]! >= 0 && !Number.isNaN(says.confidence[row]!)) rows.push(row);
  }
  if (rows.length < 2) return null;
  const pieces = piecesOf(table, rows);
  const forecast = probabilityRow("prob", 2);
  const collector = collectCalibration({ classes: 2 });
  for (const [i, row] of rows.entries()) {
    forecast.read([confidenceOf(says, row)], 0, row);
    collector.add(forecast, Number(says.top[row] === table.target[row]), 1, pieces[i]!);
  }
  const { perClass, split } = calibrationFigures(collector.summary(), {
    level,
    base: unit.base,
  });
  return { reliability: perClass[0]!, split: split ?? null };
}
