import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { manyLines } from "./many.ts";
import { startNumPy } from "./numpy.ts";
import { singleLines } from "./single.ts";

/** Prints the time of one large state and of many small ones beside NumPy's, in one run, interleaved. */
const { values } = parseArgs({
  options: {
    python: { type: "string", default: "python3" },
    rounds: { type: "string", default: "7" },
    quick: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});

const rounds = values.quick ? 3 : Number(values.rounds);
const numpy = startNumPy(values.python);
let version = "?";
let single: readonly string[] = [];
let many: readonly string[] = [];
try {
  version = await numpy.version();
  many = await manyLines(numpy, values.quick ? [2, 8] : [2, 4, 8, 16], rounds);
  single = await singleLines(numpy, values.quick ? [64] : [64, 128, 256], rounds);
} finally {
  numpy.close();
}

const text = [
  "# Quantum states, beside NumPy",
  "",
  "Written by `node bench/dist/quantum/run.js --write`.",
  "",
  `${cpus()[0]?.model ?? "?"}, Node ${process.version}, NumPy ${version} on one thread, load ${loadavg()[0]!.toFixed(2)}. Least processor time of ${rounds} rounds; ratios are medians over the rounds. Random states of full rank; the last column is the greatest difference of the results.`,
  "",
  "## One state or two, in milliseconds a call",
  "",
  "| n | | relent | NumPy | relent / NumPy | apart |",
  "| --: | --- | --: | --: | --: | --: |",
  ...single,
  "",
  "## Many states in one call, in thousands a second",
  "",
  "relent's figures include the check that each matrix is a state. NumPy's calls are batched too: `eigvalsh`, `eigh` with matrix products, `svd` for the fidelity.",
  "",
  "| n | states | | relent | NumPy | time, relent / NumPy | apart |",
  "| --: | --: | --- | --: | --: | --: | --: |",
  ...many,
  "",
].join("\n");

const results = resolve(import.meta.dirname, "../../results");
if (values.write) {
  mkdirSync(results, { recursive: true });
  writeFileSync(resolve(results, "quantum.md"), text);
}
console.log(text);
