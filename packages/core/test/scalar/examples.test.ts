import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import * as random from "../../src/random/index.ts";
import * as scalar from "../../src/scalar/index.ts";

const exports: Record<string, unknown> = { ...scalar, ...random };
const examples = ["scalar", "random"].flatMap((room) => {
  const folder = new URL(`../../src/${room}/`, import.meta.url);
  return readdirSync(folder).flatMap((file) =>
    [...readFileSync(new URL(file, folder), "utf8").matchAll(/^ \* (\w+\(.*\).*?) \/\/ (.+)$/gm)].map(
      (match) => ({
        file,
        expression: match[1]!,
        expected: match[2]!,
      }),
    ),
  );
});

const named = examples.filter(({ expression }) => expression.match(/^\w+/)![0] in exports);

const run = (code: string): unknown =>
  new Function(...Object.keys(exports), `return (${code});`)(...Object.values(exports));

it.each(named)("$file: $expression gives $expected", ({ expression, expected }) => {
  const got = run(expression);
  const want = run(expected);
  if (typeof want === "number" && Number.isFinite(want) && want !== 0)
    expect(Math.abs((got as number) / want - 1)).toBeLessThan(2e-14);
  else expect(got).toEqual(want);
});
