import { digamma } from "../../scalar/index.ts";

/** E ln det of a sample covariance less ln det of the true one, for a normal law and ν degrees of freedom. */
export function logDeterminantBias(freedom: number, dim: number): number {
  let sum = dim * Math.log(2 / freedom);
  for (let i = 0; i < dim; i++) sum += digamma((freedom - i) / 2);
  return sum;
}
