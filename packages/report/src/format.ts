import type { Estimate, Unit } from "@relent/core/estimate";
import { fault } from "./fault.ts";
import type { Cell } from "./model.ts";

const SMALL = 1e-4;
const HUGE = 1e15;

const minus = (text: string): string => text.replaceAll("-", "−");
const group = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ",");

/** Magnitude of the leading digit after rounding: 9.996 at three digits is 10.0, so 1. */
const exponent = (value: number, digits: number): number =>
  value === 0 ? 0 : Number(value.toExponential(digits - 1).split("e")[1]);

/** Rounds to `decimals` places, with separators, a true minus sign and no negative zero. */
function fixed(value: number, decimals: number): string {
  const [whole = "0", part] = Math.abs(value)
    .toFixed(Math.min(100, Math.max(0, decimals)))
    .split(".");
  const text = part === undefined ? group(whole) : `${group(whole)}.${part}`;
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

const scientific = (value: number, digits: number): string =>
  minus(value.toExponential(digits - 1).replace("e+", "e"));

/** Numbers that no rule of digits applies to; NaN is a fault of the caller. */
function special(value: number, caller: string): string | undefined {
  if (Number.isNaN(value)) {
    throw fault("invalid-argument", `${caller}: value = NaN; a missing value is a cell of kind "none"`);
  }
  if (value === 0) return "0";
  if (value === Number.POSITIVE_INFINITY) return "∞";
  if (value === Number.NEGATIVE_INFINITY) return "−∞";
  return undefined;
}

/** How a number is written. */
export interface NumberFormat {
  /** Significant digits; 3 unless given. Digits before the decimal point are never rounded away. */
  readonly digits?: number;
  /** Writes a plus sign before positive numbers. */
  readonly signed?: boolean;
  /** Leaves out zeros at the end, for numbers that were chosen and not measured. */
  readonly trim?: boolean;
}

/**
 * Writes a number to a few significant digits, the same in every locale.
 *
 * Below 1e-4 and from 1e15 on the form is scientific; infinities are ∞; zero, of either sign, is 0.
 * Throws `invalid-argument` on NaN.
 *
 * @example
 * ```ts
 * formatNumber(0.31234) // "0.312"
 * formatNumber(-12345.6) // "−12,346"
 * formatNumber(0.0000312) // "3.12e−5"
 * formatNumber(Infinity) // "∞"
 * ```
 */
export function formatNumber(
  value: number,
  { digits = 3, signed = false, trim = false }: NumberFormat = {},
): string {
  const sign = signed && value > 0 ? "+" : "";
  const word = special(value, "formatNumber");
  if (word !== undefined) return sign + word;
  const size = Math.abs(value);
  const short = (text: string): string => (trim ? text.replace(/\.?0+(?=e|$)/, "") : text);
  if (size < SMALL || size >= HUGE) return sign + short(scientific(value, digits));
  const decimals = digits - 1 - exponent(size, digits);
  return sign + (decimals > 0 ? short(fixed(value, decimals)) : fixed(value, 0));
}

/**
 * Writes a number with its unit; the unit `"1"` is not written.
 *
 * @example
 * ```ts
 * formatQuantity(0.3, "bits") // "0.300 bits"
 * formatQuantity(0.3, "1") // "0.300"
 * ```
 */
export function formatQuantity(value: number, unit: Unit, format: NumberFormat = {}): string {
  return withUnit(formatNumber(value, format), unit);
}

const withUnit = (text: string, unit: Unit): string =>
  unit === "1" || unit === "" ? text : `${text} ${unit}`;

/**
 * Writes a count with separators between thousands; a weighted count keeps three significant digits.
 *
 * @example
 * ```ts
 * formatCount(1204118) // "1,204,118"
 * ```
 */
export function formatCount(value: number): string {
  return special(value, "formatCount") ?? (Number.isInteger(value) ? fixed(value, 0) : formatNumber(value));
}

/**
 * Writes a share as a percentage to one decimal, two digits below 1 %; what is not all or nothing is never written as
 * 100 % or 0 %.
 *
 * @example
 * ```ts
 * formatShare(0.6312) // "63.1 %"
 * formatShare(0.99999) // ">99.9 %"
 * formatShare(0.000001) // "<0.001 %"
 * ```
 */
export function formatShare(value: number): string {
  const word = special(value, "formatShare");
  if (word !== undefined) return `${word} %`;
  if (value === 1) return "100 %";
  if (value < 1 && value > 0.9995) return ">99.9 %";
  if (Math.abs(value) < 1e-5) return value < 0 ? ">−0.001 %" : "<0.001 %";
  const percent = value * 100;
  return `${fixed(percent, Math.min(3, Math.max(1, 1 - exponent(Math.abs(percent), 2))))} %`;
}

/**
 * Writes a p value: three decimals below 0.1, two above.
 *
 * @example
 * ```ts
 * formatP(0.00001) // "<0.001"
 * formatP(0.0314) // "0.031"
 * formatP(0.999) // ">0.99"
 * ```
 */
export function formatP(value: number): string {
  const word = value === 0 ? undefined : special(value, "formatP");
  if (word !== undefined) return word;
  if (value < 0.001) return "<0.001";
  if (value < 0.0995) return fixed(value, 3);
  if (value >= 1) return "1";
  return value > 0.99 ? ">0.99" : fixed(value, 2);
}

/** Decimals that show half an interval's width to one digit, to two where that digit is 1 or 2; no figure has more than five. */
function intervalDecimals({ value, low, high }: Estimate): number {
  const size = Math.max(...[value, low, high].filter(Number.isFinite).map(Math.abs), 0);
  const width = high - low;
  if (!(width > 0 && width < Number.POSITIVE_INFINITY)) return 2 - exponent(size, 3);
  const half = width / 2;
  const place = exponent(half, 1);
  const fine = half / 10 ** place < 3 ? 1 - place : -place;
  return Math.min(fine, 4 - exponent(size, 5));
}

/** What rounds to zero without being zero is written as a bound. */
function visible(value: number, decimals: number): string {
  const text = fixed(value, decimals);
  if (/[1-9]/.test(text)) return text;
  const least = fixed(10 ** -decimals, decimals);
  return value > 0 ? `<${least}` : `>−${least}`;
}

/** The three figures of an estimate as text on one number of decimals. */
export interface EstimateText {
  readonly value: string;
  readonly low: string;
  readonly high: string;
}

/**
 * Writes value, low and high to the decimals that the interval's width supports; below 1e-4 throughout in scientific form.
 *
 * @example
 * ```ts
 * formatEstimateParts({ value: 0.312, low: 0.28, high: 0.344 }).value // "0.31"
 * ```
 */
export function formatEstimateParts(estimate: Estimate): EstimateText {
  const decimals = intervalDecimals(estimate);
  const tiny = [estimate.value, estimate.low, estimate.high].every((x) => Math.abs(x) < SMALL);
  const write = (x: number): string =>
    special(x, "formatEstimate") ?? (tiny ? scientific(x, 2) : visible(x, Math.max(0, decimals)));
  return { value: write(estimate.value), low: write(estimate.low), high: write(estimate.high) };
}

/**
 * Writes an estimate with unit and interval.
 *
 * @example
 * ```ts
 * formatEstimate({ value: 0.312, low: 0.28, high: 0.344, unit: "bits" }) // "0.31 bits [0.28, 0.34]"
 * ```
 */
export function formatEstimate(
  estimate: Estimate,
  { unit = true }: { readonly unit?: boolean } = {},
): string {
  const { value, low, high } = formatEstimateParts(estimate);
  return `${unit ? withUnit(value, estimate.unit) : value} [${low}, ${high}]`;
}

type Writers = {
  readonly [K in Cell["kind"]]: (cell: Extract<Cell, { kind: K }>, unit: boolean) => string;
};

const WRITERS: Writers = {
  text: (cell) => cell.text,
  number: (cell, unit) => (unit ? formatQuantity(cell.value, cell.unit) : formatNumber(cell.value)),
  count: (cell) => formatCount(cell.value),
  share: (cell) => formatShare(cell.value),
  p: (cell) => formatP(cell.value),
  estimate: (cell, unit) => formatEstimate(cell.estimate, { unit }),
  bar: (cell) => cell.label ?? formatNumber(cell.value),
  verdict: (cell) => cell.text,
  link: (cell) => cell.text,
  none: () => "",
};

/**
 * Writes any cell as text; `unit: false` where the heading of its column already says the unit.
 *
 * @example
 * ```ts
 * formatCell({ kind: "share", value: 0.5 }) // "50.0 %"
 * formatCell({ kind: "none" }) // ""
 * ```
 */
export function formatCell(cell: Cell, { unit = true }: { readonly unit?: boolean } = {}): string {
  return (WRITERS[cell.kind] as (cell: Cell, unit: boolean) => string)(cell, unit);
}

const figure = /^([^.\d]*\d[\d,]*|[−<>+]*∞)((?:\.\d+)?(?:e−?\d+)?)(.*)$/su;

/**
 * Pads figures so that their decimal points stand below each other; what is no figure is left as it is.
 *
 * `fill` writes the padding: spaces in a terminal, spaces of a digit's width on a page.
 *
 * @example
 * ```ts
 * alignDecimals(["0.31 [0.28, 0.34]", "12.5"]).join("|") // " 0.31 [0.28, 0.34]|12.5              "
 * ```
 */
export function alignDecimals(
  texts: readonly string[],
  fill: (digits: number, point: boolean) => string = (digits, point) => " ".repeat(digits + (point ? 1 : 0)),
): string[] {
  const parts = texts.map((text) => figure.exec(text));
  const widest = (group: number): number => Math.max(0, ...parts.map((part) => part?.[group]?.length ?? 0));
  const [whole, fraction, tail] = [widest(1), widest(2), widest(3)];
  return texts.map((text, i) => {
    const part = parts[i];
    if (part === null || part === undefined) return text;
    const [, head = "", decimals = "", rest = ""] = part;
    const point = fraction > 0 && decimals === "";
    const gap = fill(fraction - decimals.length - (point ? 1 : 0), point);
    return fill(whole - head.length, false) + head + decimals + gap + rest + fill(tail - rest.length, false);
  });
}

/**
 * Writes the ticks of an axis on one number of decimals, just enough to tell neighbours apart.
 *
 * @example
 * ```ts
 * formatTicks([0, 0.05, 0.1]).join(" ") // "0 0.05 0.10"
 * ```
 */
export function formatTicks(ticks: readonly number[]): string[] {
  const steps = ticks.slice(1).map((tick, i) => Math.abs(tick - ticks[i]!));
  const step = Math.min(...steps.filter((gap) => gap > 0));
  if (!Number.isFinite(step)) return ticks.map((tick) => formatNumber(tick));
  const place = Math.floor(Math.log10(step) + 1e-9);
  const extra = Math.abs(step / 10 ** place - Math.round(step / 10 ** place)) > 1e-6 ? 1 : 0;
  const decimals = Math.max(0, extra - place);
  const write = (tick: number): string => (decimals > 5 ? scientific(tick, 2) : fixed(tick, decimals));
  return ticks.map((tick) => (Math.abs(tick) < step / 2 ? "0" : write(tick)));
}
