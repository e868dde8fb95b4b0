import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../src/index.ts";

const base = mkdtempSync(join(tmpdir(), "engine-temporary-"));
const script = join(base, "child.mjs");

/** Node 20 cannot run TypeScript: the module's types are taken off as the compiler would. */
beforeAll(async () => {
  const { transformWithOxc } = await import("vite");
  const source = fileURLToPath(new URL("../src/temporary.ts", import.meta.url));
  const { readFile } = await import("node:fs/promises");
  const { code } = await transformWithOxc(await readFile(source, "utf8"), source);
  writeFileSync(join(base, "temporary.mjs"), code);
  writeFileSync(
    script,
    `import { writeFileSync } from "node:fs";
     import { temporaryFolder } from "./temporary.mjs";
     const folder = temporaryFolder(process.argv[2]);
     writeFileSync(folder.path() + "/spool", "x");
     if (process.argv[3] === "handled") process.on("SIGINT", () => setTimeout(() => process.exit(130), 50));
     console.log("ready");
     if (process.argv[3] === "exit") process.exit(3);
     if (process.argv[3] === "throw") throw new Error("on purpose");
     setInterval(() => {}, 1000);`,
  );
});
afterAll(() => rmSync(base, { recursive: true }));

async function run(
  how: string,
  signal?: NodeJS.Signals,
): Promise<readonly [code: number | null, signal: string | null, left: boolean]> {
  const parent = join(base, how + (signal ?? ""));
  mkdirSync(parent);
  const child = spawn(process.execPath, [script, parent, how], { stdio: ["ignore", "pipe", "ignore"] });
  await new Promise((ready) => child.stdout.once("data", ready));
  if (signal !== undefined) {
    child.kill(signal);
  }
  const [code, ended] = await new Promise<[number | null, string | null]>((done) =>
    child.on("exit", (...both) => done(both)),
  );
  const { readdirSync } = await import("node:fs");
  return [code, ended, readdirSync(parent).length > 0];
}

describe("a temporary folder", () => {
  it("is made when first asked for, for its owner alone, and removed on request", () => {
    const folder = temporaryFolder(base);
    expect(existsSync(folder.place)).toBe(false);
    expect(folder.path()).toBe(folder.place);
    writeFileSync(join(folder.path(), "x"), "y");
    folder.remove();
    expect(existsSync(folder.place)).toBe(false);
    expect(() => folder.remove()).not.toThrow();
  });

  it("is gone after the process ended by itself, by an error, or by a signal", async () => {
    expect(await run("exit")).toEqual([3, null, false]);
    expect(await run("throw")).toEqual([1, null, false]);
    expect(await run("wait", "SIGINT")).toEqual([null, "SIGINT", false]);
    expect(await run("wait", "SIGTERM")).toEqual([null, "SIGTERM", false]);
  });

  it("outlives a signal that another listener handles, until that one ends the process", async () => {
    expect(await run("handled", "SIGINT")).toEqual([130, null, false]);
  });
});
