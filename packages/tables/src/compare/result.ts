import type { Estimate, Test } from "@relent/core/estimate";
import type { FieldType } from "@relent/engine";

export type ColumnVerdict =
  | "moved"
  | "same"
  | "too few rows"
  | "skipped"
  | "only in reference"
  | "only in current"
  | "type changed";

export type Verdict = "moved" | "same" | "too few rows";

/** One cell of a column's partition: rows' shares on both sides, and the bits that it carries. */
export interface CellResult {
  readonly label: string;
  readonly reference: number;
  readonly current: number;
  /** p·log2(p/q) − (p − q)/ln 2: never negative, adds up to the column's plug-in figure, unseen values coded by the escape. */
  readonly bits: number;
  /** Stands apart from the axis: NULL, NaN, ±∞, below, above, rare. Left out where it does not. */
  readonly aside?: true;
}

/** A test with its Benjamini–Hochberg adjusted p over the columns. */
export interface ColumnTest extends Test {
  readonly q: number;
}

/** A value that current has and the reference never does. */
export interface NewValue {
  readonly label: string;
  readonly rows: number;
  readonly share: number;
}

/** Shares of both sides' rows that lie beyond one end of the reference, and their means (null where there are none). */
export interface Tail {
  readonly reference: number;
  readonly current: number;
  readonly referenceMean: number | null;
  readonly currentMean: number | null;
}

/** What is known of one column (or of the hour, weekday, length or character class of one). */
export interface ColumnResult {
  readonly name: string;
  readonly type: FieldType;
  readonly verdict: ColumnVerdict;
  /** Why it was not judged, or what to do next. */
  readonly reason: string | null;
  /** D(current ‖ reference) in bits: what each row of today costs more in yesterday's code. */
  readonly kl: Estimate | null;
  readonly reverseKl: Estimate | null;
  readonly jensenShannon: Estimate | null;
  readonly psi: Estimate | null;
  readonly totalVariation: Estimate | null;
  readonly hellinger: Estimate | null;
  readonly ks: Estimate | null;
  readonly wasserstein: Estimate | null;
  /** For high-cardinality columns: the share of current rows whose value is new. */
  readonly newShare: Estimate | null;
  /** Entropy of current's shares in bits: what its rows would need in a code of their own. */
  readonly entropy: number | null;
  readonly test: ColumnTest | null;
  /** p and q of "the divergence is at most the floor". */
  readonly floorTest: { readonly p: number; readonly q: number } | null;
  readonly rowsNeeded: number | null;
  readonly designEffect: number;
  readonly scale: "ordered" | "named";
  readonly cells: readonly CellResult[];
  readonly newValues: readonly NewValue[];
  readonly newValueCount: number;
  /** What lies beyond the ends of the reference, of numeric columns. */
  readonly tails: { readonly below: Tail; readonly above: Tail } | null;
  readonly warnings: readonly string[];
}

/** `relent/diff@1`: how far one table has moved from another. */
export interface DiffResult {
  readonly schema: "relent/diff@1";
  readonly reference: { readonly name: string; readonly rows: number };
  readonly current: { readonly name: string; readonly rows: number };
  readonly direction: "D(current ‖ reference)";
  readonly verdict: Verdict;
  readonly sentence: string;
  readonly alpha: number;
  readonly floor: number;
  readonly escape: number;
  readonly level: number;
  readonly cluster: string | null;
  readonly columns: readonly ColumnResult[];
  readonly warnings: readonly string[];
  readonly method: readonly string[];
}
