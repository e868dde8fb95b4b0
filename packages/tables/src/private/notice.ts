import type { PrivacyEvent } from "@relent/core/privacy";
import type { PrivacyUnit } from "./unit.ts";

/** How one column of a private profile was made noisy. */
export interface PrivateColumn {
  readonly name: string;
  /** Its part of the whole ε. */
  readonly epsilon: number;
  /** Variance of the noise in each of its counts. */
  readonly variance: number;
  /** A value that was not known before is named from this noisy count on; null where none is looked for. */
  readonly threshold: number | null;
  /** Among which numbers its edges were drawn; null where they were public. */
  readonly edges: string | null;
  /** How many cells of a hash stand for its values, where none were known; null for others. */
  readonly hashedInto: number | null;
  /** What it spent, event by event: any accountant can add them up. */
  readonly events: readonly PrivacyEvent[];
}

/** Where the types of a table's columns were known from. */
export type TypesFrom = "schema" | "given" | "profile";

/** What a private profile says of itself: whoever reads it can check what it keeps. */
export interface PrivateNotice {
  readonly mechanism: "discreteLaplace" | "discreteGaussian";
  /** In words: what can hardly be told from the file. */
  readonly protects: string;
  readonly adjacency: "add-remove";
  /** Whose rows are protected together; null for single rows. */
  readonly unit: PrivacyUnit | null;
  readonly epsilon: number;
  readonly delta: number;
  /** Of the whole release, by the accountant named. */
  readonly status: "exact" | "upper";
  readonly accounting: string;
  readonly types: TypesFrom;
  readonly columns: readonly PrivateColumn[];
  /** What is written without noise, and must not come from the rows. */
  readonly public: readonly string[];
}

/** Most rows that are protected together. */
export const unitRows = (notice: PrivateNotice | undefined): number => notice?.unit?.rows ?? 1;

const rowsOfUnit = ({ column, rows }: PrivacyUnit): string =>
  `all rows of one ${column}, of which at most ${rows.toLocaleString("en-US")} ${rows === 1 ? "is" : "are"} counted`;

/** What can hardly be told from a profile. */
export const protects = (unit: PrivacyUnit | null): string =>
  `${unit === null ? "one row" : rowsOfUnit(unit)}, added or removed`;

const TYPES: Readonly<Record<TypesFrom, string>> = {
  schema: "the names and types of the table's columns, from its own schema",
  given: "the names of the table's columns, and their types as they were given",
  profile: "the names of the table's columns, and their types from the profile whose grid is used",
};

/** What a private profile tells without protection. */
export const publicParts = (types: TypesFrom): readonly string[] => [
  `${TYPES[types]}; its file name and the condition its rows met; that it could be read`,
  "ranges, bounds and values that were given, and what a profile whose grid is used says",
];

/** What a private profile says of its own making again: noise that is drawn anew can be averaged away. */
export const AGAIN = "each further release from the same rows spends its own ε and δ on top";

/** One line for the method of a comparison. */
export function noticeLine(side: string, notice: PrivateNotice): string {
  const { mechanism, epsilon, delta, columns, unit } = notice;
  const law = mechanism === "discreteLaplace" ? "discrete Laplace" : "discrete Gaussian";
  const spread = columns.map(({ variance }) => Math.sqrt(variance));
  const [low, high] = [Math.min(...spread), Math.max(...spread)].map((sd) =>
    String(Number(sd.toPrecision(2))),
  );
  const width = low === high ? low : `${low} to ${high}`;
  const kept = delta === 0 ? `ε = ${epsilon}` : `ε = ${epsilon}, δ = ${delta}`;
  const drawn = columns.filter(({ edges }) => edges !== null).length;
  const cells =
    drawn > 0 ? ` The edges of ${drawn} of its columns were drawn from its rows within that ε.` : "";
  const together =
    unit !== null && unit.rows > 1
      ? ` Intervals take the rows of one ${unit.column} for alike: ${unit.rows} of them tell as much as one.`
      : "";
  return (
    `${side} is a private profile (${kept}; protected is ${notice.protects}): every count carries ${law} noise of standard deviation ${width}; ` +
    `estimates are corrected for it and intervals hold it.${cells}${together}`
  );
}
