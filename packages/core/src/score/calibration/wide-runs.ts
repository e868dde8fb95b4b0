import type { BinSums } from "./reliability-bins.ts";

/** Outcomes of a run vary by this many under right forecasts, or the bin is joined with the next. */
const LEAST_VARIANCE = 5;

/** Neighbouring bins taken together. */
export interface WideRun {
  /** Σ w(o − f), and its variance if the forecasts are right and rows independent. */
  readonly residual: number;
  readonly variance: number;
  readonly bins: readonly BinSums[];
}

const runOf = (bins: readonly BinSums[]): WideRun => ({
  residual: bins.reduce((sum, { gap, weight }) => sum + gap * weight, 0),
  variance: bins.reduce((sum, { nullVariance, weight }) => sum + nullVariance * weight ** 2, 0),
  bins,
});

/** Whether the outcomes vary by enough, in rows of equal weight. */
function isWide({ variance, bins }: WideRun): boolean {
  const size = bins.reduce((sum, { effective }) => sum + effective, 0);
  const weight = bins.reduce((sum, bin) => sum + bin.weight, 0);
  return variance * (size / weight) ** 2 >= LEAST_VARIANCE;
}

/** Bins in runs whose outcomes vary, cut by the forecasts alone; what is left over at the end joins the last run. */
export function wideRuns(bins: readonly BinSums[]): WideRun[] {
  const runs: WideRun[] = [];
  let open: BinSums[] = [];
  for (const bin of bins) {
    open.push(bin);
    const run = runOf(open);
    if (!isWide(run)) continue;
    runs.push(run);
    open = [];
  }
  if (open.length > 0) runs.push(runOf([...(runs.pop()?.bins ?? []), ...open]));
  return runs.filter(({ variance }) => variance > 0);
}
