import { type Batch, kl, logits, weights } from "@relent/core";
import { parallel, type Threads } from "@relent/core/parallel";
import { median } from "./rounds.ts";

function shared<T extends Float32Array | Float64Array>(
  make: new (buffer: SharedArrayBuffer) => T,
  n: number,
  value: (i: number) => number,
): T {
  const x = new make(new SharedArrayBuffer(n * (make === (Float32Array as unknown) ? 4 : 8)));
  for (let i = 0; i < n; i++) x[i] = value(i);
  return x;
}

const seconds = async (run: () => unknown): Promise<number> => {
  const from = process.hrtime.bigint();
  await run();
  return Number(process.hrtime.bigint() - from) / 1e9;
};

/** The wall time of a batch in shared memory with one thread over that with two, round by round. */
export async function speedUp(quick: boolean, rounds: number): Promise<string> {
  const [rows, cols] = quick ? [16, 32768] : [512, 32768];
  const [many, each] = quick ? [10, 1e5] : [100, 1e5];
  const x = shared(Float32Array, rows * cols, (i) => 5 * Math.sin(i * 1.7));
  const y = shared(Float32Array, rows * cols, (i) => x[i]! + Math.cos(i));
  const p = shared(Float64Array, many * each, (i) => 1.01 + Math.sin(i));
  const q = shared(Float64Array, many * each, (i) => 1.01 + Math.cos(i));
  const batches: [string, Batch, Batch][] = [
    [`KL of logits, ${rows}×${cols} f32`, logits(x, { cols }), logits(y, { cols })],
    [`KL, ${many}×${each} f64`, weights(p, { cols: each }), weights(q, { cols: each })],
  ];
  const pools: Threads[] = [await parallel(1), await parallel(2)];
  const lines: string[] = [];
  for (const [title, a, b] of batches) {
    const asks = [() => kl(a, b), () => pools[0]!.kl(a, b), () => pools[1]!.kl(a, b)];
    const times: number[][] = [[], [], []];
    for (const ask of asks) for (let i = 0; i < 3; i++) await ask();
    for (let round = 0; round < rounds; round++) {
      for (const [k, ask] of asks.entries()) times[k]!.push(await seconds(ask));
    }
    const [direct, one, two] = times.map((t) => `${(1e3 * Math.min(...t)).toFixed(1)} ms`);
    const ratio = median(times[1]!.map((t, i) => t / times[2]![i]!));
    lines.push(`| ${title} | ${direct} | ${one} | ${two} | ×${ratio.toFixed(2)} |`);
  }
  for (const pool of pools) pool.close();
  return [
    "| least wall time | no threads | parallel(1) | parallel(2) | speed-up, median of rounds |",
    "|---|---:|---:|---:|---:|",
    ...lines,
  ].join("\n");
}
