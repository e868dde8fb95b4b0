import type { LossResult } from "./result.ts";

/** What an argument of a loss holds: rows of logits, class labels, rows of targets, or one number an element. */
export type LossInputRole = "logits" | "labels" | "targets" | "values" | "counts" | "matrix";

/** One argument of a loss before its options. */
export interface LossInputRecord {
  readonly name: string;
  readonly role: LossInputRole;
  /**
   * Whether the loss has its gradient. Where one input moves `grad` is its array, where several do a record by name.
   */
  readonly moves?: boolean;
}

/** A number (or choice) among the options that the loss itself brings. */
export interface LossParameter {
  readonly name: string;
  /** What it is when left out; undefined where it must be given. */
  readonly value: number | string | boolean | readonly number[] | undefined;
}

/** Where a loss belongs. */
export type LossRoom =
  | "cross-entropy"
  | "imbalance"
  | "noise"
  | "uncertainty"
  | "distillation"
  | "variational"
  | "policy"
  | "linear";

/** What is known of a loss: called as `loss(...inputs, options)`. */
export interface LossRecord {
  readonly name: string;
  readonly room: LossRoom;
  /** One row's loss, as its documentation writes it. */
  readonly symbol: string;
  readonly inputs: readonly LossInputRecord[];
  readonly parameters: readonly LossParameter[];
  /** The least and the greatest loss of one row. */
  readonly bounds: readonly [low: string, high: string];
  /** Which file of the test's expected values it is held against. */
  readonly oracle?: string;
  /** The loss itself. */
  readonly loss: (...inputs: never[]) => LossResult<unknown>;
}
