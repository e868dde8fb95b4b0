import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { heap } from "@relent/core";
import { timeLogits } from "./logit-rows.ts";
import { startPython } from "./python-peer.ts";
import { timeVectors } from "./vectors.ts";

/** Prints the kernels' times beside those of the peers, in one run, interleaved. */
const { values } = parseArgs({
  options: {
    python: { type: "string", default: "python3" },
    rounds: { type: "string", default: "7" },
    quick: { type: "boolean", default: false },
  },
});

heap.reserve(700 * 2 ** 20);
const python = await startPython(values.python);
const rounds = Number(values.rounds);
console.log(
  `Kernels on ${cpus()[0]?.model ?? "?"}, ${cpus().length} cores, Node ${process.version}, V8 ${process.versions.v8}, load ${loadavg()[0]!.toFixed(2)}.`,
);
console.log(
  `Nanoseconds of processor time an element (wall time for 2 threads): least of ${rounds} rounds; ratios are medians over the rounds.\n`,
);
for (const n of values.quick ? [1e3, 1e5] : [1e3, 1e5, 1e7]) {
  for (const single of [false, true]) {
    console.log(await timeVectors(n, single, python, n > 1e6 ? Math.min(rounds, 3) : rounds));
  }
}
for (const [rows, cols] of values.quick
  ? [[16, 32768]]
  : [
      [512, 32768],
      [64, 131072],
    ]) {
  console.log(await timeLogits(rows!, cols!, python, Math.min(rounds, 3)));
}
python?.close();
