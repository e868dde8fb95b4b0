import { RelentError } from "@relent/core";
import type { PrivateOptions, PublicColumn } from "@relent/tables";

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

/** Reads one `COLUMN=LOW:HIGH` or `COLUMN=A|B|C`. */
function publicColumn(text: string): readonly [string, PublicColumn] {
  const at = text.indexOf("=");
  const name = text.slice(0, at).trim();
  const what = text.slice(at + 1);
  if (at < 1 || what === "")
    throw new RelentError("usage", `--public: ${text} is not COLUMN=LOW:HIGH or COLUMN=A|B|C`, {
      value: text,
    });
  const range = /^\s*([-+.\deE]+)\s*:\s*([-+.\deE]+)\s*$/.exec(what);
  if (range) return [name, { kind: "range", low: Number(range[1]), high: Number(range[2]) }];
  return [name, { kind: "values", values: [...new Set(what.split("|"))] }];
}

/** What is known beforehand, by column. */
export function publicColumns(texts: readonly string[]): ReadonlyMap<string, PublicColumn> {
  const known = new Map<string, PublicColumn>();
  for (const [name, what] of texts.map(publicColumn)) {
    if (known.has(name)) {
      throw new RelentError("usage", `--public: ${name} is given twice; say once what is known of it`, {
        value: name,
      });
    }
    known.set(name, what);
  }
  return known;
}
