import { openSync, readSync, statSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

import { compareFull, type FullRecording, openRecording } from "@relent/lm";
import { ROWS_PER_CHUNK } from "./generate.ts";

const BLOCK = 4 * 2 ** 20;

const opened = async (path: string): Promise<FullRecording> => (await openRecording(path)) as FullRecording;

const mean = (x: Float64Array): number => x.reduce((sum, value) => sum + value, 0) / x.length;

/** What a child does: `compare BASE MODEL`, or `read BASE MODEL`, the same bytes and nothing else. */
const WORK: Readonly<Record<string, (paths: readonly string[]) => Promise<object>>> = {
  async compare([base, model]) {
    const { divergence, length } = await compareFull(await opened(base!), await opened(model!));
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
};

const [, , work, ...paths] = process.argv;
// Node still compiles what loaded the modules, on other threads.
await setTimeout(1000);
const started = process.cpuUsage();
const began = performance.now();
const said = await WORK[work!]!(paths);
const { user, system } = process.cpuUsage(started);
console.log(JSON.stringify({ ...said, cpu: (user + system) / 1e6, wall: (performance.now() - began) / 1e3 }));
