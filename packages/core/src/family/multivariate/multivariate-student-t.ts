import { symmetricFromRows, toRows } from "../../linear/index.ts";
import { gammaDraw } from "../../random/index.ts";
import { digamma } from "../../scalar/digamma.ts";
import { logGamma } from "../../scalar/log-gamma.ts";
import { checkParameter, POSITIVE, REAL } from "../parameter.ts";
import { checkedVector, refuseSize } from "./checked-vector.ts";
import { type CovarianceForm, fullForm } from "./covariance-form.ts";
import type { Multivariate, VectorLaw } from "./vector-law.ts";
import { vectorMember, wrongLength } from "./vector-member.ts";
import { written } from "./written.ts";

interface Student {
  readonly degrees: number;
  readonly location: Float64Array;
  readonly scale: CovarianceForm;
}

const logNormaliser = ({ degrees, location, scale }: Student): number => {
  const d = location.length;
  const gammas = logGamma(0.5 * degrees) - logGamma(0.5 * (degrees + d));
  return gammas + 0.5 * (d * Math.log(degrees * Math.PI) + scale.logDeterminant);
};

const MULTIVARIATE_STUDENT_T: VectorLaw<Student, readonly number[]> = {
  name: "multivariateStudentT",
  on: "space",
  dimension: ({ location }) => location.length,
  write: ({ degrees, location, scale }) => written("multivariateStudentT", degrees, location, ...scale.given),
  refusePoint: (x, { location }) => wrongLength(x, location.length),
  logDensity(x, values) {
    const { degrees, location, scale } = values;
    const square = scale.square(location.map((value, i) => x[i]! - value));
    return -0.5 * (degrees + location.length) * Math.log1p(square / degrees) - logNormaliser(values);
  },
  sample(random, { degrees, location, scale }) {
    const stretch = Math.sqrt((0.5 * degrees) / gammaDraw(random, 0.5 * degrees));
    return Array.from(scale.draw(random), (value, i) => location[i]! + stretch * value);
  },
  secondMoments: ({ degrees, location, scale }) => {
    const mean = Array.from(location);
    const stretch = degrees / (degrees - 2);
    const rows = toRows(scale.covariance());
    return degrees > 2
      ? { mean, covariance: rows.map((row) => row.map((value) => value * stretch)) }
      : { mean };
  },
  entropy(values) {
    const { degrees, location } = values;
    const half = 0.5 * (degrees + location.length);
    return logNormaliser(values) + half * (digamma(half) - digamma(0.5 * degrees));
  },
};

/**
 * Student's t law on vectors.
 *
 * Density ∝ (1 + (x − location)ᵀ scale⁻¹ (x − location)/ν)^(−(ν+d)/2); 1 degree of freedom gives the Cauchy law. D(p‖q) of
 * two different members has no closed form: `estimateKl` samples it; against a normal law q it is exact.
 *
 * @param degrees - ν, above 0.
 * @param location - d finite numbers.
 * @param scale - d rows of d numbers, symmetric and positive definite; the covariance is ν/(ν − 2) times it, for ν > 2.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * multivariateStudentT(1, [0, 0], [[1, 0], [0, 1]]).logDensity([0, 0]) // -1.8378770664093456
 * kl(multivariateStudentT(3, [0], [[1]]), multivariateStudentT(3, [0], [[1]])) // 0
 * kl(multivariateStudentT(5, [0, 0], [[1, 0], [0, 1]]), multivariateNormal([0, 0], [[1, 0], [0, 1]])) // 0.2666666666666675
 * ```
 */
export function multivariateStudentT(
  degrees: number,
  location: ArrayLike<number>,
  scale: ArrayLike<ArrayLike<number>>,
): Multivariate {
  const family = "multivariateStudentT";
  checkParameter(family, "degrees", degrees, POSITIVE);
  const centre = checkedVector(family, "location", location, REAL);
  const matrix = symmetricFromRows(family, "scale", scale);
  refuseSize(family, "scale", matrix.rows, centre.length);
  const values: Student = { degrees, location: centre, scale: fullForm(family, matrix) };
  return vectorMember(MULTIVARIATE_STUDENT_T, values) as unknown as Multivariate;
}
