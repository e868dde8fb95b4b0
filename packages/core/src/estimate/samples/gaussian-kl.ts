import { factorise, inverse, logDeterminant, type Matrix } from "../../linear/index.ts";
import type { RawEstimate } from "./raw-estimate.ts";
import { meanOf, scatterOf } from "./row-moments.ts";
import type { Samples } from "./samples.ts";
import { variance } from "./spread.ts";
import { logDeterminantBias } from "./wishart.ts";

interface Moments {
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
  readonly factor: Matrix;
}

function moments({ data, n, dim }: Samples): Moments | undefined {
  const mean = meanOf(data, dim);
  const covariance = scatterOf(data, dim, mean, n - 1);
  const factor = factorise(covariance, 1e-12);
  return "pivot" in factor ? undefined : { mean, covariance: covariance.data, factor };
}

/** Half the quadratic form of each row less a mean, plus a linear form. */
function forms(x: Samples, mean: Float64Array, matrix: Float64Array, linear: Float64Array): Float64Array {
  const { data, n, dim } = x;
  const out = new Float64Array(n);
  const row = new Float64Array(dim);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < dim; c++) row[c] = data[i * dim + c]! - mean[c]!;
    let sum = 0;
    for (let a = 0; a < dim; a++) {
      let half = linear[a]!;
      for (let b = 0; b < dim; b++) half += 0.5 * matrix[a * dim + b]! * row[b]!;
      sum += row[a]! * half;
    }
    out[i] = sum;
  }
  return out;
}

function times(a: Float64Array, x: Float64Array): Float64Array {
  const d = x.length;
  return x.map((_, i) => x.reduce((sum, value, j) => sum + a[i * d + j]! * value, 0));
}

const trace = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/**
 * D(p ‖ q) of the two normal laws with the samples' moments, corrected to be without bias where both laws are normal.
 *
 * ½[ln(|S_q|/|S_p|) + c·tr(S_q⁻¹S_p) − d + c·ΔᵀS_q⁻¹Δ] with c = (m−d−2)/(m−1), less what the moments' own errors add: the
 * expectations of ln|S| and S⁻¹ under Wishart's law. The standard error is that of the influence values, joined with
 * the null law's. Undefined where a covariance is singular or a sample has fewer than d + 3 points.
 */
export function gaussianKl(p: Samples, q: Samples): RawEstimate | undefined {
  const { n, dim } = p;
  const m = q.n;
  if (Math.min(n, m) < dim + 3) return undefined;
  const [a, b] = [moments(p), moments(q)];
  if (a === undefined || b === undefined) return undefined;
  const precision = inverse(b.factor).data;
  const gap = a.mean.map((x, i) => x - b.mean[i]!);
  const scaled = times(precision, gap);
  const shift = gap.reduce((sum, x, i) => sum + x * scaled[i]!, 0);
  const ratio = trace(precision, a.covariance);
  const logs = logDeterminant(b.factor) - logDeterminant(a.factor);
  const plugIn = 0.5 * (logs + ratio - dim + shift);
  const keep = (m - dim - 2) / (m - 1);
  const unbiasedLogs = logs - logDeterminantBias(m - 1, dim) + logDeterminantBias(n - 1, dim);
  const unbiasedShift = keep * (shift - ratio / n) - dim / m;
  const value = 0.5 * (unbiasedLogs + keep * ratio - dim + unbiasedShift);

  const own = inverse(a.factor).data;
  const ofP = precision.map((x, i) => x - own[i]!);
  const second = a.covariance.map((x, i) => x + gap[Math.floor(i / dim)]! * gap[i % dim]!);
  const ofQ = new Float64Array(dim * dim);
  for (let j = 0; j < dim; j++) {
    const column = times(precision, times(second, precision.subarray(j * dim, (j + 1) * dim)));
    for (let i = 0; i < dim; i++) ofQ[i * dim + j] = precision[i * dim + j]! - column[i]!;
  }
  const first =
    variance(forms(p, a.mean, ofP, scaled)) / n +
    variance(
      forms(
        q,
        b.mean,
        ofQ,
        scaled.map((x) => -x),
      ),
    ) /
      m;
  const parameters = (dim * (dim + 3)) / 2;
  const effective = (n * m) / (n + m);
  const ofEqualLaws = parameters / (2 * effective * effective);
  return { value, bias: plugIn - value, standardError: Math.sqrt(first + ofEqualLaws), doubt: 0 };
}
