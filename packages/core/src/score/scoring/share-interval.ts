import { normalQuantile } from "../../scalar/normal.ts";

/**
 * Wilson's interval of a share seen in n independent rows; n may be an effective size, and 0 gives [0, 1].
 *
 * `quantile` is the normal one of the level, or t's where the size is itself uncertain. It holds the truth about as often as it says also at 0 and 1, where the share's own standard error is 0.
 *
 * @see Wilson, J. Am. Stat. Assoc. 22 (1927) 209; Brown, Cai & DasGupta, Statistical Science 16 (2001) 101.
 */
export function wilsonInterval(
  share: number,
  n: number,
  level: number,
  quantile: number = normalQuantile((1 + level) / 2),
): readonly [number, number] {
  if (!(n > 0)) return [0, 1];
  const z2 = quantile ** 2;
  const middle = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Math.sqrt(z2) / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  return [share === 0 ? 0 : Math.max(0, middle - half), share === 1 ? 1 : Math.min(1, middle + half)];
}
