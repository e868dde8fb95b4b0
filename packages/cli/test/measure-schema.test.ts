import { readFileSync } from "node:fs";
import { MEASURES } from "@relent/core";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { relent } from "./run.ts";

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, allowUnionTypes: true });
const valid = ajv.compile(
  JSON.parse(readFileSync(new URL("../schema/measure.schema.json", import.meta.url), "utf8")),
);

/** What does not hold, in words; empty for a valid value. */
const faults = (value: unknown): string[] =>
  valid(value) ? [] : (valid.errors ?? []).map((e) => `${e.instancePath} ${e.message}`);

/** What the command prints with `--json`. */
async function json(...args: string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await relent("measure", ...args, "--json");
  expect(`${code}${stderr}`).toBe("0");
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** What each sort of measure takes. */
const INPUTS = {
  p: ["[0.75,0.25]"],
  pq: ["[0.5,0.5]", "[0.75,0.25]"],
  joint: ["[[[0.2,0.05],[0.1,0.15]],[[0.05,0.2],[0.15,0.1]]]"],
};

describe("relent/measure@1", () => {
  it.each(MEASURES.map(({ name, inputs }) => [name, inputs] as const))(
    "is what %s prints",
    async (name, inputs) => {
      const result = await json(name, ...INPUTS[inputs]);
      expect(faults(result)).toEqual([]);
      expect(result.measure).toBe(name);
    },
  );

  it("is what bases, kinds, infinities and explained figures print", async () => {
    for (const args of [
      ["kl", "[0.5,0.5]", "[1,0]", "--explain"],
      ["jeffreys", "[3,0,7]", "[1,2,5]", "--kind", "counts", "--explain"],
      ["kl", "[0,1]", "[2,-Infinity]", "--kind", "logits", "--explain"],
      ["kl", "[0.5,0.5]", "[0.9,0.1]", "--base", "e"],
      ["kl", "[0.5,0.5]", "[0.9,0.1]", "--base", "10"],
      ["kl", "[0.5,0.5]", "[0.9,0.1]", "--base", "1.5"],
      ["chiSquared", "[0.5,0.5]", "[1,0]"],
      ["kl", "gamma(2,1)", "normal(0,1)", "--explain"],
      ["kl", "normal(0,1)", "gamma(2,1)", "--explain"],
      ["entropy", "cauchy(0,1)"],
    ]) {
      expect(faults(await json(...args)), args.join(" ")).toEqual([]);
    }
  });

  it.each<readonly [string, Record<string, unknown>]>([
    ["another schema", { schema: "relent/measure@2" }],
    ["an unknown field", { extra: 1 }],
    ["no value", { value: undefined }],
    ["NaN written as null", { value: null }],
    ["an infinity by another name", { value: "inf" }],
    ["an unknown unit", { unit: "nit" }],
    ["no method", { method: "" }],
    ["a share over 1", { terms: [{ index: 0, p: 1.5, q: 0.5, value: 1 }] }],
    ["a term without its outcome", { terms: [{ p: 0.5, q: 0.5, value: 1 }] }],
  ])("is not a result with %s", async (_, wrong) => {
    const good = await json("kl", "[0.5,0.5]", "[0.9,0.1]", "--explain");
    expect(faults(good)).toEqual([]);
    expect(faults(JSON.parse(JSON.stringify({ ...good, ...wrong })))).not.toEqual([]);
  });
});
