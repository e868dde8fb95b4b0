import { invalid } from "../../finite/check.ts";

/** Predictive distributions, one a row; tables lie row after row. */
export type Forecasts =
  | { readonly kind: "normal"; readonly mean: ArrayLike<number>; readonly sd: ArrayLike<number> }
  | { readonly kind: "quantiles"; readonly levels: readonly number[]; readonly values: ArrayLike<number> }
  | { readonly kind: "samples"; readonly size: number; readonly values: ArrayLike<number> };

type Check = (forecasts: never, rows: number, fn: string) => void;

function finite(fn: string, name: string, list: ArrayLike<number>, length: number): void {
  if (list.length !== length) {
    invalid(`${fn}: ${name} has ${list.length} numbers; it must have ${length}`, { value: list.length });
  }
  for (let i = 0; i < length; i++) {
    const value = list[i]!;
    if (!Number.isFinite(value))
      invalid(`${fn}: ${name}[${i}] = ${value}; it must be finite`, { index: i, value });
  }
}

const CHECKS: {
  readonly [Kind in Forecasts["kind"]]: (
    forecasts: Forecasts & { kind: Kind },
    rows: number,
    fn: string,
  ) => void;
} = {
  normal: ({ mean, sd }, rows, fn) => {
    finite(fn, "mean", mean, rows);
    finite(fn, "sd", sd, rows);
    for (let i = 0; i < rows; i++) {
      if (sd[i]! < 0) invalid(`${fn}: sd[${i}] = ${sd[i]}; it must be ≥ 0`, { index: i, value: sd[i] });
    }
  },
  quantiles: ({ levels, values }, rows, fn) => {
    if (levels.length === 0) invalid(`${fn}: levels is empty; at least one is needed`);
    levels.forEach((level, i) => {
      if (!(level > (levels[i - 1] ?? 0) && level < 1)) {
        invalid(`${fn}: levels[${i}] = ${level}; levels must rise within (0, 1)`, { index: i, value: level });
      }
    });
    finite(fn, "values", values, rows * levels.length);
    for (let i = 0; i < values.length; i++) {
      if (i % levels.length > 0 && values[i]! < values[i - 1]!) {
        const row = Math.floor(i / levels.length);
        invalid(
          `${fn}: values[${i}] = ${values[i]} of row ${row} is below the quantile before it; quantiles must not fall`,
          {
            index: row,
            value: values[i],
          },
        );
      }
    }
  },
  samples: ({ size, values }, rows, fn) => {
    if (!(Number.isInteger(size) && size >= 2)) {
      invalid(`${fn}: size = ${size}; a forecast needs two samples at least`, { value: size });
    }
    finite(fn, "values", values, rows * size);
  },
};

/** Throws for forecasts that are no distributions or not one an outcome. */
export function checkForecasts(fn: string, forecasts: Forecasts, outcomes: ArrayLike<number>): void {
  if (outcomes.length === 0) invalid(`${fn}: there are no outcomes; at least one is needed`);
  finite(fn, "outcomes", outcomes, outcomes.length);
  if (!Object.hasOwn(CHECKS, forecasts.kind)) {
    invalid(`${fn}: kind = ${forecasts.kind}; it must be one of ${Object.keys(CHECKS).join(", ")}`);
  }
  (CHECKS[forecasts.kind] as Check)(forecasts as never, outcomes.length, fn);
}
