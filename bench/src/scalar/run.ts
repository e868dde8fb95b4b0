import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import * as scalar from "@relent/core/scalar";
import { ulp } from "./ulp.ts";

/** The error of every special function against mpmath, in units in the last place, as a table. */
const { values } = parseArgs({ options: { write: { type: "boolean", default: false } } });

interface Points {
  readonly domain: string;
  /** The arguments, the value as a double, and what the double leaves out. */
  readonly rows: readonly (readonly number[])[];
}

const ROOT = resolve(import.meta.dirname, "../../..");
const fixture = resolve(ROOT, "packages/core/test/scalar/fixtures/special-functions.json");
const functions: Readonly<Record<string, Points>> = JSON.parse(readFileSync(fixture, "utf8"));

type Scalar = (...args: number[]) => number;

function errors(name: string, { rows }: Points) {
  const f = (scalar as unknown as Record<string, Scalar>)[name]!;
  return rows
    .map((row) => {
      const [args, high, low] = [row.slice(0, -2), row[row.length - 2]!, row[row.length - 1]!];
      const gap = Math.abs(f(...args) - high - low);
      return { args, ulps: gap / ulp(high), relative: gap / Math.abs(high) };
    })
    .sort((a, b) => a.ulps - b.ulps);
}

const line = ([name, points]: [string, Points]): string => {
  const found = errors(name, points);
  const [middle, worst] = [found[found.length >> 1]!, found[found.length - 1]!];
  const at = worst.args.map((x) => Number(x.toPrecision(6))).join(", ");
  return `| \`${name}\` | ${points.domain.replaceAll("|", "\\|")} | ${found.length} | ${middle.ulps.toFixed(2)} | ${worst.ulps.toFixed(2)} | ${worst.relative.toExponential(1)} | ${at} |`;
};

const text = [
  "# Accuracy of the special functions",
  "",
  `What \`@relent/core/scalar\` is off by, against mpmath at 50 digits at points drawn with a fixed seed by \`bench/peers/special_functions.py\`. Arguments are doubles, so that the error is the function's own. A unit in the last place (ulp) is the distance between doubles next to the value. \`npm run bench:scalar -- --write\` makes this page; measured on Node ${process.version}, whose \`Math.log\` and \`Math.exp\` they are built on.`,
  "",
  "| function | over | points | median ulp | greatest ulp | the same, relative | at |",
  "| --- | --- | --: | --: | --: | --: | --- |",
  ...Object.entries(functions).map(line),
  "",
].join("\n");

if (values.write) writeFileSync(resolve(ROOT, "docs/special-functions.md"), text);
console.log(text);
