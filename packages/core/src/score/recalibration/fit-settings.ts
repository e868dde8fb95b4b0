import type { Matrix } from "../../linear/index.ts";

/** Fitted parameters and the Cholesky factor of the loss's second derivative: a start for fits to almost the same rows. */
export interface LinearFit {
  readonly theta: Float64Array;
  readonly factor: Matrix | undefined;
}

/** What a fit may use. */
export interface FitSettings {
  readonly fn: string;
  readonly weights: ArrayLike<number> | undefined;
  /** The pull towards the identity; the method's own where left out. */
  readonly ridge: number | undefined;
  /** Whether the fit only judges the method, and need not be to the last digit. */
  readonly judging?: boolean;
  /** What tells this fit from others of the method among those known. */
  readonly name?: string;
  /** Fits of the same method to almost the same rows by name: found there they are started from, else put there. */
  readonly known?: Map<string, LinearFit>;
}
