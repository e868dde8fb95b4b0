import { expect, it } from "vitest";
import { examplesUnder, runExample } from "../../../test/examples.ts";

const root = new URL("../src/", import.meta.url);
const modules = [
  "index",
  "scalar/index",
  "random/index",
  "estimate/index",
  "finite/gradient/index",
  "parallel/index",
  "family/index",
  "loss/index",
  "privacy/index",
  "quantum/index",
  "coding/index",
  "score/index",
  "npy",
];

const scope: Record<string, unknown> = {};
/** What each room exports: its own examples mean its own names where two rooms share one. */
const rooms = new Map<string, Record<string, unknown>>();
for (const name of modules) {
  const exported = await import(new URL(`${name}.ts`, root).href).catch(() => ({}));
  const room = name === "index" ? "finite" : name.split("/")[0]!;
  rooms.set(room, { ...rooms.get(room), ...exported });
  Object.assign(scope, exported);
}

const examples = examplesUnder(root);

it("finds the examples", () => {
  expect(examples.length).toBeGreaterThan(40);
});

it.each(examples)("$file: $lines", (example) =>
  runExample(example, { ...scope, ...rooms.get(example.file.split("/")[0]!) }),
);
