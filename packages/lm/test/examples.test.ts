import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { expect, it } from "vitest";

const root = new URL("../src/", import.meta.url);
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));

/** Examples that say what they give; the others need files. */
const examples = files.flatMap((file) => {
  const blocks = readFileSync(new URL(file, root), "utf8").matchAll(
    /@example\n \* ```ts\n([\s\S]*?)\n \* ```/g,
  );
  return [...blocks]
    .map(([, block]) => block!.split("\n").map((line) => line.replace(/^ \* ?/, "")))
    .filter((lines) => lines.some((line) => line.includes(" // ")))
    .map((lines) => ({ file, lines }));
});

/** Examples are written in TypeScript. */
const script = (code: string): string => ts.transpile(code, { target: ts.ScriptTarget.ES2022 });

it.each(examples)("$file: $lines", async ({ file, lines }) => {
  const module: Record<string, unknown> = await import(new URL(file, root).href);
  const scene = lines.filter((line) => !line.includes(" // ")).join("\n");
  for (const line of lines.filter((one) => one.includes(" // "))) {
    const [expression, expected] = line.split(" // ");
    const run = (code: string): unknown =>
      new Function(...Object.keys(module), script(`${scene}\nreturn (${code});`))(...Object.values(module));
    expect(run(expression!)).toEqual(run(expected!));
  }
});

it("finds the examples", () => expect(examples.length).toBeGreaterThan(4));
