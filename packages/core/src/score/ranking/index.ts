export {
  type ClassRankCollector,
  type ClassRankingFigures,
  type ClassRankOptions,
  type ClassRankSummary,
  classRankingFigures,
  collectClassRanks,
} from "./class-ranks.ts";
export {
  collectRanks,
  type RankCollector,
  type RankGroups,
  type RankOptions,
  type RankSummary,
} from "./collect-ranks.ts";
export type { ScoreScale } from "./rank-grid.ts";
export { type RankingFigures, type RankingOptions, rankingFigures } from "./ranking-figures.ts";
