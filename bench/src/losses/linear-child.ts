import { existsSync, readFileSync } from "node:fs";
import { crossEntropyLoss, linearCrossEntropyLoss } from "@relent/core/loss";

/** The cross-entropy of a linear layer in a process of its own: prints its time, value and peak memory. */
const [way = "fused", rows = "256", width = "256", classes = "8192"] = process.argv.slice(2);
const [n, h, c] = [Number(rows), Number(width), Number(classes)] as [number, number, number];
let state = 11;
const next = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 31 - 1;
};
/** Filled in place: `Float32Array.from` would leave a list as long behind it and raise the peak. */
function filled(length: number, scale: number): Float32Array {
  const array = new Float32Array(length);
  for (let i = 0; i < length; i++) array[i] = next() * scale;
  return array;
}
const x = filled(n * h, 1);
const w = filled(c * h, 0.6);
const labels = Int32Array.from({ length: n }, (_, r) => (r * 7919) % c);

/** As one would write it: all logits, their gradient, and the two products. */
function materialised(): { value: number; input: Float32Array; weights: Float32Array } {
  const z = new Float32Array(n * c);
  for (let k = 0; k < c; k++) {
    for (let r = 0; r < n; r++) {
      let sum = 0;
      for (let j = 0; j < h; j++) sum += x[r * h + j]! * w[k * h + j]!;
      z[r * c + k] = sum;
    }
  }
  const { value, grad } = crossEntropyLoss(z, labels);
  const input = new Float32Array(n * h);
  const weights = new Float32Array(c * h);
  for (let k = 0; k < c; k++) {
    for (let r = 0; r < n; r++) {
      const g = grad[r * c + k]!;
      for (let j = 0; j < h; j++) {
        input[r * h + j] = input[r * h + j]! + g * w[k * h + j]!;
        weights[k * h + j] = weights[k * h + j]! + g * x[r * h + j]!;
      }
    }
  }
  return { value, input, weights };
}

const before = process.memoryUsage().rss;
const cpu = process.cpuUsage();
const filter = way.startsWith("filter:") ? 2 ** -Number(way.slice(7)) : 0;
let value = 0;
let kept = 1;
let bound = 0;
if (way === "materialised") value = materialised().value;
else {
  const result = linearCrossEntropyLoss(x, w, labels, { gradFilter: filter });
  value = result.value;
  kept = 1 - result.filtered / (n * c);
  bound = result.inputErrorBound;
}
const spent = process.cpuUsage(cpu);
/** Of this process alone: `maxRSS` also counts the parent that it was forked from. */
const high = existsSync("/proc/self/status")
  ? Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1])
  : process.resourceUsage().maxRSS;
const peak = high * 1024;
console.log(
  JSON.stringify({
    way,
    value,
    kept,
    bound,
    seconds: (spent.user + spent.system) / 1e6,
    mebibytes: (peak - before) / 2 ** 20,
  }),
);
