import { type Margin, type RakedWeights, rakedWeights, type WeightedLoss } from "@relent/core/score";
import { cellShares, forecastCellCount, forecastCells } from "./forecast-cells.ts";
import type { KeptRows } from "./keep-rows.ts";
import type { Predictions } from "./open-predictions.ts";
import type { SampledForecasts } from "./sample-forecasts.ts";

/** Weights of the labelled rows that spread forecasts and moved inputs as in the new ones. */
function weightsOf(
  known: SampledForecasts,
  fresh: SampledForecasts,
  { classes, segments }: Predictions,
  inputs: number,
): RakedWeights {
  const K = classes.length;
  const margin = (cells: ArrayLike<number>, theirs: ArrayLike<number>, count: number): Margin => ({
    cells,
    shares: cellShares(theirs, count, fresh.kept.weights),
  });
  const { weights } = known.kept;
  return rakedWeights(
    [
      margin(forecastCells(known.logs, K), forecastCells(fresh.logs, K), forecastCellCount(K)),
      ...segments.columns
        .slice(0, inputs)
        .map(({ names }, c) => margin(known.levels[c]!, fresh.levels[c]!, names.length)),
    ],
    weights === null ? {} : { weights },
  );
}

/** Labelled rows with their losses in bits and the logarithms of their weights. */
export interface WeighedRows extends Pick<KeptRows, "weights" | "groups"> {
  readonly losses: Float64Array;
  readonly logWeights: Float64Array;
}

/** The losses of the labelled rows where they are finite, in bits, with what belongs to each. */
function lossesOf({ kept, logs }: SampledForecasts, logWeights: Float64Array, classes: number): WeighedRows {
  const all = Float64Array.from(kept.labels, (label, i) => -logs[i * classes + label]! / Math.LN2);
  const finite = (_: unknown, i: number): boolean => Number.isFinite(all[i]);
  return {
    losses: all.filter(finite),
    logWeights: logWeights.filter(finite),
    weights: kept.weights?.filter(finite) ?? null,
    groups: kept.groups?.filter(finite) ?? null,
  };
}

/** Labelled rows weighed by some of the inputs, and the loss that follows. */
export interface Weighed {
  readonly raked: RakedWeights;
  readonly weighted: WeightedLoss;
  /** The inputs that they are weighed by. */
  readonly inputs: readonly string[];
}

/** Weighs by as many of the moved inputs, those that moved most first, as the labelled rows can bear. */
export function weigh(
  known: SampledForecasts,
  fresh: SampledForecasts,
  then: Predictions,
  estimate: (rows: WeighedRows, raked: RakedWeights) => WeightedLoss,
): Weighed {
  const { columns } = then.segments;
  for (let count = columns.length; ; count--) {
    const raked = weightsOf(known, fresh, then, count);
    const weighted = estimate(lossesOf(known, raked.logWeights, then.classes.length), raked);
    if (weighted.estimate !== undefined || count === 0)
      return { raked, weighted, inputs: columns.slice(0, count).map((c) => c.column) };
  }
}
