import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { relent, spawned } from "./run.ts";
import { shop } from "./shop.ts";

const { leftovers } = shop(async (engine) => {
  await engine.query("COPY (FROM 'june.parquet') TO 'june.csv'");
});
const BOTH = ["diff", "january.parquet", "june.parquet"];

describe("a process of its own", () => {
  it("prints on stdout what main prints, and its exit code is main's", async () => {
    expect(await spawned(BOTH)).toEqual(await relent(...BOTH));
    expect(await spawned([...BOTH, "--fail-on", "moved"])).toMatchObject({
      code: 1,
      stderr: "failed on: moved\n",
    });
    expect(await spawned([...BOTH, "--columns", "contry"])).toMatchObject({ code: 2, stdout: "" });
    expect(await spawned(["dif"])).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("a pipe", () => {
  it("that is closed early ends it quietly", async () => {
    const shell = '"$@" | head -1; echo $PIPESTATUS';
    const { stdout, stderr } = await spawned(["diff", "--help"], { shell });
    expect([stdout.split("\n"), stderr]).toEqual([["Examples:", "0", ""], ""]);
    const result = await spawned([...BOTH, "--json"], { shell: '"$@" | true; echo $PIPESTATUS' });
    expect(result).toMatchObject({ stdout: "0\n", stderr: "" });
  });

  it("that closes stderr, too, ends it quietly", async () => {
    const shell = '"$@" -o r.md 2>&1 >/dev/null | true; echo $PIPESTATUS';
    expect(await spawned(BOTH, { shell })).toMatchObject({ stdout: "0\n", stderr: "" });
  });

  it("may be its input, as -", async () => {
    const input = readFileSync("june.csv", "utf8");
    const { code, stdout, stderr } = await spawned(["diff", "january.parquet", "-", "--json"], { input });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({ verdict: "moved", current: { name: "stdin", rows: 20_000 } });
    expect(leftovers()).toEqual([]);
  });

  it("with nothing in it is said in one line", async () => {
    const { code, stdout, stderr } = await spawned(["diff", "january.parquet", "-"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^relent: .*stdin is empty.*\n$/);
  });
});

describe("the environment", () => {
  it("takes colour away with NO_COLOR and brings it with FORCE_COLOR; --color has the last word", async () => {
    const painted = async (env: Record<string, string>, ...args: readonly string[]) =>
      (await spawned([...BOTH, ...args], { env })).stdout.includes("\x1b[");
    expect(await painted({})).toBe(false);
    expect(await painted({ FORCE_COLOR: "1" })).toBe(true);
    expect(await painted({ FORCE_COLOR: "1", NO_COLOR: "1" })).toBe(false);
    expect(await painted({ NO_COLOR: "1" }, "--color", "always")).toBe(true);
  });
});
