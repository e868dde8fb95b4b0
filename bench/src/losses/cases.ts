import { logits } from "@relent/core";
import {
  crossEntropyLoss,
  focalLoss,
  forwardKlLoss,
  generalizedCrossEntropyLoss,
  generalizedJsdLoss,
  type LossResult,
  reverseKlLoss,
  softCrossEntropyLoss,
} from "@relent/core/loss";
import type { Batch } from "./batch.ts";

/** A loss that every contestant computes with its gradient by the student's logits, averaged over rows. */
export interface LossCase {
  /** What peers know it by. */
  readonly name: string;
  readonly title: string;
  readonly ours: (batch: Batch, out: Float32Array) => LossResult;
}

const pair = ({ student, teacher, cols }: Batch) =>
  [logits(student, { cols }), logits(teacher, { cols })] as const;

export const CASES: readonly LossCase[] = [
  {
    name: "crossEntropy",
    title: "cross-entropy",
    ours: (b, out) => crossEntropyLoss(b.student, b.labels, { out }),
  },
  { name: "focal", title: "focal loss, γ = 2", ours: (b, out) => focalLoss(b.student, b.labels, { out }) },
  {
    name: "gce",
    title: "generalized cross-entropy, q = 0.7",
    ours: (b, out) => generalizedCrossEntropyLoss(b.student, b.labels, { out }),
  },
  {
    name: "soft",
    title: "cross-entropy with soft targets",
    ours: (b, out) => softCrossEntropyLoss(logits(b.student, { cols: b.cols }), b.targets, { out }),
  },
  {
    name: "forwardKl",
    title: "distillation, forward KL",
    ours: (b, out) => forwardKlLoss(...pair(b), { out }),
  },
  {
    name: "reverseKl",
    title: "distillation, reverse KL",
    ours: (b, out) => reverseKlLoss(...pair(b), { out }),
  },
  {
    name: "jsd",
    title: "distillation, Jensen–Shannon",
    ours: (b, out) => generalizedJsdLoss(...pair(b), { out }),
  },
];
