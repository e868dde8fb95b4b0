import {
  crossEntropyLoss,
  forwardKlLoss,
  generalizedJsdLoss,
  reverseKlLoss,
  swappedJsdLoss,
  topKDistillationLoss,
} from "@relent/core/loss";
import type { StudentLoss } from "./train.ts";

/** A way of teaching, by the name that the table shows. */
export interface Way {
  readonly name: string;
  readonly loss: StudentLoss;
}

/** The student alone with the labels. */
export const ALONE: Way = {
  name: "labels alone",
  loss: (student, { labels }) => crossEntropyLoss(student, labels),
};

/** Forward KL from the teacher at several temperatures. */
export const TEMPERATURES: readonly Way[] = [1, 2, 4, 8].map((temperature) => ({
  name: `forward KL, temperature ${temperature}`,
  loss: (student, { teacher }) => forwardKlLoss(student, teacher, { temperature }),
}));

/** Divergences between the forward and the reverse, in both customary parametrisations. */
export const BETWEEN: readonly Way[] = [
  ...[0.1, 0.5, 0.9].map(
    (beta): Way => ({
      name: `generalised JSD, β ${beta}`,
      loss: (student, { teacher }) => generalizedJsdLoss(student, teacher, { beta, temperature: 2 }),
    }),
  ),
  ...[0.1, 0.9].map(
    (beta): Way => ({
      name: `swapped JSD, β ${beta}`,
      loss: (student, { teacher }) => swappedJsdLoss(student, teacher, { beta, temperature: 2 }),
    }),
  ),
  { name: "reverse KL", loss: (student, { teacher }) => reverseKlLoss(student, teacher, { temperature: 2 }) },
];

/** Only the teacher's k likeliest classes are known, the rest as one. */
export const TRUNCATED: readonly Way[] = [1, 2, 3, 5].map((k) => ({
  name: `top ${k} and a tail`,
  loss: (student, { teacher }) => topKDistillationLoss(student, teacher, { k, temperature: 2 }),
}));
