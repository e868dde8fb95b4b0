import { RelentError } from "@relent/core";
import type { ColumnType, PrivateOptions, PublicColumn } from "@relent/tables";

const AS_IN = 'as in --private epsilon=1 or --private "epsilon=1,delta=1e-9"';

/** Reads `epsilon=E[,delta=D][,noise=laplace|gaussian]`; what the numbers may be is the lane's to say. */
export function privateOptions(text: string): PrivateOptions {
  const fail = (what: string): never => {
    throw new RelentError("usage", `--private: ${what}; ${AS_IN}`, { value: text });
  };
  const given = new Map(
    text.split(",").map((part) => {
      const [key = "", value = "", ...more] = part.split("=").map((side) => side.trim());
      return value === "" || more.length > 0
        ? fail(`"${part.trim()}" is not KEY=VALUE`)
        : ([key, value] as const);
    }),
  );
  if (given.size < text.split(",").length) fail("a key is given twice");
  for (const key of given.keys())
    if (!["epsilon", "delta", "noise"].includes(key))
      fail(`${key} is not known; it takes epsilon, delta, noise`);
  const number = (key: string): number | undefined => {
    const value = given.get(key);
    if (value === undefined) return undefined;
    return Number.isNaN(Number(value)) ? fail(`${key} = ${value} is no number`) : Number(value);
  };
  const noise = given.get("noise");
  if (noise !== undefined && noise !== "laplace" && noise !== "gaussian")
    return fail(`noise = ${noise} is not known; it is laplace or gaussian`);
  return { epsilon: number("epsilon") ?? fail("there is no epsilon"), delta: number("delta"), noise };
}

/** Splits `COLUMN=…` at its first `=`. */
function columnAnd(option: string, text: string, form: string): readonly [column: string, what: string] {
  const at = text.indexOf("=");
  const name = text.slice(0, at).trim();
  const what = text.slice(at + 1).trim();
  if (at < 1 || what === "")
    throw new RelentError("usage", `${option}: ${text} is not ${form}`, { value: text });
  return [name, what];
}

const NUMBER = "[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?";
const DAY = "\\d{4}-\\d{2}-\\d{2}";
const MOMENT = `${DAY}(?:[T ]\\d{2}:\\d{2}(?::\\d{2})?Z?)?`;
const NUMBERS = new RegExp(`^(${NUMBER})\\s*(?::|\\.\\.)\\s*(${NUMBER})$`);
const MOMENTS = new RegExp(`^(${MOMENT})\\s*\\.\\.\\s*(${MOMENT})$`);
const DAYS = new RegExp(`^(${DAY}):(${DAY})$`);

/** Seconds since 1970 of a day or a moment (UTC); of the last day its end. */
function seconds(option: string, text: string, last: boolean): number {
  const day = /^.{10}$/.test(text);
  const at = Date.parse(day ? text : `${text.replace(" ", "T").replace(/Z$/, "")}Z`) / 1000;
  const back = Number.isNaN(at) ? "" : new Date(at * 1000).toISOString().slice(0, 10);
  if (back !== text.slice(0, 10))
    throw new RelentError("usage", `${option}: ${text} is no date; give one such as 2024-12-31`, {
      value: text,
    });
  return day && last ? at + 86_400 : at;
}

type Range = Extract<PublicColumn, { low: number }>;

/** Reads `LOW:HIGH` or `LOW..HIGH`, of numbers or dates; undefined where it is neither. */
function range(option: string, kind: Range["kind"], text: string): Range | undefined {
  const numbers = NUMBERS.exec(text);
  if (numbers) return { kind, low: Number(numbers[1]), high: Number(numbers[2]) };
  const dates = MOMENTS.exec(text) ?? DAYS.exec(text);
  if (!dates) return undefined;
  const [low, high] = [seconds(option, dates[1]!, false), seconds(option, dates[2]!, true)];
  return { kind, low, high, dates: true };
}

/** Reads one `COLUMN=LOW:HIGH` or `COLUMN=A|B|C`. */
function publicColumn(text: string): readonly [string, PublicColumn] {
  const [name, what] = columnAnd("--public", text, "COLUMN=LOW:HIGH or COLUMN=A|B|C");
  return [
    name,
    range("--public", "range", what) ?? { kind: "values", values: [...new Set(what.split("|"))] },
  ];
}

/** Reads one `COLUMN=LOW:HIGH`. */
function boundedColumn(text: string): readonly [string, PublicColumn] {
  const form = "COLUMN=LOW:HIGH, as in price=0:1e6 or day=2024-01-01..2024-12-31";
  const [name, what] = columnAnd("--bounds", text, form);
  const bounds = range("--bounds", "bounds", what);
  if (bounds === undefined)
    throw new RelentError("usage", `--bounds: ${text} is not ${form}`, { value: text });
  return [name, bounds];
}

/** One entry a column, of which none may be said twice. */
function once<T>(option: string, entries: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
  const known = new Map<string, T>();
  for (const [name, what] of entries) {
    if (known.has(name))
      throw new RelentError("usage", `${option}: ${name} is given twice; say once what holds for it`, {
        value: name,
      });
    known.set(name, what);
  }
  return known;
}

/** What is known beforehand, by column: `--public` and `--bounds`. */
export const publicColumns = (
  texts: readonly string[],
  bounds: readonly string[] = [],
): ReadonlyMap<string, PublicColumn> =>
  once("--public and --bounds", [...texts.map(publicColumn), ...bounds.map(boundedColumn)]);

/** Reads `COLUMN=TYPE,…`. */
export function columnTypes(
  texts: readonly string[],
  known: readonly ColumnType[],
): ReadonlyMap<string, ColumnType> {
  const form = `COLUMN=TYPE, TYPE one of ${known.join(", ")}`;
  const entries = texts.map((text) => {
    const [name, word] = columnAnd("--types", text, form);
    const type = known.find((one) => one === word);
    if (type === undefined)
      throw new RelentError("usage", `--types: ${text} is not ${form}`, { value: text });
    return [name, type] as const;
  });
  return once("--types", entries);
}

/** Reads `COLUMN=PART,…`; what the parts may be is the lane's to say. */
export function columnShares(texts: readonly string[]): ReadonlyMap<string, number> {
  const form = "COLUMN=PART of ε, as in price=0.4";
  const entries = texts.map((text) => {
    const [name, part] = columnAnd("--share", text, form);
    if (Number.isNaN(Number(part)))
      throw new RelentError("usage", `--share: ${text} is not ${form}`, { value: text });
    return [name, Number(part)] as const;
  });
  return once("--share", entries);
}
