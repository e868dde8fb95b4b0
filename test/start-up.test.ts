import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "start-up-"));
afterAll(() => rmSync(folder, { recursive: true }));

const REPORTS_WASM = `data:text/javascript,${encodeURIComponent(`
  for (const name of ["Module", "Instance"]) {
    WebAssembly[name] = new Proxy(WebAssembly[name], {
      construct(target, args) { process.stderr.write("WebAssembly." + name); return Reflect.construct(target, args); },
    });
  }
  for (const name of ["compile", "instantiate"]) WebAssembly[name] = () => process.stderr.write("WebAssembly." + name);
`)}`;

/** The scripts that a command line loads: Node lists them as its coverage. */
function loadedBy(...args: readonly string[]): readonly string[] {
  const coverage = mkdtempSync(join(folder, "run-"));
  execFileSync(
    process.execPath,
    ["--import", REPORTS_WASM, join(root, "packages/cli/bin/relent.js"), ...args],
    {
      env: { ...process.env, NODE_V8_COVERAGE: coverage },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  return readdirSync(coverage).flatMap((name) => {
    const { result } = JSON.parse(readFileSync(join(coverage, name), "utf8")) as {
      result: { url: string }[];
    };
    return result.map(({ url }) => url);
  });
}

const HEAVY = /@duckdb|apache-arrow|preact|packages\/(?:engine|tables|report|lm)\//;

describe("the command line", () => {
  it.each([
    [["--help"]],
    [["--version"]],
    [["diff", "--help"]],
    [["profile", "--help"]],
    [["help", "diff"]],
    [["eval", "--help"]],
    [["lm", "--help"]],
    [["lm", "record", "--help"]],
    [["lm", "verify", "--help"]],
    [["privacy", "--help"]],
    [["quantum", "--help"]],
    [["code", "--help"]],
  ])("loads no engine, no table, no report to answer %s", (args) => {
    const loaded = loadedBy(...args);
    expect(loaded.some((url) => url.includes("packages/cli/dist/main.js"))).toBe(true);
    expect(loaded.filter((url) => HEAVY.test(url))).toEqual([]);
  });
});
