import { DEFAULT_ESCAPE } from "@relent/core/estimate";

/** What a comparison may be told; every one has a default. */
export interface CompareOptions {
  /** Level of the tests, and of the expected share of false alarms (default 0.05). */
  readonly alpha?: number | undefined;
  /** Bits under which a change does not matter (default 0.01: PSI 0.014, seven times stricter than the customary 0.1). */
  readonly floor?: number | undefined;
  /** Share of the reference's code kept for values it never had (default 1e-4). */
  readonly escape?: number | undefined;
  /** Coverage of intervals (default 0.95). */
  readonly level?: number | undefined;
  /** Whether each side was cut out of one table by a condition: columns that the condition makes constant are not judged. */
  readonly split?: boolean | undefined;
}

export type Settings = { readonly [K in keyof CompareOptions]-?: NonNullable<CompareOptions[K]> };

export const settingsOf = (options: CompareOptions): Settings => ({
  alpha: options.alpha ?? 0.05,
  floor: options.floor ?? 0.01,
  escape: options.escape ?? DEFAULT_ESCAPE,
  level: options.level ?? 0.95,
  split: options.split ?? false,
});
