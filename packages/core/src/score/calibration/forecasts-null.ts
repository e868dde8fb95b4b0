import { sequentialPermutation } from "../../estimate/counts/permutation.ts";
import { normalDraw, type Random, random } from "../../random/index.ts";
import { chiSquaredTail } from "../../scalar/chi-squared.ts";
import type { ReliabilityCells } from "./collect-reliability.ts";
import { outcomeLaw } from "./outcome-law.ts";
import type { WideRun } from "./wide-runs.ts";

/** Outcomes that vary by this many are as good as normal: their excess kurtosis is under 1/200. */
const NORMAL_FROM = 200;
const DRAWS = 9999;
/** Draws at least as extreme after which no more are needed: p is then known to a twentieth. */
const ENOUGH = 400;

/** Draws (Σ w(o − f))²/variance of a run whose forecasts are right. */
type Draw = (rng: Random) => number;

const normal: Draw = (rng) => normalDraw(rng) ** 2;

/** A run's outcomes, drawn by its forecasts; undefined where rows weigh differently or there are so many that the normal law will do. */
function byForecasts({ variance, bins }: WideRun, cells: ReliabilityCells): Draw | undefined {
  const members = bins.flatMap((bin) => bin.cells);
  const sum = (list: readonly number[]): number => members.reduce((total, i) => total + list[i]!, 0);
  const [rows, weight] = [sum(cells.count), sum(cells.weight)];
  const each = weight / rows;
  if (sum(cells.weightSquares) > weight * each * (1 + 1e-9)) return undefined;
  if (variance / each ** 2 >= NORMAL_FROM) return undefined;
  const { from, mass } = outcomeLaw(cells, members);
  const mean = sum(cells.forecast) / each;
  const upTo = new Float64Array(mass.length);
  mass.reduce((total, share, i) => {
    upTo[i] = total + share;
    return upTo[i]!;
  }, 0);
  const square = mass.map((_, i) => ((from + i - mean) * each) ** 2 / variance);
  return (rng) => {
    const u = rng.uniform();
    let [low, high] = [0, upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle]! < u) low = middle + 1;
      else high = middle;
    }
    return square[low]!;
  };
}

/**
 * How likely Σ residual²/variance over runs is to be as large as found if each outcome were drawn by its forecast: by drawing them, where few outcomes
 * or rare ones make χ² too rough; beyond the draws no more than χ² says.
 *
 * p is valid at every level from 1/10,000 up: the outcomes found are one draw more of the same law.
 *
 * @see Besag & Clifford, Biometrika 78 (1991) 301; Bröcker & Smith, Weather and Forecasting 22 (2007) 651.
 */
export function forecastsNull(
  value: number,
  runs: readonly WideRun[],
  cells: ReliabilityCells,
): { readonly p: number; readonly method: string } {
  const limit = chiSquaredTail(value, runs.length);
  const laws = runs.map((run) => byForecasts(run, cells));
  if (laws.every((law) => law === undefined)) {
    return { p: limit, method: `χ², ${runs.length} degrees of freedom, variances by the forecasts` };
  }
  const rng = random(runs.flatMap(({ bins }) => bins.map(({ rows }) => rows)));
  const draw = (): number => laws.reduce((sum, law = normal) => sum + law(rng), 0);
  const { p, draws } = sequentialPermutation(value, draw, { maxDraws: DRAWS, stopAfter: ENOUGH });
  return {
    p: p > 1 / (DRAWS + 1) ? p : Math.min(p, limit),
    method: `${draws.toLocaleString("en-US")} draws of the outcomes of ${runs.length} bins by their forecasts`,
  };
}
