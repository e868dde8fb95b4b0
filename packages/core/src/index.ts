export { editDistance } from "./edit-distance.ts";
export { type ErrorCode, type ErrorPlace, RelentError } from "./error.ts";
export * from "./finite/index.ts";
export { deterministic } from "./kernel/engine.ts";
export { type Heap, type HeapScope, heap } from "./kernel/heap.ts";
export {
  type Account,
  account,
  answer,
  type Family,
  isFamily,
  type LogOptions,
  type SlopeOptions,
  slopes,
} from "./protocol.ts";
