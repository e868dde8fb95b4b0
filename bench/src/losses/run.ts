import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { chooseTwin } from "@relent/core/kernel";
import { type Batch, drawBatch } from "./batch.ts";
import { CASES, type LossCase } from "./cases.ts";
import { jaxJs, type Library, tensorflow } from "./javascript-peers.ts";
import { timeLinear } from "./linear.ts";
import { type Contestant, interleave, type Timing, timeHere } from "./timing.ts";
import { startTorch, type TorchPeer } from "./torch-peer.ts";

/** Prints the time of losses with their gradients beside those of the peers, in one run, interleaved. */
const { values } = parseArgs({
  options: {
    python: { type: "string", default: "python3" },
    rounds: { type: "string", default: "5" },
    quick: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});

function ours(one: LossCase, batch: Batch, out: Float32Array, twin: "simd" | "relaxed"): Contestant {
  return {
    name: twin === "simd" ? "relent, SIMD" : "relent, relaxed SIMD",
    run(repeats) {
      if (!chooseTwin(twin)) throw new Error("this engine has no such instructions");
      return timeHere(repeats, () => {
        const { value } = one.ours(batch, out);
        return { value, grad: out };
      });
    },
  };
}

function torchContestants(torch: TorchPeer | string, name: string): Contestant[] {
  return [1, 2].map((threads) => ({
    name: `PyTorch${typeof torch === "string" ? "" : ` ${torch.version}`}, ${threads} ${threads === 1 ? "thread" : "threads (clock)"}`,
    byClock: threads > 1,
    run(repeats) {
      if (typeof torch === "string") throw new Error(torch);
      return torch.run(name, threads, repeats);
    },
  }));
}

function libraryContestant(library: Library, loss: string, fallback: string): Contestant {
  const found = typeof library === "string" ? undefined : library.contestant(loss);
  return (
    found ?? {
      name: fallback,
      run: () => {
        throw new Error(typeof library === "string" ? library : "it has no such loss");
      },
    }
  );
}

function table(title: string, timings: readonly Timing[]): string {
  const lines = timings.map(({ name, best, ratio, value, norm, error }) =>
    error === undefined
      ? `| ${name} | ${best.toPrecision(3)} | ${ratio.toPrecision(3)} | ${value.toPrecision(7)} | ${norm.toPrecision(6)} |`
      : `| ${name} | not run: ${error.slice(0, 90)} | | | |`,
  );
  return [
    `### ${title}`,
    "",
    "| | ns a logit | × relent | value | length of the gradient |",
    "|---|---|---|---|---|",
    ...lines,
    "",
  ].join("\n");
}

const [rows, cols] = values.quick ? [16, 32768] : [512, 32768];
const rounds = values.quick ? 2 : Number(values.rounds);
const batch = drawBatch(rows, cols);
const out = new Float32Array(rows * cols);
const torch = await startTorch(values.python, batch);
const tf = await tensorflow(batch);
const jax = await jaxJs(batch);
const parts = [
  "# Losses with their gradients, beside their peers",
  "",
  "Written by `node bench/dist/losses/run.js --write`.",
  "",
  `${cpus()[0]?.model ?? "?"}, ${cpus().length} cores, Node ${process.version}, load ${loadavg()[0]!.toFixed(2)}; ${rows} rows of ${cols} logits in single precision.`,
  `Least processor time of ${rounds} rounds (time on the clock for two threads); ratios are medians over the rounds. Peers allocate their gradients, relent writes into the caller's array.`,
  "",
];
for (const one of CASES) {
  const contestants = [
    ours(one, batch, out, "simd"),
    ours(one, batch, out, "relaxed"),
    ...torchContestants(torch, one.name),
    libraryContestant(tf, one.name, "TensorFlow.js (wasm)"),
    libraryContestant(jax, one.name, "jax-js (wasm)"),
  ];
  const text = table(
    one.title,
    await interleave(contestants, rows * cols, rounds, values.quick ? 0.05 : 0.5),
  );
  process.stderr.write(`${one.title}: done\n`);
  parts.push(text);
}
if (typeof torch !== "string") torch.close();
parts.push(values.quick ? timeLinear(32, 128, 4096) : timeLinear(256, 256, 32768));
const page = parts.join("\n");
console.log(page);
if (values.write) writeFileSync(resolve(import.meta.dirname, "../../results/losses.md"), page);
