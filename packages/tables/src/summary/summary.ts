/** Rows that hold no ordinary value, each kind counted apart. */
export interface Specials {
  readonly nulls: number;
  readonly nan: number;
  readonly positiveInfinity: number;
  readonly negativeInfinity: number;
}

export const NO_SPECIALS: Specials = { nulls: 0, nan: 0, positiveInfinity: 0, negativeInfinity: 0 };

/** Rows per value, most frequent first, ties in code-unit order; `spill` rows hold values beyond the cap. */
export interface ValueSummary {
  readonly kind: "values";
  readonly specials: Specials;
  readonly values: readonly (readonly [value: string | number, rows: number])[];
  readonly spill: number;
}

/** Rows and step sums per fine cell; index 0 is below the grid, the last one above it. */
export interface CellSummary {
  readonly kind: "cells";
  readonly specials: Specials;
  readonly rows: readonly number[];
  readonly steps: readonly number[];
  readonly points: readonly number[];
}

/** Rows per hash of a consistent sample of values, and per length and character class of those. */
export interface HashedSummary {
  readonly kind: "hashed";
  readonly specials: Specials;
  readonly rows: number;
  readonly hashes: readonly (readonly [hash: string, rows: number])[];
  readonly lengths: readonly (readonly [length: number, rows: number])[];
  readonly classes: readonly (readonly [name: string, rows: number])[];
}

export interface SkippedSummary {
  readonly kind: "skipped";
}

/** Least and greatest value (temporal ones in seconds), and about how many of the values are distinct (of temporal ones: 1). */
export interface RangeSummary {
  readonly min: number;
  readonly max: number;
  readonly distinctShare: number;
}

/** Rows per cluster and bucket of a column: enough for a design effect, and for dealing whole clusters anew. */
export interface ClusterSummary {
  /** Hashes of the clusters' labels. */
  readonly labels: readonly string[];
  /** Whether these are all clusters of the table. */
  readonly whole: boolean;
  /** One row a cluster; the last bucket holds the nulls. */
  readonly counts: readonly (readonly number[])[];
}

export type CountSummary = ValueSummary | CellSummary | HashedSummary | SkippedSummary;

export interface ColumnSummary {
  readonly count: CountSummary;
  readonly range?: RangeSummary;
  readonly clusters?: ClusterSummary;
  /** Design effect by day, estimated from a sample, where the table has a date but no cluster was named. */
  readonly dayEffect?: number;
}

/** One side of a comparison: whole numbers per cell or value, never rows; adding two of one plan gives the union's. */
export interface TableSummary {
  readonly name: string;
  readonly rows: number;
  /** In the order of the plan's columns. */
  readonly columns: readonly ColumnSummary[];
}
