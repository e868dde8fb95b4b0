export type { ClassFigures } from "./class-figures.ts";
export { collectScores, type ScoreCollector, type ScoreOptions } from "./collect-scores.ts";
export type { EventRows } from "./event-rows.ts";
export { type BlockReader, type BlockRows, type ForecastBlock, forecastBlocks } from "./forecast-block.ts";
export type { FigureOptions } from "./functional.ts";
export {
  type ForecastKind,
  type ProbabilityRow,
  type ProbabilityRowOptions,
  probabilityRow,
} from "./probability-row.ts";
export { brierScore, focalScore, logScore, type RowScore, sphericalScore } from "./row-scores.ts";
export { type ScoreFigures, scoreFigures } from "./score-figures.ts";
export type { InfiniteRows, ScoreMoments, ScoreName, ScoreSummary } from "./score-summary.ts";
