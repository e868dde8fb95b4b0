import { createRequire } from "node:module";

/** The version of this package; all packages share one. */
export const VERSION: string = (createRequire(import.meta.url)("../package.json") as { version: string })
  .version;
