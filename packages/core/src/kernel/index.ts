export { chooseTwin, deterministic, type Twin } from "./engine.ts";
export { type Heap, type HeapScope, heap } from "./heap.ts";
export { quickKlLogitsGradient } from "./quick-kl-logits-gradient.ts";
export { quickLabelLoss, quickLogSoftmax } from "./quick-rows.ts";
