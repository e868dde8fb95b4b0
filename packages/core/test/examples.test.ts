import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** Every `@example` block under src is run: lines before an expectation set the scene, `expression // expected` is checked. */
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

const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .sort();

interface Block {
  readonly file: string;
  readonly lines: string[];
}

const blocks: Block[] = files.flatMap((file) => {
  const text = readFileSync(new URL(file, root), "utf8");
  return [...text.matchAll(/^\s*\* @example\n([\s\S]*?)^\s*\*(?:\/| @)/gm)].map((match) => ({
    file,
    lines: match[1]!
      .split("\n")
      .map((line) => line.replace(/^\s*\* ?/, ""))
      .filter((line) => line.trim() !== "" && !line.startsWith("```")),
  }));
});

type Run = (...values: unknown[]) => Promise<unknown>;
const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor as new (...parts: string[]) => Run;

function evaluate(file: string, scene: string, expression: string): Promise<unknown> {
  const names = { ...scope, ...rooms.get(file.split("/")[0]!) };
  return new AsyncFunction(...Object.keys(names), `${scene}\nreturn (${expression});`)(
    ...Object.values(names),
  );
}

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

it("finds the examples", () => {
  expect(blocks.length).toBeGreaterThan(40);
});

it.each(blocks)("$file: $lines", async ({ file, lines }) => {
  let scene = "";
  let checked = 0;
  for (const line of lines) {
    const match = line.match(/^(?!\s)(.*?);? \/\/ (.+)$/);
    if (match === null || /^(const|let|import)\b/.test(line)) {
      if (!line.startsWith("import")) scene += `${line}\n`;
      continue;
    }
    const wanted = match[2]!.replace(/^Float(64|32)Array(\(\d+\))?\s*/, "");
    const thrown = wanted.match(/^throws\b\s*(.*)$/);
    if (thrown)
      await expect(evaluate(file, scene, match[1]!)).rejects.toThrow(thrown[1]!.replace(/^"|"$/g, ""));
    else agree(await evaluate(file, scene, match[1]!), await evaluate(file, "", wanted));
    checked++;
  }
  expect(checked, "an example that expects nothing").toBeGreaterThan(0);
});
