import { entropy, jensenShannon, kl, logits, weights } from "@relent/core";
import { quickKlLogitsGradient, quickLabelLoss, quickLogSoftmax } from "@relent/core/kernel";
import type { Case, Data, Op } from "./cases.ts";

/** What relent does for each line. */
export function relentJob({ op, rows, cols }: Case, { p, q, labels, out }: Data): () => unknown {
  const each = (work: (r: number, from: number, to: number) => unknown) => () => {
    for (let r = 0; r < rows; r++) work(r, r * cols, (r + 1) * cols);
  };
  const x = p as Float32Array;
  const y = q as Float32Array;
  const values = new Float64Array(rows);
  const jobs: Record<Op, () => unknown> = {
    kl: () => kl(weights(p), weights(q)),
    entropy: () => entropy(weights(p)),
    jensenShannon: () => jensenShannon(weights(p), weights(q)),
    logSoftmax: each((_, from, to) => quickLogSoftmax(y.subarray(from, to), out.subarray(from, to))),
    labelLoss: each((r, from, to) => quickLabelLoss(y.subarray(from, to), Number(labels[r]))),
    labelLossGradient: each((r, from, to) =>
      quickLabelLoss(y.subarray(from, to), Number(labels[r]), out.subarray(from, to)),
    ),
    klLogits: () => kl(logits(p, { cols }), logits(q, { cols }), { out: values }),
    klLogitsGradient: each((_, from, to) =>
      quickKlLogitsGradient(x.subarray(from, to), y.subarray(from, to), out.subarray(from, to)),
    ),
  };
  return jobs[op];
}
