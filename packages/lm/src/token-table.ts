/** The divergences between two next-token distributions P (the base's) and Q (the model's), in nats or as shares. */
export const TOKEN_DIVERGENCES = [
  "kl",
  "reverseKl",
  "jensenShannon",
  "totalVariation",
  "hellingerSquared",
  "renyi2",
] as const;

/** See `TOKEN_DIVERGENCES`: `kl` is D(P ‖ Q), `renyi2` the Rényi divergence of order 2 of P from Q. */
export type TokenDivergence = (typeof TOKEN_DIVERGENCES)[number];

/** What each model says by itself at a token. */
export interface Opinion {
  /** −ln of the probability that it gave to the token that came; NaN where that is not known. */
  readonly surprisal: Float64Array;
  /** 1 where that probability is known only from above (clipped in the file): the true surprisal is larger. */
  readonly censored: Uint8Array;
  /** Entropy of the distribution, in nats; NaN where only a part of it is known. */
  readonly entropy: Float64Array;
  /** Probability of the likeliest token. */
  readonly confidence: Float64Array;
  /** Id of the likeliest token, the first of equals. */
  readonly top: Int32Array;
}

/** Two ends between which a figure lies with arithmetic certainty; the high end may be Infinity. */
export interface Ends {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Two models compared token by token: one entry in every column for each scored token, in nats.
 *
 * It is all that estimates, groups and reports are made of; neither recording is read again.
 */
export interface TokenTable {
  readonly base: string;
  readonly model: string;
  /** Size of the vocabulary; null where only texts are known. */
  readonly vocabulary: number | null;
  readonly length: number;
  /** Names of the documents. */
  readonly documents: readonly string[];
  /** Index into `documents` of each token. */
  readonly document: Int32Array;
  /** Position of each token in its document's context. */
  readonly position: Int32Array;
  /** Id of the token that really came; −1 where not known. */
  readonly target: Int32Array;
  /** Where the recordings are truncated these are the plug-in figures, and `bounds` holds what is certain. */
  readonly divergence: Readonly<Record<TokenDivergence, Float64Array>>;
  readonly bounds?: Readonly<Partial<Record<TokenDivergence, Ends>>>;
  readonly baseSays: Opinion;
  readonly modelSays: Opinion;
  /** Text of the token that came, where the recordings know it. */
  readonly texts?: readonly string[];
  /** Largest error that the files' number format may have put on `kl`, in nats a token; 0 for exact formats. */
  readonly noiseFloor: number;
  readonly notes: readonly string[];
}
