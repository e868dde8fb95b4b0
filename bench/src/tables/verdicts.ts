import type { Truth } from "./generate.ts";

/** The practical floor, in bits, under which a real change is not worth an alarm. */
const FLOOR = 0.01;

/** What one program said of the columns whose truth is known. */
export interface Verdicts {
  /** Columns that moved by more than the floor and were flagged. */
  readonly found: readonly string[];
  readonly missed: readonly string[];
  /** Flagged although their law is the same on both sides, or differs by less than the floor. */
  readonly falseAlarms: readonly string[];
}

/** Compares flagged columns with the truth; columns that advance with time count neither way. */
export function judge(truth: Truth, flagged: readonly string[]): Verdicts {
  const known = truth.columns.filter((column) => column.bits !== null);
  const moved = known.filter((column) => column.bits === "Infinity" || (column.bits ?? 0) > FLOOR);
  const names = new Set(moved.map((column) => column.name));
  const flags = new Set(flagged);
  return {
    found: moved.map((column) => column.name).filter((name) => flags.has(name)),
    missed: moved.map((column) => column.name).filter((name) => !flags.has(name)),
    falseAlarms: known.map((column) => column.name).filter((name) => flags.has(name) && !names.has(name)),
  };
}

const list = (names: readonly string[]): string => (names.length === 0 ? "none" : names.join(", "));

export const verdictLine = (name: string, { found, missed, falseAlarms }: Verdicts): string =>
  `- ${name}: ${found.length} of ${found.length + missed.length} changed columns flagged; missed: ${list(missed)}; false alarms: ${list(falseAlarms)}`;
