/** How many strengths of one colour a page tells apart; a style sheet alone may colour it, so that there are classes of them. */
const SHADES = 7;

/**
 * The class of a number's colour between none at 0 and the strongest at `most`, another colour below 0; the empty
 * string for no colour.
 */
export function shadeOf(value: number | null, most: number): string {
  if (value === null || value === 0 || !(most > 0)) return "";
  const strength = Math.max(1, Math.ceil(SHADES * Math.min(1, Math.abs(value) / most)));
  return `${value < 0 ? "n" : "q"}${strength}`;
}
