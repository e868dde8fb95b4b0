import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import * as gradient from "../src/finite/gradient/index.ts";
import * as core from "../src/index.ts";
import * as kernel from "../src/kernel/index.ts";
import * as parallel from "../src/parallel/index.ts";

/** The last doc comment before each exported function or constant, by name. */
const root = new URL("../src/", import.meta.url);
const documented = new Map<string, string>();
for (const file of readdirSync(root, { recursive: true, encoding: "utf8" })) {
  if (!file.endsWith(".ts")) continue;
  const text = readFileSync(new URL(file, root), "utf8");
  for (const [, comment, name] of text.matchAll(
    /(\/\*\*(?:(?!\*\/)[\s\S])*\*\/)\nexport (?:async )?(?:function|const|class) (\w+)/g,
  )) {
    documented.set(name!, comment!);
  }
}

/** Doors that take no part in arithmetic: they pass on what a bench or a test chooses. */
const INNER = new Set(["chooseTwin", "quickKlLogitsGradient", "quickLabelLoss", "quickLogSoftmax"]);
/** Values without a computation of their own. */
const CONSTANTS = new Set(["emptyCrossEntropySum", "emptyKlSum", "emptyLogSum", "isFamily"]);

const names = [...new Set([core, gradient, kernel, parallel].flatMap((room) => Object.keys(room)))];

it.each(names)("%s has a documentation", (name) => {
  const comment = documented.get(name);
  expect(comment, `${name} has no doc comment`).toBeDefined();
  if (INNER.has(name) || CONSTANTS.has(name)) return;
  expect(comment).toContain("@example");
  const [first] = comment!.replace(/^\/\*\*\s*\*?\s?/, "").split(/\n \*\n/);
  expect(first!.trim()).toMatch(/[.:]$/);
});

it.each(core.MEASURES.map(({ name }) => name))(
  "%s says what it throws, and where it comes from or which formula it is",
  (name) => {
    const comment = documented.get(name)!;
    expect(comment).toContain("@throws RelentError");
    expect(comment).toMatch(/@see |=/);
  },
);
