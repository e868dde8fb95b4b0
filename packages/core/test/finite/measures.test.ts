import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import * as relent from "../../src/index.ts";
import { joint, MEASURES, weights } from "../../src/index.ts";

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const room = new URL("../../src/finite/", import.meta.url);

function documentation(name: string): string {
  const file = new URL(`${kebab(name)}.ts`, room);
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const blocks = [...text.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport function (\w+)/g)];
  return (blocks.find(([, , own]) => own === name)?.[1] ?? "").replace(/\n \* ?/g, " ");
}

it.each(MEASURES)(
  "$name says in its documentation what the table says",
  ({ name, symbol, bounds, symmetric, logarithmic, parameters, inputs }) => {
    const text = documentation(name);
    expect(text).toContain(symbol);
    if (bounds[1] === "∞")
      expect(text).toMatch(/Infinity|finite|any total|units of|Tsallis|relative|squared/);
    else if (inputs !== "joint") expect(text.replace(/[()]/g, "")).toContain(bounds[1].replace(/[()]/g, ""));
    if (inputs === "pq") expect(/[Ss]ymmetric|metric\b/.test(text)).toBe(symmetric);
    expect(text.includes("in units of `base`")).toBe(logarithmic);
    for (const parameter of parameters)
      expect(text.toLowerCase()).toMatch(new RegExp(`${parameter.name}|[αβγ]`));
  },
);

it.each(MEASURES)(
  "$name is exported, symmetric or not as it says, and within its bounds",
  ({ name, measure, inputs, parameters, symmetric, bounds }) => {
    expect((relent as Record<string, unknown>)[name]).toBe(measure);
    const ask = measure as (...all: unknown[]) => number;
    const values = parameters.map(({ value }) => value + 0.25);
    const [p, q] = [weights([3, 1, 2]), weights([1, 4, 1])];
    const value =
      inputs === "joint"
        ? ask(joint(weights([5, 1, 2, 1, 3, 2, 1, 1]), [2, 2, 2]))
        : ask(...(inputs === "p" ? [p] : [p, q]), ...values);
    const bound = (text: string) =>
      ({
        "∞": Infinity,
        n: 3,
        "log n": Math.log(inputs === "joint" ? 8 : 3),
        "−log n": -Math.log(8),
        "log 2": Math.LN2,
        "√(log 2)": Math.sqrt(Math.LN2),
        "−log(skew)": -Math.log(0.75),
      })[text] ?? Number(text);
    expect(value).toBeGreaterThanOrEqual(bound(bounds[0]));
    expect(value).toBeLessThanOrEqual(bound(bounds[1]));
    if (inputs === "pq") expect(Math.abs(ask(q, p, ...values) - value) < 1e-14).toBe(symmetric);
  },
);

it("is in alphabetical order, each name once", () => {
  const names = MEASURES.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)].sort());
});
