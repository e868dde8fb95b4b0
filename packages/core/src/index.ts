export { type ErrorCode, type ErrorPlace, RelentError } from "./error.ts";
