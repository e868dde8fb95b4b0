import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { useColour } from "../src/output.ts";
import { relent } from "./run.ts";
import { shop } from "./shop.ts";

const { listing, leftovers } = shop();
const BOTH = ["diff", "january.parquet", "june.parquet"] as const;

describe("-o", () => {
  it("writes every format by its extension, whole, beside the result on stdout", async () => {
    const before = listing();
    const files: Readonly<Record<string, RegExp>> = {
      "r.html": /^<!doctype html>[\s\S]*<\/html>\s*$/i,
      "r.json": /^\{\n {2}"schema": "relent\/diff@1",[\s\S]*\n\}\n$/,
      "r.md": /\n\| :-- \|/,
      "r.csv": /^column,/,
      "r.xml": /^<\?xml [\s\S]*<\/testsuites>\s*$/,
      "r.prom": /^# (?:HELP|TYPE) relent_/m,
    };
    const asked = Object.keys(files).flatMap((name) => ["-o", name]);
    const { code, stdout, stderr } = await relent(...BOTH, ...asked);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^▲/);
    expect(stderr).toBe(
      Object.keys(files)
        .map((name) => `wrote ${name}\n`)
        .join(""),
    );
    for (const [name, content] of Object.entries(files)) expect(readFileSync(name, "utf8")).toMatch(content);
    expect(listing()).toEqual([...before, ...Object.keys(files)].sort());
    expect(leftovers()).toEqual([]);
    const printed = await relent(...BOTH, "--json");
    expect(readFileSync("r.json", "utf8")).toBe(printed.stdout);
  });

  it("replaces what was there, and keeps it where the command fails", async () => {
    writeFileSync("old.md", "old");
    expect((await relent(...BOTH, "--columns", "contry", "-o", "old.md")).code).toBe(2);
    expect(readFileSync("old.md", "utf8")).toBe("old");
    expect((await relent(...BOTH, "-o", "old.md")).code).toBe(0);
    expect(readFileSync("old.md", "utf8")).toMatch(/^\*\*▲ /);
  });

  it("takes an extension in capitals", async () => {
    expect((await relent(...BOTH, "-o", "R.MD")).code).toBe(0);
    expect(existsSync("R.MD")).toBe(true);
  });

  it("never writes over what it reads", async () => {
    writeFileSync("data.csv", "a\n1\n");
    const size = statSync("data.csv").size;
    const { code, stderr } = await relent("diff", "data.csv", "data.csv", "-o", "./data.csv");
    expect([code, stderr]).toEqual([
      2,
      "relent: -o: ./data.csv is an input and would be written over; give another name\n",
    ]);
    expect(statSync("data.csv").size).toBe(size);
    await relent("profile", "january.parquet", "-o", "grid.json");
    expect((await relent("profile", "june.parquet", "--like", "grid.json", "-o", "grid.json")).code).toBe(2);
  });
});

describe("colour", () => {
  const env = { ...process.env };
  afterEach(() => {
    process.env = { ...env };
  });
  const terminal = { isTTY: true } as NodeJS.WriteStream;
  const pipe = { isTTY: false } as NodeJS.WriteStream;

  it.each<
    readonly [
      choice: string | undefined,
      set: Record<string, string>,
      stream: NodeJS.WriteStream,
      painted: boolean,
    ]
  >([
    [undefined, {}, terminal, true],
    [undefined, {}, pipe, false],
    ["auto", {}, terminal, true],
    [undefined, { NO_COLOR: "1" }, terminal, false],
    [undefined, { NO_COLOR: "" }, terminal, true],
    [undefined, { TERM: "dumb" }, terminal, false],
    [undefined, { FORCE_COLOR: "1" }, pipe, true],
    [undefined, { FORCE_COLOR: "0" }, pipe, false],
    [undefined, { FORCE_COLOR: "1", NO_COLOR: "1" }, terminal, false],
    ["always", { NO_COLOR: "1" }, pipe, true],
    ["never", { FORCE_COLOR: "1" }, terminal, false],
  ])("--color %s, %o", (choice, set, stream, painted) => {
    process.env = { TERM: "xterm", ...set };
    expect(useColour(choice, stream)).toBe(painted);
  });

  it("is printed when asked for, and says nothing that the signs do not", async () => {
    const plain = await relent(...BOTH, "--color", "never");
    const painted = await relent(...BOTH, "--color", "always");
    expect(painted.stdout).toContain("\x1b[");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
    expect(painted.stdout.replaceAll(/\x1b\[[0-9;]*m/g, "")).toBe(plain.stdout);
  });
});
