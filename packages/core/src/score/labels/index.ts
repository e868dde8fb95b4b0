export { type LabelNoise, type LabelNoiseOptions, labelNoise } from "./label-noise.ts";
export { collectSuspects, type Suspect, type SuspectCollector, suspectLabels } from "./suspects.ts";
