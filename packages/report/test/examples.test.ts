import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../src/", import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) => /\.tsx?$/.test(path));

const examples = files.flatMap((file) => {
  const blocks = readFileSync(root + file, "utf8").matchAll(/@example\n \* ```ts\n([\s\S]*?)\n \* ```/g);
  return [...blocks].flatMap(([, block]) =>
    block!.split("\n").map((line) => ({ file, line: line.replace(/^ \* /, "") })),
  );
});

it.each(examples)("$file: $line", async ({ file, line }) => {
  const module: Record<string, unknown> = await import(root + file);
  const [expression, expected] = line.split(" // ");
  const run = (code: string): unknown =>
    new Function(...Object.keys(module), `return (${code})`)(...Object.values(module));
  expect(run(expression!)).toEqual(run(expected!));
});

it("finds the examples", () => expect(examples.length).toBeGreaterThan(20));
