export { type ParallelOptions, parallel, type Threads } from "./parallel.ts";
