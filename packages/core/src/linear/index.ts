export { type Capacitance, capacitance, solveCapacitance, traceOfRatio } from "./capacitance.ts";
export {
  cholesky,
  choleskyExcess,
  congruence,
  type FailedPivot,
  factorise,
  gram,
  inverse,
  logDeterminant,
  solve,
  solveLower,
  solveUpper,
  whiten,
} from "./cholesky.ts";
export { solveLowerInPlace, solveUpperInPlace } from "./in-place.ts";
export {
  apply,
  combine,
  diagonal,
  fromRows,
  type Matrix,
  matrixOf,
  multiply,
  part,
  symmetricFromRows,
  toRows,
  transpose,
  zeros,
} from "./matrix.ts";
export { type SymmetricEigen, symmetricEigen } from "./symmetric-eigen.ts";
