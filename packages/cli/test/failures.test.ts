import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Outcome, relent, spawned } from "./run.ts";
import { shop } from "./shop.ts";

const lines = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join("\n");

const { folder, listing, leftovers } = shop(async (engine) => {
  const parquet = readFileSync("january.parquet");
  writeFileSync("cut.parquet", parquet.subarray(0, parquet.length - 200));
  writeFileSync("text.parquet", "country,amount\nDE,3\n");
  writeFileSync("wide.csv", `a,b\n${lines(60_000, (i) => `${i},x`)}\n1,2,3\n`);
  writeFileSync("typed.csv", `a,b\n${lines(60_000, (i) => `${i},x`)}\nseven,x\n`);
  writeFileSync("good.csv", `a,b\n${lines(60_000, (i) => `${i % 9},x`)}\n`);
  writeFileSync("broken.ndjson", '{"a":1}\n{"a":2,\n{"a":3}\n');
  await engine.query("COPY (FROM 'months.parquet') TO 'months.csv'");
});

/** The one line that was said; fails unless there is exactly one, with exit code 2, nothing printed and nothing left. */
async function refused(run: () => Promise<Outcome>): Promise<string> {
  const before = listing();
  const { code, stdout, stderr } = await run();
  expect({ code, stdout }, stderr).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^relent: .*\n$/);
  expect(stderr.length).toBeLessThanOrEqual(320);
  expect(stderr).not.toMatch(/unexpected error|LINE 1:|Error:|\.[jt]s:\d/);
  expect(listing()).toEqual(before);
  expect(leftovers()).toEqual([]);
  return stderr.slice("relent: ".length, -1);
}

const BOTH = ["january.parquet", "june.parquet"];

describe("a table that cannot be read is said in one line", () => {
  it.each<readonly [what: string, args: readonly string[], said: RegExp]>([
    [
      "a missing file",
      ["januray.parquet", "june.parquet"],
      /^there is no file januray\.parquet; did you mean january\.parquet\?$/,
    ],
    [
      "a missing current",
      ["january.parquet", "jun.parquet"],
      /^there is no file jun\.parquet; did you mean june\.parquet/,
    ],
    [
      "a missing folder",
      ["nowhere/a.parquet", "june.parquet"],
      /^there is no file nowhere\/a\.parquet; the folder nowhere does not exist/,
    ],
    [
      "a text that is named Parquet",
      ["january.parquet", "text.parquet"],
      /^text\.parquet is not a Parquet file: it does not begin with PAR1/,
    ],
    [
      "a Parquet file cut short",
      ["cut.parquet", "june.parquet"],
      /^cut\.parquet is not a Parquet file, or was cut short: it does not end with PAR1/,
    ],
    [
      "too many fields late in a CSV",
      ["good.csv", "wide.csv"],
      /^wide\.csv: line 60002 has 3 values; the header has 2 columns/,
    ],
    [
      "a wrong type late in a CSV",
      ["typed.csv", "good.csv"],
      /^typed\.csv: line 60002, column a: "seven" is not [A-Z]+; correct the value/,
    ],
    ["broken JSON", ["january.parquet", "broken.ndjson"], /^broken\.ndjson: line 3, byte \d+: not JSON/],
    ["a glob that nothing matches", ["*.tsv", "june.parquet"], /^no file matches \*\.tsv/],
    ["an empty folder", ["january.parquet", "empty"], /^the folder empty holds no data files/],
    ["an empty name", ["", "june.parquet"], /^the location is empty/],
    [
      "a web address",
      ["https://example.org/a.parquet", "june.parquet"],
      /is not a local file; download it first/,
    ],
    [
      "a column of --columns",
      [...BOTH, "--columns", "contry"],
      /^--columns: there is no column "contry"; did you mean country\?$/,
    ],
    [
      "a column of --exclude",
      [...BOTH, "--exclude", "amuont"],
      /^--exclude: there is no column "amuont"; did you mean amount/,
    ],
    [
      "a column of --cluster",
      [...BOTH, "--cluster", "costumer"],
      /^--cluster: there is no column "costumer"; did you mean customer\?$/,
    ],
    [
      "a column unlike any",
      [...BOTH, "--columns", "zzzzzz"],
      /^--columns: there is no column "zzzzzz"; there are .*country/,
    ],
    [
      "the syntax of a condition",
      [...BOTH, "--where-reference", "country = = 'DE'"],
      /^the condition "country = = 'DE'" does not fit january\.parquet/,
    ],
    [
      "a condition with a second statement",
      [...BOTH, "--where-current", "true; DROP TABLE x"],
      /^the condition "true; DROP TABLE x" does not fit june\.parquet/,
    ],
    [
      "an unknown column in a condition",
      [...BOTH, "--where-current", "contry = 'DE'"],
      /^the condition .* does not fit june\.parquet: .*did you mean "country"\?/,
    ],
    [
      "text compared with a number",
      [...BOTH, "--where-current", "country > 3"],
      /country.*DE|does not fit june\.parquet/,
    ],
  ])("%s", async (_, args, said) => {
    expect(await refused(() => relent("diff", ...args, "-o", "result.json"))).toMatch(said);
  });

  it("a column unlike any, of a table of very many, without all their names", async () => {
    const names = lines(250, (i) => `a_rather_long_name_of_a_column_${i}`).replaceAll("\n", ",");
    writeFileSync("many.csv", `${names}\n${lines(250, String).replaceAll("\n", ",")}\n`);
    const args = ["diff", "many.csv", "many.csv", "--columns", "zzzzzz"];
    expect(await refused(() => relent(...args))).toMatch(
      /^--columns: there is no column "zzzzzz"; there are a_rather_long_name_of_a_column_0, .* and 246 more$/,
    );
  });

  it("rows of a condition that nothing meets are no failure, but too few", async () => {
    const { code, stdout } = await relent("diff", ...BOTH, "--where-current", "amount < 0", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ current: { rows: 0 } });
    expect(stdout).not.toContain('"moved"');
  });
});

describe("a profile that cannot be used is said in one line", () => {
  let profile: Record<string, unknown>;
  const put = (name: string, change: object) =>
    writeFileSync(name, JSON.stringify({ ...profile, ...change }));

  beforeAll(async () => {
    expect((await relent("profile", "january.parquet", "-o", "own.json")).code).toBe(0);
    const text = readFileSync("own.json", "utf8");
    profile = JSON.parse(text) as Record<string, unknown>;
    put("future.json", { schema: "relent/profile@9" });
    writeFileSync("half.json", text.slice(0, text.length / 2));
    const { plan, summary } = profile as { plan: object; summary: object };
    put("plan.json", { plan: { ...plan, columns: [] } });
    put("summary.json", { summary: { ...summary, columns: [] } });
    put("hollow.json", { summary: undefined });
  });

  it.each<readonly [what: string, name: string, said: RegExp]>([
    [
      "of another version",
      "future.json",
      /^future\.json has schema relent\/profile@9; this relent reads relent\/profile@1: make it again/,
    ],
    ["cut short", "half.json", /^half\.json is not a complete JSON file; make it again/],
    ["whose plan was edited", "plan.json", /^plan\.json was changed after it was made; make it again/],
    ["whose columns were removed", "summary.json", /^summary\.json was changed after it was made/],
    ["without counts", "hollow.json", /^hollow\.json was changed after it was made/],
  ])("%s", async (_, name, said) => {
    expect(await refused(() => relent("diff", name, "june.parquet"))).toMatch(said);
  });

  it.each<readonly [what: string, edit: (text: string) => string]>([
    ["one count is one more", (text) => text.replace(/"rows":(\d+)/, (_, n) => `"rows":${Number(n) + 1}`)],
    ["the rows are no number", (text) => text.replace(/"rows":\d+/, '"rows":"many"')],
    ["the rows are negative", (text) => text.replace(/"rows":/, '"rows":-')],
    ["the seal was taken off", (text) => text.replace(/"seal":"\w+",/, "")],
  ])("where %s", async (_, edit) => {
    const text = readFileSync("own.json", "utf8");
    expect(edit(text)).not.toBe(text);
    writeFileSync("edited.json", edit(text));
    expect(await refused(() => relent("diff", "edited.json", "june.parquet"))).toMatch(
      /^edited\.json was changed after it was made; make it again with relent profile$/,
    );
  });

  it("that is named .json.gz and is no gzip", async () => {
    writeFileSync("broken.json.gz", "not compressed at all");
    expect(await refused(() => relent("diff", "broken.json.gz", "june.parquet"))).toMatch(
      /^broken\.json\.gz is not a complete gzip file; make it again$/,
    );
  });

  it("a table given to --like, a profile given as data, and a condition on a profile", async () => {
    expect(
      await refused(() => relent("profile", "june.parquet", "--like", "january.parquet", "-o", "p.json")),
    ).toMatch(/^--like: january\.parquet is not a profile; make one with relent profile/);
    expect(await refused(() => relent("profile", "own.json", "-o", "p.json"))).toMatch(
      /^own\.json is a profile already/,
    );
    expect(
      await refused(() => relent("diff", "own.json", "june.parquet", "--where-reference", "month = 0")),
    ).toMatch(/^own\.json is a profile and has no rows to select/);
  });

  it("a table that lacks what the profile counted is compared in the rest, and the rest is named", async () => {
    const { code, stdout } = await relent("diff", "own.json", "good.csv", "--json");
    expect(code).toBe(0);
    expect(stdout).toContain('"only in reference"');
    expect(stdout).toContain('"only in current"');
  });
});

const ROOT = process.getuid?.() === 0;

describe("an output that cannot be written is said in one line, before any work", () => {
  it.each<readonly [what: string, path: string, said: RegExp]>([
    ["a missing folder", "nowhere/r.html", /^nowhere\/r\.html cannot be made: there is no folder nowhere$/],
    ["a folder", "folder.html", /^folder\.html is a folder; give a file$/],
    ["a file where a folder should be", "january.parquet/r.html", /^january\.parquet\/r\.html /],
    ["too long a name", `${"x".repeat(300)}.md`, / has too long a name/],
  ])("%s", async (_, path, said) => {
    mkdirSync("folder.html", { recursive: true });
    const run = () => relent("diff", "nowhere.parquet", "june.parquet", "-o", path);
    const said1 = (await run()).stderr;
    expect(said1.slice(8, -1)).toMatch(said);
    if (path.length < 200) await refused(run);
    const profile = path.replace(/\.\w+$/, ".json");
    if (path !== "folder.html")
      expect((await relent("profile", "january.parquet", "-o", profile)).code).toBe(2);
  });

  it.skipIf(ROOT)("a folder that may not be written", async () => {
    mkdirSync("locked");
    chmodSync("locked", 0o500);
    expect(await refused(() => relent("diff", ...BOTH, "-o", "locked/r.html"))).toMatch(/may not be written/);
    chmodSync("locked", 0o700);
  });
  if (ROOT) console.log("skipped: a folder that may not be written, since root may write everywhere");
});

/** Mounts a file system of some kB, or says that this cannot be had here. */
function mount(path: string, options: string): boolean {
  mkdirSync(path, { recursive: true });
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", path], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const small = `${folder}-small`;
const locked = `${folder}-locked`;
const mounted = mount(small, "size=64k") && mount(locked, "ro,size=64k");
if (!mounted) console.log("skipped: tests of a full and of a read-only disk, which only root can mount");

describe.skipIf(!mounted)("a disk", () => {
  afterAll(() => {
    for (const path of [small, locked]) {
      execFileSync("umount", [path]);
      rmSync(path, { recursive: true });
    }
  });

  it("that is full leaves no half report, and the old one as it was", async () => {
    writeFileSync(`${small}/old.html`, "old");
    writeFileSync(`${small}/fill`, Buffer.alloc(40_000));
    for (const name of ["new.html", "old.html"]) {
      const { code, stderr } = await relent("diff", ...BOTH, "-o", `${small}/${name}`);
      expect([code, stderr]).toEqual([2, `relent: ${small}/${name} does not fit: the disk is full\n`]);
    }
    expect(readFileSync(`${small}/old.html`, "utf8")).toBe("old");
    expect(execFileSync("ls", ["-A", small], { encoding: "utf8" })).toBe("fill\nold.html\n");
  });

  it("that is full where temporary files go says so, and leaves none", async () => {
    const { code, stdout, stderr } = await spawned(["diff", "months.csv", "months.csv"], {
      env: { TMPDIR: small },
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^relent: .*(?:disk|space).*\n$/);
    expect(execFileSync("ls", ["-A", small], { encoding: "utf8" })).toBe("fill\nold.html\n");
  });

  it("that is read-only says so", async () => {
    expect(await refused(() => relent("diff", ...BOTH, "-o", `${locked}/r.html`))).toMatch(
      /r\.html is on a read-only file system/,
    );
  });
});

describe("a full device", () => {
  it("as a report's file", async () => {
    symlinkSync("/dev/full", "full.html");
    expect(await refused(() => relent("diff", ...BOTH, "-o", "full.html"))).toMatch(
      /^full\.html does not fit: the disk is full/,
    );
  });

  it("as standard output", async () => {
    const { code, stderr } = await spawned(["diff", ...BOTH], { shell: '"$@" > /dev/full' });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^relent: standard output: .*no space left.*\n$/);
  });
});
