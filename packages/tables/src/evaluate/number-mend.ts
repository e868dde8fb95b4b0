import { RelentError } from "@relent/core";
import type { Forecasts } from "@relent/core/score";
import { quantilesOf, sampleLevels } from "./law-quantiles.ts";

/** How predicted laws are mended: a normal one by mean + shift and sd × scale, others by a map of their levels. */
export type NumberMend =
  | { readonly method: "shift-scale"; readonly shift: number; readonly scale: number }
  | {
      readonly method: "levels";
      /** For each level the one of the law as it is that should be taken for it. */
      readonly levels: readonly { readonly level: number; readonly takes: number }[];
    };

const ALIKE = 1e-9;

/** The levels that laws of quantiles or draws speak of. */
export const levelsOf = (forecasts: Exclude<Forecasts, { readonly kind: "normal" }>): readonly number[] =>
  forecasts.kind === "quantiles" ? forecasts.levels : sampleLevels(forecasts.size);

const FORMS = { "shift-scale": "normal laws", levels: "quantiles or draws" } as const;

/**
 * The laws of so many rows after mending.
 *
 * @throws RelentError `incompatible` for laws of another form, or of other levels, than the mend was fitted to.
 */
export function mended(mend: NumberMend, forecasts: Forecasts, rows: number): Forecasts {
  if (mend.method === "shift-scale" && forecasts.kind === "normal") {
    return {
      kind: "normal",
      mean: Float64Array.from(forecasts.mean, (m) => m + mend.shift),
      sd: Float64Array.from(forecasts.sd, (s) => s * mend.scale),
    };
  }
  if (mend.method !== "levels" || forecasts.kind === "normal") {
    const other = forecasts.kind === "normal" ? "normal laws" : forecasts.kind;
    throw new RelentError(
      "incompatible",
      `--calibrator: it was fitted to ${FORMS[mend.method]}, and these are ${other}; both must be the same`,
    );
  }
  const own = levelsOf(forecasts);
  const levels = mend.levels.map((one) => one.level);
  if (own.length !== levels.length || own.some((level, i) => Math.abs(level - levels[i]!) > ALIKE)) {
    throw new RelentError(
      "incompatible",
      `--calibrator: it was fitted to the levels ${levels.join(", ")}, and these are ${own.join(", ")}; both must be the same`,
    );
  }
  const { values } = quantilesOf(
    forecasts,
    rows,
    mend.levels.map((one) => one.takes),
  );
  return { kind: "quantiles", levels, values };
}
