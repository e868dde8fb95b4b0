export { collectSegments, type ScoredRows, type SegmentCollector } from "./collect-segments.ts";
export {
  findSegments,
  type Segment,
  type SegmentCondition,
  type SegmentOptions,
  type SegmentSearch,
} from "./find-segments.ts";
export { type LevelReader, levelReader } from "./levels.ts";
export { planSegments, planSegmentsOf, type SegmentColumn, type SegmentPlan } from "./segment-plan.ts";
export { mergeSegments, type SegmentSummary } from "./segment-summary.ts";
