import { pairedLoops } from "../compiled-loops.ts";
import { compiledMany } from "./compiled-many.ts";
import { plainMany } from "./plain-many.ts";

/**
 * Room for a block of Hermitian matrices of n rows, one after another, and for what is found of them.
 *
 * Its arrays are good until anything else asks for the compiled loops.
 */
export interface EigenMany {
  /** How many matrices fit. */
  readonly block: number;
  /** The matrices, to be written by the caller; their lower triangles are read. */
  readonly re: Float64Array;
  readonly im: Float64Array;
  /** Eigenvalues of each, falling. */
  readonly values: Float64Array;
  /** Eigenvectors of each, as rows, where they were asked for. */
  readonly vr: Float64Array;
  readonly vi: Float64Array;
  /** Decomposes the first `count` matrices. */
  decompose(count: number, vectors: boolean): void;
  /** ⟨j|A|j⟩ of the matrices that stand there now, by the vectors of those that were decomposed. */
  expect(count: number): Float64Array;
  /** The sum of the singular values of A Vᵀ, of the k-th matrix that stands there and the k-th vectors. */
  singularSum(k: number): number;
}

/** Room for matrices of n rows. */
export function eigenMany(n: number): EigenMany {
  const own = pairedLoops(n);
  return own === null ? plainMany(n) : compiledMany(n, own);
}

/** Calls for block after block of `count` matrices: from the first on, and how many. */
export function inBlocks(
  { block }: EigenMany,
  count: number,
  visit: (first: number, size: number) => void,
): void {
  for (let first = 0; first < count; first += block) visit(first, Math.min(block, count - first));
}
