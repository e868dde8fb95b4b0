export { type ClassRankingFigures, classRankingFigures } from "./class-ranking-figures.ts";
export {
  type ClassRankCollector,
  type ClassRankOptions,
  type ClassRankSummary,
  collectClassRanks,
} from "./collect-class-ranks.ts";
export {
  collectRanks,
  type RankCollector,
  type RankGroups,
  type RankOptions,
  type RankSummary,
} from "./collect-ranks.ts";
export type { ScoreScale } from "./rank-grid.ts";
export { type RankingFigures, type RankingOptions, rankingFigures } from "./ranking-figures.ts";
