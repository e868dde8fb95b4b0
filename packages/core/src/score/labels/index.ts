export { type LabelNoise, type LabelNoiseOptions, labelNoise } from "./label-noise.ts";
export type { LabelledRows, NoiseMatrix } from "./noise-matrix.ts";
export { type FittedNoise, NOISE_METHODS, type NoiseMethod } from "./noise-methods.ts";
export { collectSuspects, type Suspect, type SuspectCollector, suspectLabels } from "./suspects.ts";
