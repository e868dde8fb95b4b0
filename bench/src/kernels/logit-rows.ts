import { kl, logits } from "@relent/core";
import {
  chooseTwin,
  heap,
  quickKlLogitsGradient,
  quickLabelLoss,
  quickLogSoftmax,
} from "@relent/core/kernel";
import { tensorflow } from "./javascript-peers.ts";
import type { PythonPeer } from "./python-peer.ts";
import { type Contestant, interleave, timingTable } from "./rounds.ts";

/** Plain JavaScript as one would write it: the row's log-sum-exp, in f64. */
function logSumExp(x: Float32Array, start: number, end: number): number {
  let max = Number.NEGATIVE_INFINITY;
  for (let i = start; i < end; i++) if (x[i]! > max) max = x[i]!;
  let sum = 0;
  for (let i = start; i < end; i++) sum += Math.exp(x[i]! - max);
  return max + Math.log(sum);
}

/** Times the losses of language models on rows of f32 logits. */
export async function timeLogits(
  rows: number,
  cols: number,
  python: PythonPeer | undefined,
  rounds: number,
): Promise<string> {
  const scope = heap.scope();
  const size = rows * cols;
  const x = heap.f32(size);
  const y = heap.f32(size);
  const out = new Float32Array(size);
  const labels = new BigInt64Array(rows);
  let state = 7;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const normal = () => next() + next() + next() + next() - 2;
  for (let i = 0; i < size; i++) {
    x[i] = 5 * normal();
    y[i] = x[i]! + normal();
  }
  for (let r = 0; r < rows; r++) labels[r] = BigInt(Math.floor(next() * cols));
  await python?.drop();
  await python?.load("x", x, cols);
  await python?.load("y", y, cols);
  await python?.load("labels", labels);
  const row = (z: Float32Array, r: number) => z.subarray(r * cols, (r + 1) * cols);
  const all = (work: (r: number) => unknown) => () => {
    for (let r = 0; r < rows; r++) work(r);
  };
  const X = logits(x, { cols });
  const Y = logits(y, { cols });
  const values = new Float64Array(rows);
  const twin = (kind: "simd" | "relaxed") => () => {
    if (!chooseTwin(kind)) throw new Error("this engine has no such instructions");
  };
  const js = {
    softmax: (r: number) => {
      const s = logSumExp(y, r * cols, (r + 1) * cols);
      for (let i = r * cols; i < (r + 1) * cols; i++) out[i] = y[i]! - s;
    },
    loss: (r: number) => {
      values[r] = logSumExp(y, r * cols, (r + 1) * cols) - y[r * cols + Number(labels[r])]!;
    },
    lossGradient: (r: number) => {
      const s = logSumExp(y, r * cols, (r + 1) * cols);
      for (let i = r * cols; i < (r + 1) * cols; i++) out[i] = Math.exp(y[i]! - s);
      out[r * cols + Number(labels[r])]! -= 1;
    },
    kl: (r: number) => {
      const [s, t] = [logSumExp(x, r * cols, (r + 1) * cols), logSumExp(y, r * cols, (r + 1) * cols)];
      let sum = 0;
      for (let i = r * cols; i < (r + 1) * cols; i++) sum += Math.exp(x[i]! - s) * (x[i]! - s - (y[i]! - t));
      values[r] = sum;
    },
    klGradient: (r: number) => {
      const [s, t] = [logSumExp(x, r * cols, (r + 1) * cols), logSumExp(y, r * cols, (r + 1) * cols)];
      let sum = 0;
      for (let i = r * cols; i < (r + 1) * cols; i++) {
        const p = Math.exp(x[i]! - s);
        sum += p * (x[i]! - s - (y[i]! - t));
        out[i] = Math.exp(y[i]! - t) - p;
      }
      values[r] = sum;
    },
  };
  const label = (r: number) => Number(labels[r]);
  const cases: [string, () => unknown, () => unknown, string[]][] = [
    [
      "log-softmax",
      all((r) => quickLogSoftmax(row(y, r), row(out, r))),
      all(js.softmax),
      ["PyTorch log_softmax", "SciPy log_softmax"],
    ],
    [
      "cross-entropy of labels, value",
      all((r) => quickLabelLoss(row(y, r), label(r))),
      all(js.loss),
      ["PyTorch cross_entropy"],
    ],
    [
      "cross-entropy of labels, value and gradient",
      all((r) => quickLabelLoss(row(y, r), label(r), row(out, r))),
      all(js.lossGradient),
      ["PyTorch cross_entropy + backward"],
    ],
    ["KL, value", () => kl(X, Y, { out: values }), all(js.kl), ["PyTorch kl_div of log_softmax"]],
    [
      "KL, value and gradient",
      all((r) => quickKlLogitsGradient(row(x, r), row(y, r), row(out, r))),
      all(js.klGradient),
      ["PyTorch kl_div of log_softmax + backward"],
    ],
  ];
  const tf = await tensorflow();
  let text = "";
  for (const [name, ours, plain, peers] of cases) {
    const contestants: Contestant[] = [
      { name: "relent, SIMD", run: ours, ready: twin("simd"), base: true },
      { name: "relent, relaxed SIMD", run: ours, ready: twin("relaxed") },
      { name: "loop with Math.exp", run: plain, slow: true },
    ];
    if (tf && name === "log-softmax" && size <= 2 ** 22) {
      const u = tf.tensor2d(y.slice(), [rows, cols]);
      contestants.push({
        name: "TensorFlow.js (wasm)",
        run: () => tf.tidy(() => tf.logSoftmax(u).dataSync()),
      });
    }
    for (const peer of peers) {
      contestants.push({ name: `${peer}, 1 thread`, threads: 1 });
      if (peer.startsWith("PyTorch")) contestants.push({ name: `${peer}, 2 threads`, threads: 2 });
    }
    const timings = await interleave(contestants, python, size, rounds, 0.05);
    text += `${timingTable(`${name}, ${rows}×${cols} f32 logits`, timings)}\n`;
  }
  scope.free();
  return text;
}
