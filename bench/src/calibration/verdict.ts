/** What a tool's default rule says of one column. */
export interface PeerVerdict {
  readonly flag: boolean;
  readonly score: number;
  readonly threshold: number;
  readonly method: string;
  /** Of a tool that judges pieces of the current table one by one: the share of pieces that it flags. */
  readonly alertShare?: number;
}

/** Flags distances from the threshold on. */
export const fromOn = (method: string, score: number, threshold: number): PeerVerdict => ({
  method,
  score,
  threshold,
  flag: score >= threshold,
});

/** Flags p-values below the threshold. */
export const below = (method: string, score: number, threshold: number): PeerVerdict => ({
  method,
  score,
  threshold,
  flag: score < threshold,
});

/** Flags p-values up to the threshold. */
export const upTo = (method: string, score: number, threshold: number): PeerVerdict => ({
  method,
  score,
  threshold,
  flag: score <= threshold,
});
