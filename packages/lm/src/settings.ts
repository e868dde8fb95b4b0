import { RelentError } from "@relent/core";

/** How a comparison of language models is made. */
export interface LmSettings {
  /** Coverage of the intervals (default 0.95). */
  readonly level: number;
  /** Divergence a token, in the unit of the logarithm, under which a difference does not matter (default 0.01). */
  readonly floor: number;
  /** Unit of the logarithmic figures, the base that it belongs to, and how many nats it holds (default bits). */
  readonly unit: { readonly name: string; readonly base: number; readonly per: number };
}

/** What the settings are made of. */
export interface LmSettingOptions {
  readonly level?: number;
  readonly floor?: number;
  /** Base of the logarithm and what its unit is called (default 2, bits). */
  readonly logarithm?: { readonly base: number; readonly unit: string };
}

/**
 * Fills in and checks the settings of a comparison.
 *
 * @throws RelentError `invalid-argument` for a level outside (0, 1), a floor that is not positive, or a base of at most 1.
 *
 * @example
 * ```ts
 * settingsOf({ floor: 0.02 }).floor // 0.02
 * settingsOf().unit.name // "bits"
 * ```
 */
export function settingsOf({ level = 0.95, floor = 0.01, logarithm }: LmSettingOptions = {}): LmSettings {
  const { base, unit } = logarithm ?? { base: 2, unit: "bits" };
  const refuse = (name: string, value: number, allowed: string): never => {
    throw new RelentError("invalid-argument", `compareModels: ${name} = ${value}; it must be ${allowed}`, {
      value,
    });
  };
  if (!(level > 0 && level < 1)) refuse("level", level, "between 0 and 1");
  if (!(floor > 0 && floor < Number.POSITIVE_INFINITY)) refuse("floor", floor, "positive and finite");
  if (!(base > 1 && base < Number.POSITIVE_INFINITY)) refuse("base", base, "above 1 and finite");
  return { level, floor, unit: { name: unit, base, per: Math.log(base) } };
}
