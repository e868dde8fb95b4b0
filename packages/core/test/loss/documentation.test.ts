import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as rooms from "../../src/loss/index.ts";

const { DEVIATIONS, LOSSES } = rooms;
const root = new URL("../../src/loss/", import.meta.url);
const documented = new Map<string, string>();
let sources = "";
for (const file of readdirSync(root, { recursive: true, encoding: "utf8" })) {
  if (!file.endsWith(".ts")) continue;
  const text = readFileSync(new URL(file, root), "utf8");
  sources += text;
  for (const [, comment, name] of text.matchAll(
    /(\/\*\*(?:(?!\*\/)[\s\S])*\*\/)\nexport (?:function|const) (\w+)/g,
  ))
    documented.set(name!, comment!);
}

const functions = Object.entries(rooms).filter(([, value]) => typeof value === "function");
const losses = functions.filter(([name]) => name.endsWith("Loss"));

it("lists every exported loss, once, as itself", () => {
  expect(LOSSES.map(({ name }) => name).sort()).toEqual(losses.map(([name]) => name).sort());
  for (const { name, loss } of LOSSES) expect(loss).toBe((rooms as Record<string, unknown>)[name]);
});

it.each(functions.map(([name]) => name))(
  "%s says what it is, what it throws, where it comes from, and shows it",
  (name) => {
    const comment = documented.get(name);
    expect(comment, `${name} has no doc comment`).toBeDefined();
    expect(comment).toContain("@example");
    expect(comment).toContain("@throws RelentError");
    if (name.endsWith("Loss")) expect(comment).toContain("@see ");
    const [first] = comment!.replace(/^\/\*\*\s*\*?\s?/, "").split(/\n \*\n/);
    expect(first!.trim()).toMatch(/[.:]$/);
  },
);

describe.each(LOSSES)("$name", ({ name, inputs, parameters, oracle, loss }) => {
  const text = loss.toString();
  const source = [...sources.matchAll(/export function (\w+)\(\n?([\s\S]*?)\n?\): /g)].find(
    ([, found]) => found === name,
  )!;

  it("takes the inputs it is said to take, then options", () => {
    const given = [...source[2]!.matchAll(/(\w+)\??: /g)]
      .map(([, found]) => found)
      .filter((found) => !["readonly"].includes(found!));
    expect(given).toEqual([...inputs.map((input) => input.name), "options"]);
    expect(inputs.some(({ moves }) => moves)).toBe(true);
  });

  it("has the defaults it is said to have", () => {
    for (const parameter of parameters) {
      const found = new RegExp(
        `\\b${parameter.name} = ([^,}]+)[,}]|options\\.${parameter.name}\\b|\\b${parameter.name}\\b`,
      ).exec(sources);
      expect(found, `${name} has no ${parameter.name}`).not.toBeNull();
      const own = new RegExp(`\\b${parameter.name} = ([^,};\\n]+?)\\s*[,}]`).exec(text);
      if (own !== null) expect(new Function(`return ${own[1]}`)()).toEqual(parameter.value);
    }
  });

  it("names a file of expected values that is there", () => {
    if (oracle !== undefined)
      expect(existsSync(new URL(`./fixtures/${oracle}.json`, import.meta.url))).toBe(true);
  });
});

describe("the differences from others", () => {
  it.each(DEVIATIONS)("$about: what restores parity exists", ({ parity, reason, ours, theirs }) => {
    for (const part of [reason, ours, theirs]) expect(part.length).toBeGreaterThan(0);
    for (const [, code] of parity.matchAll(/`([^`]+)`/g)) {
      const word = /^\w+/.exec(code!)![0];
      const known = word in rooms || new RegExp(`readonly ${word}\\??: `).test(sources);
      expect(known, `${word} is neither a loss nor an option`).toBe(true);
    }
  });
});

describe("docs/losses.md", () => {
  const page = readFileSync(new URL("../../../../docs/losses.md", import.meta.url), "utf8");

  it.each(LOSSES)("has the line of $name", ({ name, symbol, parameters }) => {
    const shown = parameters
      .map((p) => `\`${p.name}\` = ${Array.isArray(p.value) ? p.value.join(", ") : p.value}`)
      .join(", ");
    expect(page).toContain(`| \`${name}\` | ${symbol.replaceAll("|", "\\|")} | ${shown} |`);
  });

  it.each(DEVIATIONS)("has the line about $about", ({ about, theirs, ours, reason, parity }) => {
    expect(page).toContain(`| ${[about, theirs, ours, reason, parity].join(" | ")} |`);
  });
});
