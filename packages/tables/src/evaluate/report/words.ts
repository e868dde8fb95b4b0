import type { Segment } from "../../segments/index.ts";

/** A number of a sentence: a few digits, thousands apart from 10,000 on, a true minus sign, ∞ spelled as such. */
export function said(value: number, digits = 2): string {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const short = Number(value.toPrecision(digits));
  const size = Math.abs(short);
  const text = size >= 1e4 && size < 1e15 ? short.toLocaleString("en-US") : String(short);
  return text.replace("-", "−");
}

/** A count with its noun. */
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString("en-US")} ${n === 1 ? one : many}`;

/** A share in per cent. */
export const percent = (share: number, digits = 2): string => `${said(100 * share, digits)} %`;

/** A p value. */
export const chance = (p: number): string => (p < 0.001 ? "p < 0.001" : `p ${said(p)}`);

/** Where a model fails most, as a sentence of its own; nothing where no segment was found. */
export const worstSegment = ([worst]: readonly Segment[], unit: string): string =>
  worst === undefined
    ? ""
    : ` It fails most where \`${worst.name}\`: ${said(worst.mean.value)}${unit} there, ${said(worst.elsewhere)} elsewhere.`;

/** Numbers of rows as far as a line has room for them. */
export function rowList(rows: readonly number[], all: number): string {
  const shown = rows.slice(0, 5).map((row) => row.toLocaleString("en-US"));
  return `row${all === 1 ? "" : "s"} ${shown.join(", ")}${all > shown.length ? ", …" : ""}`;
}
