import { clusteredRatio, type Estimate } from "@relent/core/estimate";
import type { LmSettings } from "../settings.ts";

/**
 * Surprisal a byte of the text, Σ surprisal / Σ bytes, by documents: comparable between vocabularies.
 *
 * null where no token's surprisal is known, or none has a byte.
 */
export function surprisalPerByte(
  surprisal: Float64Array,
  bytes: Float64Array,
  document: Int32Array,
  { level, unit }: LmSettings,
): Estimate | null {
  const rows = Array.from(surprisal.keys()).filter((i) => !Number.isNaN(surprisal[i]!));
  const pick = (column: ArrayLike<number>): number[] => rows.map((i) => column[i]!);
  const sizes = pick(bytes);
  if (!sizes.some((size) => size > 0)) return null;
  const scaled = pick(surprisal).map((s) => s / unit.per);
  return clusteredRatio(scaled, sizes, pick(document), {
    level,
    unit: `${unit.name}/byte`,
    range: [0, Number.POSITIVE_INFINITY],
  });
}
