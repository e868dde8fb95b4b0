import { closeSync, existsSync, openSync, readdirSync, readFileSync, writeSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { spawned } from "./run.ts";
import { shop } from "./shop.ts";

/** Work for several seconds, made in one: text to convert, and a table to count. */
const { listing, leftovers } = shop(async (engine) => {
  await engine.query("COPY (FROM 'months.parquet') TO 'months.csv'");
  const [header, ...rows] = readFileSync("months.csv", "utf8").trimEnd().split("\n");
  const block = `${rows.join("\n")}\n`;
  const file = openSync("big.csv", "w");
  writeSync(file, `${header}\n`);
  for (let size = 0; size < 250e6; size += block.length) writeSync(file, block);
  closeSync(file);
  await engine.query("COPY (SELECT t.* FROM 'months.parquet' t, range(150)) TO 'big.parquet'");
});

async function until(done: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!done() && Date.now() < deadline) await wait(20);
  expect(done()).toBe(true);
}

const spool = (): string[] => leftovers().flatMap((name) => readdirSync(`${process.env.TMPDIR}/${name}`));

describe.each(["SIGINT", "SIGTERM"] as const)("%s", (signal) => {
  it.each<readonly [what: string, args: readonly string[], begun: () => Promise<void>]>([
    [
      "while text is converted",
      ["diff", "big.csv", "big.csv", "-o", "r.html"],
      () => until(() => spool().length > 0),
    ],
    ["while a table is counted", ["diff", "big.parquet", "big.parquet", "-o", "r.html"], () => wait(1200)],
    [
      "while a profile is made",
      ["profile", "big.csv", "-o", "p.json"],
      () => until(() => spool().length > 0),
    ],
  ])("%s ends with 130, one line, no output and no temporary files", async (_, args, begun) => {
    const before = listing();
    const outcome = await spawned(args, {
      during: async (child) => {
        await begun();
        expect(child.exitCode).toBe(null);
        child.kill(signal);
      },
    });
    // A signal that comes while Node still loads ends the process by itself; shells call both 130.
    const early = { code: null, signal, stdout: "", stderr: "" };
    const late = { code: 130, signal: null, stdout: "", stderr: "relent: interrupted before it was done\n" };
    expect([early, late]).toContainEqual(outcome);
    expect(listing()).toEqual(before);
    expect(leftovers()).toEqual([]);
    expect(existsSync("r.html")).toBe(false);
  });
});
