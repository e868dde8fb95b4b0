import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { expect } from "vitest";

/** An `@example` block: lines before an expectation set the scene, `expression // expected` is checked. */
export interface Example {
  readonly file: string;
  readonly lines: readonly string[];
}

/** Every `@example` block of the sources under `root`. */
export function examplesUnder(root: URL): Example[] {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .sort();
  return files.flatMap((file) => {
    const text = readFileSync(new URL(file, root), "utf8");
    return [...text.matchAll(/^\s*\* @example\n([\s\S]*?)^\s*\*(?:\/| @)/gm)].map((match) => ({
      file,
      lines: match[1]!
        .split("\n")
        .map((line) => line.replace(/^\s*\* ?/, ""))
        .filter((line) => line.trim() !== "" && !line.startsWith("```")),
    }));
  });
}

/** What a line says it gives. */
const EXPECTATION = /^(?!\s)(.*?);? \/\/ (.+)$/;

const expectation = (line: string): RegExpMatchArray | null =>
  /^(const|let|import)\b/.test(line) ? null : line.match(EXPECTATION);

/** Whether an example says what it gives; the others show files that are not there. */
export const expects = ({ lines }: Example): boolean => lines.some((line) => expectation(line) !== null);

type Run = (...values: unknown[]) => Promise<unknown>;
const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor as new (...parts: string[]) => Run;

/** Examples are written in TypeScript. */
const script = (code: string): string => ts.transpile(code, { target: ts.ScriptTarget.ES2022 });

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function agree(got: unknown, want: unknown): void {
  const list = ArrayBuffer.isView(got) ? [...(got as unknown as number[])] : got;
  if (Array.isArray(list) && Array.isArray(want)) {
    expect(list.length).toBe(want.length);
    for (let i = 0; i < list.length; i++) agree(list[i], want[i]);
  } else if (isRecord(list) && isRecord(want)) {
    expect(Object.keys(list)).toEqual(Object.keys(want));
    for (const key of Object.keys(want)) agree(list[key], want[key]);
  } else if (typeof got === "number" && typeof want === "number" && Number.isFinite(want) && want !== 0) {
    expect(Math.abs(got / want - 1)).toBeLessThan(1e-13);
  } else expect(got).toEqual(want);
}

/** Runs an example in the scope of `names` and holds every line to what it says it gives. */
export async function runExample(
  { lines }: Example,
  names: Readonly<Record<string, unknown>>,
): Promise<void> {
  const evaluate = (scene: string, expression: string): Promise<unknown> =>
    new AsyncFunction(...Object.keys(names), script(`${scene}\nreturn (${expression});`))(
      ...Object.values(names),
    );
  let scene = "";
  let checked = 0;
  for (const line of lines) {
    const match = expectation(line);
    if (match === null) {
      if (!line.startsWith("import")) scene += `${line}\n`;
      continue;
    }
    const wanted = match[2]!.replace(/^Float(64|32)Array(\(\d+\))?\s*/, "");
    const thrown = wanted.match(/^throws\b\s*(.*)$/);
    if (thrown) await expect(evaluate(scene, match[1]!)).rejects.toThrow(thrown[1]!.replace(/^"|"$/g, ""));
    else agree(await evaluate(scene, match[1]!), await evaluate("", wanted));
    checked++;
  }
  expect(checked, "an example that expects nothing").toBeGreaterThan(0);
}
