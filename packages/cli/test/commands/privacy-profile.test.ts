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
const TYPES = ["--types", "size=number,kind=text"];
const KNOWN = [...TYPES, "--public", "size=-6:6", "--public", "kind=a|b|c"];

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
    expect(second.stderr).toContain("types from the profile whose grid is used");
    const { code, stdout } = await relent("diff", at("a.json"), at("b.json"), "--json", "--fail-on", "moved");
    expect(code).toBe(1);
    const result = JSON.parse(stdout);
    const verdicts = Object.fromEntries(
      result.columns.map((c: { name: string; verdict: string }) => [c.name, c.verdict]),
    );
    expect(verdicts).toEqual({ size: "moved", kind: "same" });
    expect(result.method.join(" ")).toContain(
      "private profile (ε = 1; protected is one row, added or removed)",
    );
  });
  it("lets the first party publish edges that it drew, and says what it kept", async () => {
    const first = await relent("profile", january, "--private", "epsilon=2", ...TYPES, "-o", at("e.json"));
    expect(first.code).toBe(0);
    expect(first.stderr).toContain(
      "protected: one row, added or removed (ε = 2); edges drawn within it: size",
    );
    expect(first.stderr).toContain("hashed, not named: kind");
    expect(first.stderr).toContain("told without noise: the names of the table's columns");
    const like = ["--private", "epsilon=2", "--like", at("e.json")];
    expect((await relent("profile", june, ...like, "-o", at("f.json"))).code).toBe(0);
    const { stdout } = await relent("diff", at("e.json"), at("f.json"), "--json");
    const [size] = JSON.parse(stdout).columns;
    // KL of normal laws ½ apart is 0.18 bits; cells lose a little of it
    expect(size).toMatchObject({ name: "size", verdict: "moved" });
    expect(size.kl.low).toBeLessThan(0.18);
    expect(size.kl.high).toBeGreaterThan(0.16);
    expect(JSON.parse(stdout).method.join(" ")).toContain("edges of 1 of its columns were drawn");
  });
  it("protects all rows of a person", async () => {
    const unit = ["--unit", "kind", "--rows-per-unit", "50", "--bounds", "size=-10..10"];
    const { code, stderr } = await relent(
      "profile",
      january,
      "--private",
      "epsilon=50",
      ...TYPES,
      ...unit,
      "-o",
      at("u.json"),
    );
    expect(code).toBe(0);
    expect(stderr).toContain("all rows of one kind, of which at most 50 are counted, added or removed");
    const refused = await relent("diff", at("u.json"), june);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("--unit kind --rows-per-unit 50");
  });
  it("says in the file what it keeps, and counts with noise", async () => {
    await relent("profile", january, "--private", "epsilon=1,delta=1e-6", ...KNOWN, "-o", at("c.json"));
    const file = JSON.parse(readFileSync(at("c.json"), "utf8"));
    expect(file.private).toMatchObject({ epsilon: 1, delta: 1e-6, protects: "one row, added or removed" });
    expect(file.summary.columns.every((c: { range?: unknown }) => c.range === undefined)).toBe(true);
  });
  it.each([
    ["types that are guessed", ["--private", "epsilon=1"], /--types "size=number,kind=text"/],
    ["an ε of NaN", ["--private", "epsilon=NaN", ...KNOWN], /epsilon = NaN is no number/],
    ["an ε under 0", ["--private", "epsilon=-1", ...KNOWN], /epsilon = -1/],
    [
      "bounds upside down",
      ["--private", "epsilon=1", ...TYPES, "--bounds", "size=6:-6"],
      /--bounds: size.*LOW < HIGH/,
    ],
    [
      "bounds that are none",
      ["--private", "epsilon=1", ...TYPES, "--bounds", "size=6"],
      /is not COLUMN=LOW:HIGH/,
    ],
    [
      "bounds of an unknown column",
      ["--private", "epsilon=1", ...TYPES, "--bounds", "sise=0:1"],
      /--bounds: there is no column "sise"/,
    ],
    [
      "what is known twice",
      ["--private", "epsilon=1", ...KNOWN, "--bounds", "size=0:1"],
      /size is given twice/,
    ],
    [
      "a date that is none",
      ["--private", "epsilon=1", ...TYPES, "--public", "size=2024-02-30..2024-03-01"],
      /2024-02-30 is no date/,
    ],
    [
      "a type that is none",
      ["--private", "epsilon=1", "--types", "size=float"],
      /TYPE one of number, integer/,
    ],
    [
      "shares that are too much",
      ["--private", "epsilon=1", ...KNOWN, "--share", "size=1"],
      /leaves nothing for kind/,
    ],
    ["a share that is none", ["--private", "epsilon=1", ...KNOWN, "--share", "size=half"], /as in price=0.4/],
    [
      "an unknown unit",
      ["--private", "epsilon=1", ...KNOWN, "--unit", "who"],
      /--unit: there is no column "who"/,
    ],
    [
      "rows of no unit",
      ["--private", "epsilon=1", ...KNOWN, "--rows-per-unit", "3"],
      /there is no --unit whose rows/,
    ],
    ["bounds without --private", ["--bounds", "size=0:1"], /--bounds: .* give --private too/],
    ["no ε", ["--private", "delta=1e-6"], /there is no epsilon/],
    ["an ε that is no number", ["--private", "epsilon=much"], /epsilon = much is no number/],
    ["an ε of 0", ["--private", "epsilon=0", ...KNOWN], /epsilon = 0/],
    ["a key that is not known", ["--private", "epsilon=1,seed=3"], /seed is not known/],
    ["what is public without --private", KNOWN, /give --private too/],
    ["a range that is none", ["--private", "epsilon=1", ...TYPES, "--public", "size=6:-6"], /LOW < HIGH/],
    [
      "something public without its column",
      ["--private", "epsilon=1", "--public", "0:1"],
      /is not COLUMN=LOW:HIGH/,
    ],
    ["clusters", ["--private", "epsilon=1", ...KNOWN, "--cluster", "kind"], /give --unit/],
  ] as const)("refuses %s, in one line, and writes nothing", async (_, args, message) => {
    const { code, stderr } = await relent("profile", january, ...args, "-o", at("never.json"));
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(existsSync(at("never.json"))).toBe(false);
  });
});
