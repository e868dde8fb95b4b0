import { expect, it } from "vitest";
import { examplesUnder, expects, runExample } from "../../../test/examples.ts";

const root = new URL("../src/", import.meta.url);

/** Examples that say what they give; the others need recordings. */
const examples = examplesUnder(root).filter(expects);

it("finds the examples", () => expect(examples.length).toBeGreaterThan(5));

it.each(examples)("$file: $lines", async (example) => {
  await runExample(example, await import(new URL(example.file, root).href));
});
