export { type ErrorCode, type ErrorPlace, RelentError } from "./error.ts";
export * from "./finite/index.ts";
export { answer, type Family, isFamily, type LogOptions } from "./protocol.ts";
