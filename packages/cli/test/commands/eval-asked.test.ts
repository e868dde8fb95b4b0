import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { relent } from "../run.ts";
import { shop } from "../shop.ts";

const { leftovers } = shop(async (engine) => {
  const u = (k: number): string => `((hash(i * 16 + ${k}) % 1000003 + 0.5) / 1000003)`;
  await engine.query(
    `COPY (SELECT i, p, b, (1 + b) / 3 AS c, ${u(1)} < p AS y, ${u(7)} < 0.3 AS z, i % 40 AS customer, DATE '2026-01-01' + (i // 10)::INTEGER AS day
       FROM (SELECT range AS i, ${u(2).replaceAll("i *", "range *")} AS p, ${u(3).replaceAll("i *", "range *")} AS b FROM range(600))) TO 'asked.parquet'`,
  );
  await engine.query(
    "COPY (SELECT y AS y_a, z AS y_b, p AS p_a, c AS p_b, 0.9 * p + 0.05 AS q_a, c AS q_b, customer, day, i FROM 'asked.parquet') TO 'tags.parquet'",
  );
  await engine.query(
    "COPY (SELECT 10 * p + b AS d, 10 * p AS m, 0.3 AS s, 10 * p + 0.5 AS m2, 0.3 AS s2, day FROM 'asked.parquet') TO 'laws.parquet'",
  );
});

const BARE = ["asked.parquet", "--label", "y", "--prob", "p"] as const;
const ONE = [...BARE, "--no-recalibrate"] as const;
const TAGS = [
  "tags.parquet",
  "--multi-label",
  "--labels",
  "y_*",
  "--probs",
  "p_*",
  "--segments",
  "none",
] as const;
const LAWS = ["laws.parquet", "--target", "d", "--mean", "m", "--sd", "s"] as const;

/** The lines that a run prints, each without its margin. */
async function lines(...args: readonly string[]): Promise<string[]> {
  const { code, stdout } = await relent("eval", ...args);
  expect(code).toBe(0);
  return stdout.split("\n").map((line) => line.trim());
}

describe("what an option asks for is printed, whatever it says:", () => {
  it.each<readonly [option: string, args: readonly string[], heading: RegExp, part: RegExp]>([
    [
      "--against-probs",
      [...ONE, "--against-probs", "p"],
      /^. Against p$/,
      /^difference 0 \[0, 0\] bits|^difference/,
    ],
    ["--costs", [...ONE, "--costs", "true>false=5"], /^. Costs$/, /^saved a row/],
    ["--priors", [...ONE, "--priors", "true=0.5"], /^. Shares of the classes$/, /^move of the shares/],
    ["--target-priors", [...ONE, "--target-priors", "true=0.2"], /^. Under other shares/, /^log loss there/],
    ["--recalibrate", [...BARE, "--recalibrate"], /^. Recalibration$/, /^Bits a label saved on unseen rows/],
    ["--segments", [...ONE, "--segments", "customer"], /^. Segments$/, /surely costs more|adds/],
    ["--time", [...ONE, "--time", "day"], /^. Over time$/, /^The log loss was highest/],
    ["--recalibrate of labels", [...TAGS, "--recalibrate"], /^. Recalibration$/, /^label\s+chosen/],
    [
      "--against-mean",
      [...LAWS, "--against-mean", "m2", "--against-sd", "s2"],
      /^. Against m2, s2, by log loss$/,
      /^Rows that decide it/,
    ],
  ])("%s", async (_, args, heading, part) => {
    const printed = await lines(...args);
    expect(printed.filter((line) => heading.test(line))).toHaveLength(1);
    expect(printed.some((line) => part.test(line))).toBe(true);
  });

  it("and in Markdown, while nothing is printed that was not asked for", async () => {
    await relent("eval", ...BARE, "--costs", "true>false=5", "-o", "asked.md");
    const text = readFileSync("asked.md", "utf8");
    expect(text).toMatch(/### . Costs/);
    expect(text).not.toMatch(/### . (Recalibration|Segments)/);
    expect(await lines(...BARE)).not.toContain("✓ Recalibration");
  });
});

describe("calibrators of several labels", () => {
  it("are saved, applied to other rows, and refused where they do not belong", async () => {
    const saved = await relent("eval", ...TAGS, "--save-calibrator", "tags.json");
    expect(saved).toMatchObject({ code: 0, stderr: "wrote tags.json\n" });
    expect(JSON.parse(readFileSync("tags.json", "utf8")).schema).toBe("relent/label-calibrators@1");
    const loss = async (...args: readonly string[]): Promise<number> =>
      JSON.parse((await relent("eval", ...TAGS, "--no-recalibrate", "--json", ...args)).stdout).logLoss.value;
    expect(await loss("--calibrator", "tags.json")).toBeLessThan(await loss());
    const wrong = await relent("eval", ...ONE, "--calibrator", "tags.json");
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain("--calibrator: tags.json is none for these forecasts: schema = ");
    expect(existsSync("asked.md")).toBe(true);
    expect(leftovers()).toEqual([]);
  });
});

describe("calibrators of laws of a number", () => {
  it("are saved, applied, and refused where they do not belong", async () => {
    const laws = ["laws.parquet", "--target", "d", "--mean", "m", "--sd", "s", "--segments", "none"];
    const saved = await relent("eval", ...laws, "--save-calibrator", "laws.json");
    expect(saved).toMatchObject({ code: 0, stderr: "wrote laws.json\n" });
    // d − m is uniform over (0, 1): the mean is 0.5 too low
    const { schema, mend } = JSON.parse(readFileSync("laws.json", "utf8"));
    expect(schema).toBe("relent/number-calibrator@1");
    expect(Math.abs(mend.shift - 0.5)).toBeLessThan(0.06);
    const crps = async (...args: readonly string[]): Promise<number> =>
      JSON.parse((await relent("eval", ...laws, "--no-recalibrate", "--json", ...args)).stdout).crps.value;
    expect(await crps("--calibrator", "laws.json")).toBeLessThan(0.8 * (await crps()));
    for (const wrong of [
      await relent("eval", ...ONE, "--calibrator", "laws.json"),
      await relent("eval", ...laws, "--calibrator", "tags.json"),
    ]) {
      expect(wrong.code).toBe(2);
      expect(wrong.stderr).toMatch(/^relent: --calibrator: .*schema = relent\/.*; it must be relent\/.*\n$/);
    }
  });
});

describe("shares of the classes", () => {
  it.each<readonly [what: string, shares: string, words: string]>([
    ["of an unknown class", "maybe=0.5", '--target-priors: there is no class "maybe"'],
    ["below 0", "true=-0.2", "--target-priors: true=-0.2 is not allowed; write shares between 0 and 1"],
    ["that make more than a whole", "true=0.7,false=0.6", "all together make 1"],
    ["given twice", "true=0.7,true=0.3", "--target-priors: true is there twice"],
    ["of a file that is not there", "shares.json", "--target-priors: shares.json cannot be read"],
  ])("%s: refused in one line", async (_, shares, words) => {
    const { code, stdout, stderr } = await relent("eval", ...ONE, "--target-priors", shares);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^relent: .*\n$/);
    expect(stderr).toContain(words);
  });
});
