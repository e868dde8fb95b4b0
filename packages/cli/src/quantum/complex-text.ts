import { RelentError } from "@relent/core";
import type { Complex } from "@relent/core/quantum";

const NUMBER = String.raw`(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?`;
const PURE = new RegExp(`^([+-]?)(${NUMBER})?[ij]$`);
const REAL = new RegExp(`^[+-]?${NUMBER}$`);
const BOTH = new RegExp(`^([+-]?${NUMBER})([+-])(${NUMBER})?[ij]$`);

/** A complex number as people and Python write it: `0.5`, `-1j`, `0.5+0.25i`; undefined for anything else. */
export function parseComplex(text: string): Complex | undefined {
  const plain = text
    .trim()
    .replace(/^\((.*)\)$/, "$1")
    .replaceAll(/\s+/g, "")
    .replaceAll("−", "-");
  if (REAL.test(plain)) return Number(plain);
  const pure = PURE.exec(plain);
  if (pure) return [0, (pure[1] === "-" ? -1 : 1) * Number(pure[2] ?? 1)];
  const both = BOTH.exec(plain);
  return both ? [Number(both[1]), (both[2] === "-" ? -1 : 1) * Number(both[3] ?? 1)] : undefined;
}

/** A complex number of JSON: a number, a text, `[re, im]`, `{ re, im }` or Python's `{ real, imag }`. */
export function complexOf(where: string, value: unknown): Complex {
  if (typeof value === "number") return value;
  const parsed = typeof value === "string" ? parseComplex(value) : undefined;
  if (parsed !== undefined) return parsed;
  if (Array.isArray(value) && value.length === 2 && value.every((x) => typeof x === "number")) {
    return [value[0] as number, value[1] as number];
  }
  if (typeof value === "object" && value !== null) {
    const { re, im, real, imag } = value as Record<string, unknown>;
    const parts = [re ?? real, im ?? imag];
    if (parts.every((x) => typeof x === "number")) return parts as [number, number];
  }
  throw new RelentError(
    "usage",
    `quantum: ${where} = ${JSON.stringify(value)}; it must be a number, "0.5+0.25i", [re, im] or {"re": …, "im": …}`,
    { value },
  );
}
