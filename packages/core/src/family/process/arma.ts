import { RelentError } from "../../error.ts";
import { log1pmx } from "../../scalar/log1pmx.ts";
import { checkedVector } from "../multivariate/checked-vector.ts";
import { type MultivariateNormal, multivariateNormal } from "../multivariate/multivariate-normal.ts";
import { written } from "../multivariate/written.ts";
import { checkParameter, POSITIVE, REAL } from "../parameter.ts";
import { checkSteps } from "./markov-chain.ts";
import { type Process, type ProcessLaw, processMember } from "./process.ts";

/** A stationary Gaussian process in discrete time. */
export interface GaussianProcess extends Process {
  /** The spectral density at a frequency from 0 to π, with ∫ S/2π over the circle = the variance. */
  spectrum(frequency: number): number;
  /** n values in a row, as a normal law on vectors. */
  over(n: number): MultivariateNormal;
}

interface Arma {
  readonly ar: Float64Array;
  readonly ma: Float64Array;
  readonly variance: number;
}

/** |1 + Σ cₖ e^{−ikω}|². */
function gain(coefficients: Float64Array, sign: number, frequency: number): number {
  let [re, im] = [1, 0];
  for (const [k, value] of coefficients.entries()) {
    re += sign * value * Math.cos((k + 1) * frequency);
    im -= sign * value * Math.sin((k + 1) * frequency);
  }
  return re * re + im * im;
}

const spectrum = ({ ar, ma, variance }: Arma, frequency: number): number =>
  (variance * gain(ma, 1, frequency)) / gain(ar, -1, frequency);

const MOST = 2 ** 20;

/** The mean over the circle of an even function, by the trapezoidal rule: it converges geometrically for rational spectra. */
function circleMean(f: (frequency: number) => number): number {
  let n = 64;
  let mean = 0;
  for (let k = 0; k < n; k++) mean += f((Math.PI * (2 * k + 1)) / (2 * n));
  mean /= n;
  while (n < MOST) {
    let finer = 0;
    for (let k = 0; k < 2 * n; k++) finer += f((Math.PI * (2 * k + 1)) / (4 * n));
    finer /= 2 * n;
    n *= 2;
    const settled = Math.abs(finer - mean) <= 1e-14 * Math.abs(finer);
    mean = finer;
    if (settled || !Number.isFinite(mean)) break;
  }
  return mean;
}

const HALF_LOG_2PIE = 1.4189385332046727;

const ARMA: ProcessLaw<Arma> = {
  name: "arma",
  per: "step",
  write: ({ ar, ma, variance }) => written("arma", ar, ma, variance),
  entropy: (p) => HALF_LOG_2PIE + 0.5 * circleMean((w) => Math.log(spectrum(p, w))),
  kl: (p, q) =>
    0.5 *
    circleMean((w) => {
      const [a, b] = [spectrum(p, w), spectrum(q, w)];
      const change = (a - b) / b;
      return change > -0.5 ? -log1pmx(change) : change - Math.log(a / b);
    }),
};

/** The place at which Schur and Cohn's recursion finds a root on or within the unit circle; undefined if none is. */
function unstableAt(ar: Float64Array): number | undefined {
  let a = ar;
  for (let m = a.length; m > 0; m--) {
    const last = a[m - 1]!;
    if (!(Math.abs(last) < 1)) return m - 1;
    const before = a;
    a = Float64Array.from(
      { length: m - 1 },
      (_, k) => (before[k]! + last * before[m - 2 - k]!) / (1 - last * last),
    );
  }
  return undefined;
}

/**
 * A stationary Gaussian process of autoregressive and moving-average terms; its divergence is a rate, in nats per step.
 *
 * Xₜ = Σ arₖ Xₜ₋ₖ + eₜ + Σ maₖ eₜ₋ₖ with normal innovations e. The rate is (1/4π) ∫ [S/T − 1 − log(S/T)] dω over the circle,
 * S and T the spectral densities of p and q: half their Itakura–Saito distance. `.over(n)` gives n values in a row.
 *
 * @param ar - Coefficients of earlier values; the process must be stationary. Empty for none.
 * @param ma - Coefficients of earlier innovations. Empty for none.
 * @param variance - Of the innovations, above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @see Pinsker, Information and Information Stability (1964) §10.5.
 * @example
 * ```ts
 * kl(arma([0.8], [], 1), arma([0.5], [], 2)) // 0.15907359027997264
 * arma([0.5], [], 3).over(2).covariance() // [[3.9999999999999996,2.0000000000000013],[2.0000000000000013,3.9999999999999996]]
 * ```
 */
export function arma(ar: ArrayLike<number>, ma: ArrayLike<number>, variance: number): GaussianProcess {
  const list = (name: string, x: ArrayLike<number>) =>
    x.length === 0 ? new Float64Array(0) : checkedVector("arma", name, x, REAL);
  const values = { ar: list("ar", ar), ma: list("ma", ma), variance };
  checkParameter("arma", "variance", variance, POSITIVE);
  const place = unstableAt(values.ar);
  if (place !== undefined) {
    throw new RelentError(
      "invalid-argument",
      `arma: ar = [${Array.from(ar).join(", ")}] has no stationary process (partial correlation ${place} is 1 or more); all roots must lie outside the unit circle`,
      { index: place },
    );
  }
  return processMember(ARMA, values, {
    spectrum: (frequency: number) => spectrum(values, frequency),
    over(n: number) {
      const size = checkSteps(n);
      const lags = Array.from({ length: size }, (_, k) =>
        circleMean((w) => spectrum(values, w) * Math.cos(k * w)),
      );
      const rows = lags.map((_, i) => lags.map((_, j) => lags[Math.abs(i - j)]!));
      return multivariateNormal(new Float64Array(size), rows);
    },
  });
}
