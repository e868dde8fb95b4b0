import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { relent } from "./run.ts";
import { shop } from "./shop.ts";

interface Column {
  readonly name: string;
  readonly verdict: string;
  readonly kl: { readonly value: number | string; readonly low: number; readonly unit: string } | null;
}

interface Result {
  readonly schema: string;
  readonly verdict: string;
  readonly sentence: string;
  readonly columns: readonly Column[];
}

const { leftovers } = shop(async (engine) => {
  await engine.query("COPY (FROM 'january.parquet') TO 'january.csv'");
  await engine.query("COPY (FROM 'june.parquet') TO 'june.ndjson' (FORMAT json)");
});

async function json(...args: readonly string[]): Promise<Result> {
  const { code, stdout, stderr } = await relent(...args, "--json");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as Result;
}

const verdicts = ({ columns }: Result): Record<string, string> =>
  Object.fromEntries(columns.map(({ name, verdict }) => [name, verdict]));

const MOVED = {
  country: "moved",
  "unit price": "moved",
  "v1.2 score (a > b)": "moved",
  tier: "moved",
  amount: "same",
};

describe("relent diff", () => {
  it("prints the verdict first, in 80 columns, and nothing on stderr", async () => {
    const { code, stdout, stderr } = await relent("diff", "january.parquet", "june.parquet");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^▲ .*columns moved/);
    for (const line of stdout.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(stdout).not.toContain("\x1b");
  });

  it("prints JSON that says which schema it has, which columns moved, and by how many bits", async () => {
    const result = await json("diff", "january.parquet", "june.parquet");
    expect(result.schema).toBe("relent/diff@1");
    expect(result.verdict).toBe("moved");
    expect(verdicts(result)).toMatchObject({ ...MOVED, ordered_on: "skipped" });
    expect(result.columns.find(({ name }) => name === "country")?.kl).toMatchObject({ unit: "bits" });
  });

  it("finds no difference between a table and itself, or other draws of the same", async () => {
    for (const current of ["january.parquet", "again.parquet"]) {
      const found = Object.values(verdicts(await json("diff", "january.parquet", current)));
      expect(found).not.toContain("moved");
      expect(found).not.toContain("too few rows");
    }
  });

  it("takes options before, between and after its arguments, lists repeated or with commas", async () => {
    const one = await relent(
      "diff",
      "--json",
      "january.parquet",
      "--columns",
      "country,tier",
      "june.parquet",
    );
    const two = await relent(
      "diff",
      "january.parquet",
      "june.parquet",
      "--columns=country",
      "--columns",
      "tier",
      "--json",
    );
    expect(one.stdout).toBe(two.stdout);
    expect(Object.keys(verdicts(JSON.parse(one.stdout) as Result)).sort()).toEqual(["country", "tier"]);
  });

  it("leaves out what is excluded", async () => {
    const result = await json("diff", "january.parquet", "june.parquet", "--exclude", "country,ordered_on");
    expect(Object.keys(verdicts(result))).not.toContain("country");
    expect(Object.keys(verdicts(result))).toContain("tier");
  });

  it("splits one table by two conditions, and does not judge the column that tells them apart", async () => {
    const where = ["--where-reference", "month = 0", "--where-current", "month = 1"];
    const result = await json("diff", "months.parquet", ...where);
    expect(verdicts(result)).toMatchObject({ ...MOVED, month: "skipped" });
    const whole = await json("diff", "january.parquet", "june.parquet");
    const figure = ({ columns }: Result, of: string) => columns.find(({ name }) => name === of)?.kl?.value;
    expect(figure(result, "country")).toBe(figure(whole, "country"));
  });

  it("reads other formats, and finds the same in them", async () => {
    const result = await json("diff", "january.csv", "june.ndjson", "--exclude", "amount");
    const { amount: _, ...rest } = MOVED;
    expect(verdicts(result)).toMatchObject(rest);
    expect(leftovers()).toEqual([]);
  });

  it("takes rows of one customer as dependent with --cluster", async () => {
    const result = await json("diff", "january.parquet", "june.parquet", "--cluster", "customer");
    expect(Object.keys(verdicts(result))).not.toContain("customer");
    expect(verdicts(result)).toMatchObject({ country: "moved" });
  });

  it("holds changes to the floor that is given", async () => {
    const result = await json(
      "diff",
      "january.parquet",
      "june.parquet",
      "--floor",
      "5",
      "--exclude",
      "month",
    );
    expect(Object.values(verdicts(result))).not.toContain("moved");
  });

  it("gives the same result with one thread and with two", async () => {
    const on = (threads: string) =>
      json("diff", "january.parquet", "june.parquet", "--threads", threads, "--memory", "200MB");
    const one = await on("1");
    const two = await on("2");
    expect(one).toEqual(two);
  });
});

describe("relent profile", () => {
  it("stands for its table on either side, and gives the same figures", async () => {
    const table = await json("diff", "january.parquet", "june.parquet");
    expect((await relent("profile", "january.parquet", "-o", "p1.json")).code).toBe(0);
    expect((await relent("profile", "june.parquet", "--like", "p1.json", "-o", "p2.json.gz")).code).toBe(0);
    for (const [left, right] of [
      ["p1.json", "june.parquet"],
      ["p1.json", "p2.json.gz"],
      ["january.parquet", "p2.json.gz"],
    ] as const) {
      const other = await json("diff", left, right);
      expect(other.columns.map(({ name, kl }) => [name, kl?.value])).toEqual(
        table.columns.map(({ name, kl }) => [name, kl?.value]),
      );
    }
  });

  it("says what it wrote, takes several files as one, and holds no rows", async () => {
    const { code, stdout, stderr } = await relent(
      "profile",
      "january.parquet",
      "june.parquet",
      "-o",
      "both.json",
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(
      /^january\.parquet, june\.parquet: 40,000 rows, \d+ columns; grid .*; wrote both\.json\n$/,
    );
    expect(readFileSync("both.json", "utf8").length).toBeLessThan(500_000);
  });

  it("counts only the rows that meet a condition", async () => {
    const { stdout } = await relent(
      "profile",
      "months.parquet",
      "--where",
      "month = 1",
      "-o",
      "june-only.json",
    );
    expect(stdout).toContain("20,000 rows");
  });

  it("refuses to compare two profiles on different grids, and says what to do", async () => {
    await relent("profile", "june.parquet", "-o", "own-grid.json");
    const { code, stderr } = await relent("diff", "p1.json", "own-grid.json");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^relent: .*--like.*\n$/);
  });
});

it("a table of a few rows gives no verdict of moved, and says how many rows it needs", async () => {
  writeFileSync("few.csv", "a,b\n1,x\n2,y\n3,x\n");
  const { code, stdout } = await relent("diff", "few.csv", "few.csv");
  expect(code).toBe(0);
  expect(stdout).toMatch(/too few rows/);
});
