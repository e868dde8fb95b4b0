import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { normalDraw, random } from "@relent/core/random";
import { afterAll, describe, expect, it } from "vitest";
import { relent } from "../run.ts";

const folder = mkdtempSync(join(tmpdir(), "relent-private-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

function table(name: string, seed: number, shift: number): string {
  const rng = random(seed);
  const rows = Array.from({ length: 20_000 }, () => `${normalDraw(rng) + shift},${"abc"[rng.integer(3)]}`);
  writeFileSync(at(name), `size,kind\n${rows.join("\n")}\n`);
  return at(name);
}

const january = table("january.csv", 1, 0);
const june = table("june.csv", 2, 0.5);
const KNOWN = ["--public", "size=-6:6", "--public", "kind=a|b|c"];

describe("relent profile --private", () => {
  it("makes profiles that two parties compare without their rows", async () => {
    const first = await relent("profile", january, "--private", "epsilon=1", ...KNOWN, "-o", at("a.json"));
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toContain("rows (noisy), 2 of 2 columns");
    const second = await relent(
      "profile",
      june,
      "--private",
      "epsilon=1",
      "--like",
      at("a.json"),
      "-o",
      at("b.json"),
    );
    expect(second.code).toBe(0);
    expect(second.stderr).toContain("must come from public data or be private itself");
    const { code, stdout } = await relent("diff", at("a.json"), at("b.json"), "--json", "--fail-on", "moved");
    expect(code).toBe(1);
    const result = JSON.parse(stdout);
    const verdicts = Object.fromEntries(
      result.columns.map((c: { name: string; verdict: string }) => [c.name, c.verdict]),
    );
    expect(verdicts).toEqual({ size: "moved", kind: "same" });
    expect(result.method.join(" ")).toContain("private profile (ε = 1, one row added or removed)");
  });
  it("says in the file what it keeps, and counts with noise", async () => {
    await relent("profile", january, "--private", "epsilon=1,delta=1e-6", ...KNOWN, "-o", at("c.json"));
    const file = JSON.parse(readFileSync(at("c.json"), "utf8"));
    expect(file.private).toMatchObject({ epsilon: 1, delta: 1e-6, protects: "one row added or removed" });
    expect(file.summary.columns.every((c: { range?: unknown }) => c.range === undefined)).toBe(true);
  });
  it.each([
    [
      "nothing known of the columns",
      ["--private", "epsilon=1"],
      /no column can be counted without looking at its rows/,
    ],
    ["no ε", ["--private", "delta=1e-6"], /there is no epsilon/],
    ["an ε that is no number", ["--private", "epsilon=much"], /epsilon = much is no number/],
    ["an ε of 0", ["--private", "epsilon=0", ...KNOWN], /epsilon = 0/],
    ["a key that is not known", ["--private", "epsilon=1,seed=3"], /seed is not known/],
    ["what is public without --private", KNOWN, /give --private too/],
    ["a range that is none", ["--private", "epsilon=1", "--public", "size=6:-6"], /LOW < HIGH/],
    [
      "something public without its column",
      ["--private", "epsilon=1", "--public", "0:1"],
      /is not COLUMN=LOW:HIGH/,
    ],
    ["clusters", ["--private", "epsilon=1", ...KNOWN, "--cluster", "kind"], /single rows/],
  ] as const)("refuses %s, in one line, and writes nothing", async (_, args, message) => {
    const { code, stderr } = await relent("profile", january, ...args, "-o", at("never.json"));
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(existsSync(at("never.json"))).toBe(false);
  });
});
