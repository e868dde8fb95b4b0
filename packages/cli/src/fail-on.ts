import { RelentError } from "@relent/core";

type Comparison = (a: number, b: number) => boolean;

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  ">=": (a, b) => a >= b,
  "<=": (a, b) => a <= b,
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  ">": (a, b) => a > b,
  "<": (a, b) => a < b,
};

/** How a command's conditions are written: the verdicts that may be named, and a comparison to learn from. */
export interface Grammar {
  readonly verdicts: readonly string[];
  readonly example: string;
}

/** The conditions of `relent diff`. */
export const DIFF: Grammar = { verdicts: ["moved"], example: "columns.country.kl.low > 0.05" };

const nameOf = (item: unknown): unknown =>
  item !== null && typeof item === "object" && "name" in item ? item.name : undefined;

/** Every way on from a value by the beginning of a path: a list is addressed by its items' names, which may hold dots. */
function step(value: unknown, path: string): { readonly next: unknown; readonly rest: string }[] {
  const entries: [string, unknown][] = Array.isArray(value)
    ? value.map((item, i) => [String(nameOf(item) ?? i), item])
    : value !== null && typeof value === "object"
      ? Object.entries(value)
      : [];
  return entries.flatMap(([key, next]) => {
    if (path === key) return [{ next, rest: "" }];
    return path.startsWith(`${key}.`) ? [{ next, rest: path.slice(key.length + 1) }] : [];
  });
}

function resolve(value: unknown, path: string): unknown {
  if (path === "" || value === null) return value;
  for (const { next, rest } of step(value, path)) {
    const found = resolve(next, rest);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A number of the JSON, which writes infinities as text; an estimate stands for its value. */
function numberOf(found: unknown): number | undefined {
  if (typeof found === "number") return found;
  if (found === "Infinity" || found === "-Infinity") return Number(found);
  return typeof found === "object" && found !== null && "value" in found ? numberOf(found.value) : undefined;
}

/** What `--fail-on` asks of a command's result. */
export interface Condition {
  readonly text: string;
  /** Whether it fires; a missing figure (null) never does. */
  readonly fires: (data: unknown) => boolean;
}

/**
 * Parses a `--fail-on` condition: a verdict, or a comparison of a figure of the command's own JSON with a number.
 *
 * Errors: neither form; a path that the result does not have (when it is evaluated).
 */
export function parseCondition(text: string, { verdicts, example }: Grammar = DIFF): Condition {
  const fail = (why: string): never => {
    const ways = [...verdicts, `PATH OP NUMBER as in "${example}"`].join(", or ");
    throw new RelentError("usage", `--fail-on: "${text}" ${why}; write ${ways}`, { value: text });
  };
  const trimmed = text.trim();
  if (verdicts.includes(trimmed)) {
    return { text: trimmed, fires: (data) => resolve(data, "verdict") === trimmed };
  }
  const match = /^(.+)(>=|<=|==|!=|>|<)\s*(\S+)$/.exec(trimmed);
  const [, path, operator, literal] = (match ?? fail("is no condition")) as unknown as [
    string,
    string,
    string,
    string,
  ];
  const name = path.trim();
  const limit = Number(literal);
  if (Number.isNaN(limit)) fail(`compares with "${literal}", which is no number`);
  return {
    text: trimmed,
    fires: (data) => {
      const found = resolve(data, name);
      if (found === undefined) fail(`names ${name}, which this result does not have`);
      if (found === null) return false;
      const value = numberOf(found) ?? fail(`names ${name}, which is no number`);
      return COMPARISONS[operator]!(value, limit);
    },
  };
}
