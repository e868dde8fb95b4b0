/** A share as a percentage of two digits, for a note. */
export function percent(share: number): string {
  const value = 100 * share;
  return `${value >= 10 ? Math.round(value) : Number(value.toPrecision(2))} %`;
}
