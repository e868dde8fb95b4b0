import { openSync, readSync, statSync } from "node:fs";
import { compareFull, openKld } from "@relent/lm";
import { ROWS_PER_CHUNK } from "./generate.ts";

const BLOCK = 4 * 2 ** 20;

const mean = (x: Float64Array): number => x.reduce((sum, value) => sum + value, 0) / x.length;

/** What a child does: `compare BASE MODEL`, or `read BASE MODEL`, the same bytes and nothing else. */
const WORK: Readonly<Record<string, (paths: readonly string[]) => Promise<object>>> = {
  async compare([base, model]) {
    const { divergence, length } = await compareFull(await openKld(base!), await openKld(model!));
    return {
      rows: length,
      meanKl: mean(divergence.kl),
      firstKl: mean(divergence.kl.subarray(0, ROWS_PER_CHUNK)),
    };
  },
  async read(paths) {
    const block = new Uint8Array(BLOCK);
    for (const path of paths) {
      const file = openSync(path, "r");
      const { size } = statSync(path);
      for (let at = 0; at < size; at += BLOCK) readSync(file, block, 0, BLOCK, at);
    }
    return {};
  },
  /** Starts as the others do and ends: what Node itself takes. */
  nothing: async () => ({}),
};

const [, , work, ...paths] = process.argv;
console.log(JSON.stringify(await WORK[work!]!(paths)));
