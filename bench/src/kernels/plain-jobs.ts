import type { Case, Data, Op } from "./cases.ts";

type Floats = Float32Array | Float64Array;

function logSumExp(x: Floats, start: number, end: number): number {
  let max = Number.NEGATIVE_INFINITY;
  for (let i = start; i < end; i++) if (x[i]! > max) max = x[i]!;
  let sum = 0;
  for (let i = start; i < end; i++) sum += Math.exp(x[i]! - max);
  return max + Math.log(sum);
}

/** Each line as one would write it in plain JavaScript, in f64 arithmetic. */
export function plainJob({ op, rows, cols }: Case, { p, q, labels, out }: Data): () => unknown {
  const values = new Float64Array(rows);
  const each = (work: (r: number, from: number, to: number) => void) => () => {
    for (let r = 0; r < rows; r++) work(r, r * cols, (r + 1) * cols);
  };
  const jobs: Record<Op, () => unknown> = {
    kl() {
      let sum = 0;
      for (let i = 0; i < p.length; i++) sum += p[i]! * Math.log(p[i]! / q[i]!);
      return sum;
    },
    entropy() {
      let sum = 0;
      for (let i = 0; i < p.length; i++) sum -= p[i]! * Math.log(p[i]!);
      return sum;
    },
    jensenShannon() {
      let sum = 0;
      for (let i = 0; i < p.length; i++) {
        const m = (p[i]! + q[i]!) / 2;
        sum += p[i]! * Math.log(p[i]! / m) + q[i]! * Math.log(q[i]! / m);
      }
      return sum / 2;
    },
    logSoftmax: each((_, from, to) => {
      const s = logSumExp(q, from, to);
      for (let i = from; i < to; i++) out[i] = q[i]! - s;
    }),
    labelLoss: each((r, from, to) => {
      values[r] = logSumExp(q, from, to) - q[from + Number(labels[r])]!;
    }),
    labelLossGradient: each((r, from, to) => {
      const s = logSumExp(q, from, to);
      for (let i = from; i < to; i++) out[i] = Math.exp(q[i]! - s);
      const label = from + Number(labels[r]);
      out[label] = out[label]! - 1;
      values[r] = s - q[label]!;
    }),
    klLogits: each((r, from, to) => {
      const [s, t] = [logSumExp(p, from, to), logSumExp(q, from, to)];
      let sum = 0;
      for (let i = from; i < to; i++) sum += Math.exp(p[i]! - s) * (p[i]! - s - (q[i]! - t));
      values[r] = sum;
    }),
    klLogitsGradient: each((r, from, to) => {
      const [s, t] = [logSumExp(p, from, to), logSumExp(q, from, to)];
      let sum = 0;
      for (let i = from; i < to; i++) {
        const u = Math.exp(p[i]! - s);
        sum += u * (p[i]! - s - (q[i]! - t));
        out[i] = Math.exp(q[i]! - t) - u;
      }
      values[r] = sum;
    }),
  };
  return jobs[op];
}
