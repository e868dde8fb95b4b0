/** What many runs of an estimate show beside the truth. */
export interface Performance {
  readonly mean: number;
  readonly bias: number;
  readonly rmse: number;
  /** Share of runs whose interval held the truth; absent without intervals. */
  readonly coverage?: number;
}

/** One run: a figure, with its interval where it has one. */
export interface Run {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

export function performanceOf(runs: readonly Run[], truth: number): Performance {
  const mean = runs.reduce((sum, run) => sum + run.value, 0) / runs.length;
  const square = runs.reduce((sum, run) => sum + (run.value - truth) ** 2, 0) / runs.length;
  const covered = runs.filter(({ low, high }) => low! <= truth && truth <= high!).length;
  return {
    mean,
    bias: mean - truth,
    rmse: Math.sqrt(square),
    ...(runs[0]?.low === undefined ? {} : { coverage: covered / runs.length }),
  };
}

const signed = (x: number): string =>
  Math.abs(x) >= 1e4 ? x.toExponential(0) : `${x < 0 ? "−" : "+"}${Math.abs(x).toFixed(3)}`;

/** Bias, with the root mean squared error in brackets. */
export const biasAndError = ({ bias, rmse }: Performance): string =>
  `${signed(bias)} (${rmse >= 1e4 ? rmse.toExponential(0) : rmse.toFixed(3)})`;

export const percent = (share: number | undefined): string =>
  share === undefined ? "–" : `${(100 * share).toFixed(0)} %`;

export const markdownRow = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

export const markdownHead = (cells: readonly string[]): readonly string[] => [
  markdownRow(cells),
  markdownRow(cells.map((_, i) => (i === 0 ? "---" : "---:"))),
];
