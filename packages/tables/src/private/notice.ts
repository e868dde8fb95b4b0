/** How one column of a private profile was made noisy. */
export interface PrivateColumn {
  readonly name: string;
  /** What its counts spend of the whole ε. */
  readonly epsilon: number;
  /** Variance of the noise in each of its counts. */
  readonly variance: number;
  /** A value that was not known before is named from this noisy count on; null where none is looked for. */
  readonly threshold: number | null;
}

/** What a private profile says of itself: whoever reads it can check what it keeps. */
export interface PrivateNotice {
  readonly mechanism: "discreteLaplace" | "discreteGaussian";
  /** In words: whether any one row is in the table. */
  readonly protects: "one row added or removed";
  readonly adjacency: "add-remove";
  readonly epsilon: number;
  readonly delta: number;
  /** Of the whole release, by the accountant named. */
  readonly status: "exact" | "upper";
  readonly accounting: string;
  readonly columns: readonly PrivateColumn[];
  /** What is written without noise, and must not come from the rows. */
  readonly public: readonly string[];
}

/** What a private profile tells without protection. */
export const PUBLIC: readonly string[] = [
  "the names and types of the table's columns (in text files types are guessed from the rows: use one that has a schema), its file name and the condition its rows met",
  "the edges of cells and the values known beforehand, from the public profile or ranges that were given",
];

/** What a private profile says of its own making again: noise that is drawn anew can be averaged away. */
export const AGAIN = "each further release from the same rows spends its own ε and δ on top";

/** One line for the method of a comparison. */
export function noticeLine(side: string, { mechanism, epsilon, delta, columns }: PrivateNotice): string {
  const law = mechanism === "discreteLaplace" ? "discrete Laplace" : "discrete Gaussian";
  const spread = columns.map(({ variance }) => Math.sqrt(variance));
  const [low, high] = [Math.min(...spread), Math.max(...spread)].map((sd) => sd.toPrecision(2));
  const width = low === high ? low : `${low} to ${high}`;
  const kept = delta === 0 ? `ε = ${epsilon}` : `ε = ${epsilon}, δ = ${delta}`;
  return (
    `${side} is a private profile (${kept}, one row added or removed): every count carries ${law} noise of standard deviation ${width}; ` +
    "estimates are corrected for it and intervals hold it."
  );
}
