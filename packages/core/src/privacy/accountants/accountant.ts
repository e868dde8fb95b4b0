import type { PrivacyEvent } from "../event.ts";
import type { BoundStatus, PrivacyBound } from "../privacy-bound.ts";
import type { GridOptions } from "./loss-distribution.ts";

/** A way to find ε and δ of an event. */
export interface Accountant {
  readonly name: string;
  /** What its figures are, where the mechanisms' own losses are known. */
  readonly status: BoundStatus;
  readonly method: string;
  /** To which events it applies, in words. */
  readonly scope: string;
  /** ε at this δ in (0, 1), or undefined where it does not apply. */
  epsilon(event: PrivacyEvent, delta: number, options: GridOptions): PrivacyBound | undefined;
  /** δ at this ε ≥ 0, or undefined where it does not apply. */
  delta(event: PrivacyEvent, epsilon: number, options: GridOptions): PrivacyBound | undefined;
}
