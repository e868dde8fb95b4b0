import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { relent } from "../run.ts";
import { recording, responses } from "./lm-recordings.ts";

const folder = mkdtempSync(join(tmpdir(), "relent-lm-pack-"));
const home = process.cwd();
beforeAll(async () => {
  process.chdir(folder);
  await recording("base.kld", 0);
  responses("top.jsonl", 0);
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

describe("relent lm pack", () => {
  it("writes a smaller recording and says what was lost", async () => {
    const { code, stdout } = await relent("lm", "pack", "base.kld", "--top", "8", "-o", "base.rlm");
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^base\.rlm: 270 tokens, the likeliest 8 of 40 each, [\d,]+ bytes; lost at most 0\.\d+ nats a token/,
    );
    expect(readFileSync("base.rlm").subarray(0, 8).toString()).toBe("_rlpack_");
  });

  it.each<[string, string[], RegExp]>([
    ["without an output", ["base.kld"], /there is no -o FILE/],
    ["over its input", ["base.kld", "-o", "base.kld"], /would be written over/],
    ["of a file that is not there", ["none.kld", "-o", "a.rlm"], /none\.kld does not exist/],
    ["of no recording", ["junk", "-o", "a.rlm"], /is none of the kinds/],
    ["of the likeliest tokens alone", ["top.jsonl", "-o", "a.rlm"], /likeliest tokens alone/],
    ["into a folder that is not there", ["base.kld", "-o", "none/a.rlm"], /there is no folder/],
    ["of no token", ["base.kld", "--top", "0", "-o", "a.rlm"], /--top: 0 is not allowed/],
  ])("%s: one line, exit 2, nothing written", async (_, args, message) => {
    writeFileSync("junk", "no recording at all");
    const before = readdirSync(".");
    const { code, stderr } = await relent("lm", "pack", ...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(readdirSync(".")).toEqual(before);
  });
});
