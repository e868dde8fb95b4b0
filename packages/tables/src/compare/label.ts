import type { ColumnPlan } from "../plan/plan.ts";

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

const pad = (n: number): string => String(n).padStart(2, "0");

function clock(seconds: number): string {
  const s = Math.floor(seconds);
  const text = `${pad(Math.floor(s / 3600))}:${pad(Math.floor(s / 60) % 60)}`;
  return s % 60 === 0 ? text : `${text}:${pad(s % 60)}`;
}

function moment(seconds: number): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return String(seconds);
  const text = date.toISOString();
  return seconds % 86_400 === 0 ? text.slice(0, 10) : text.slice(0, 16).replace("T", " ");
}

/** A number with just enough digits to be told from the others of its axis. */
export function plainNumber(value: number, digits = 12): string {
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  if (size !== 0 && (size >= 1e15 || size < 1e-6)) return rounded.toExponential().replace("e+", "e");
  return String(rounded);
}

/** How the values of a column are written: a value alone, and the edges of an axis told apart. */
export interface Writer {
  readonly value: (value: number | string) => string;
  /** An edge of an axis, with digits enough to tell it from another `gap` away. */
  readonly edge: (edge: number, gap?: number) => string;
}

/** Digits enough for a number to be told from one a gap away. */
function digitsFor(value: number, gap: number): number {
  if (!(gap > 0 && Number.isFinite(gap))) return 4;
  return Math.min(15, Math.max(3, Math.ceil(Math.log10(Math.abs(value) / gap || 1)) + 2));
}

const numbers: Writer = {
  value: (v) => (typeof v === "number" ? plainNumber(v) : v),
  edge: (v, gap = Number.POSITIVE_INFINITY) => plainNumber(v, digitsFor(v, gap)),
};

const written = (write: (v: number) => string): Writer => ({
  value: (v) => (typeof v === "number" ? write(v) : v),
  edge: (v) => write(v),
});

const BY_TYPE: Readonly<Record<string, Writer>> = {
  date: written((v) => moment(Math.round(v / 86_400) * 86_400)),
  timestamp: written(moment),
  time: written(clock),
};

const BY_VIEW: Readonly<Record<string, Writer>> = {
  hour: written((v) => `${pad(v)} h`),
  weekday: written((v) => WEEKDAYS[v - 1] ?? String(v)),
};

/** How the values of a planned column are written. */
export const writerFor = (column: ColumnPlan): Writer =>
  BY_VIEW[column.view] ?? BY_TYPE[column.type] ?? numbers;
