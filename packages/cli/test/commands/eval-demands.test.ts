import { writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { relent } from "../run.ts";
import { shop } from "../shop.ts";

const lines = (...rows: readonly string[]): string => `${rows.join("\n")}\n`;
const many = (row: (i: number) => string): string[] => Array.from({ length: 60 }, (_, i) => row(i));

shop(async () => {
  writeFileSync("sum.csv", lines("y,p_a,p_b", "a,0.5,0.5", "b,0.5,0.6"));
  writeFileSync("huge.csv", lines("y,p_a,p_b", "a,1e9,0.5"));
  writeFileSync("nan.csv", lines("y,p_a,p_b", "a,nan,0.5"));
  writeFileSync("negative.csv", lines("y,p_a,p_b", "a,-0.5,1.5"));
  writeFileSync("outside.csv", lines("y,p_a,p_b", "a,0.5,0.5", "z,0.3,0.7"));
  writeFileSync("header.csv", lines("y,p_a,p_b"));
  writeFileSync("nothing.csv", "");
  writeFileSync("never.csv", lines("y,p_a,p_b,p_c", ...many((i) => `${"abc"[i % 3]},0.5,0.3,0.2`)));
  writeFileSync("absent.csv", lines("y,p_a,p_b,p_c", ...many((i) => `${"ab"[i % 2]},0.4,0.4,0.2`)));
  writeFileSync("zero.csv", lines("y,p", "1,0.9", "1,0", "0,0.2", "0,1"));
  writeFileSync("nulls.csv", lines("y,p", "1,0.9", ",0.5", "0,", "0,0.2"));
  writeFileSync("one.csv", lines("y,p", ...many(() => "1,0.75")));
  writeFileSync(
    "two.csv",
    lines("y,p,q,g,x", ...many((i) => `${i % 2},${i % 2 ? 0.7 : 0.4},0.5,${i % 4},${i}`)),
  );
  writeFileSync("costs.json", JSON.stringify({ act: { "0": 1, "1": 0 }, wait: { "0": 0, "1": 5 } }));
  writeFileSync("half.json", JSON.stringify({ act: { "0": 1 }, wait: { "0": 0, "1": 5 } }));
});

const PROBS = ["--label", "y", "--probs", "p_*"] as const;
const PROB = ["--label", "y", "--prob", "p"] as const;

it.each<readonly [what: string, args: readonly string[], words: string]>([
  [
    "probabilities that do not sum to one",
    ["sum.csv", ...PROBS],
    "row 2 sums to 1.1, not 1 within 0.0000052; --normalise divides each row by its sum",
  ],
  ["a probability of 1e9", ["huge.csv", ...PROBS], "row 1 sums to 1000000000.5, not 1"],
  [
    "a probability that is no number",
    ["nan.csv", ...PROBS],
    "row 1 has p_a = NaN, which is not a number; probabilities must be ≥ 0 and finite",
  ],
  ["a negative probability", ["negative.csv", ...PROBS], "row 1 has p_a = -0.5, which is not allowed"],
  [
    "labels outside the classes",
    ["outside.csv", ...PROBS],
    'y is "z" in 1 row, which is no class of the forecast; the classes are a, b; name them with --classes',
  ],
  ["a header without rows", ["header.csv", ...PROBS], "header.csv has no rows; there is nothing to evaluate"],
  [
    "a header without rows, of one column",
    ["header.csv", "--label", "y", "--prob", "p_a"],
    "header.csv has no rows; there is nothing to evaluate",
  ],
  ["an empty file", ["nothing.csv", ...PROBS], "nothing.csv is empty"],
  [
    "one column to be normalised",
    ["two.csv", ...PROB, "--normalise"],
    "--normalise: p alone has no sum; it takes one column a class",
  ],
  ["costs of no class", ["two.csv", ...PROB, "--costs", "1>2=5"], '--costs: there is no class "2"'],
  [
    "costs that leave a class out",
    ["two.csv", ...PROB, "--costs", "half.json"],
    '--costs: action "act" says nothing of class "1"',
  ],
  [
    "costs that are nothing of the kind",
    ["two.csv", ...PROB, "--costs", "1>0"],
    "--costs: 1>0 is not allowed; give thresholds between 0 and 1, prices of mistakes",
  ],
  [
    "shares that make no whole",
    ["two.csv", ...PROB, "--priors", "0=0.5,1=0.6"],
    "--priors: 0=0.5,1=0.6 is not allowed; each class needs a share above 0",
  ],
  [
    "an option that a lane has no use for",
    ["two.csv", "--target", "x", "--mean", "p", "--sd", "q", "--costs", "0.5"],
    "--costs: it says nothing of laws of a number; leave it out",
  ],
  [
    "a reference without its option",
    ["two.csv", ...PROB, "--reference", "two.csv"],
    "--reference: it says nothing of labels over classes; it goes with --without-labels",
  ],
  ["shares of no class", ["two.csv", ...PROB, "--priors", "yes=0.5"], '--priors: there is no class "yes"'],
])("%s: refused in one line", async (_, args, words) => {
  const { code, stdout, stderr } = await relent("eval", ...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^relent: .*\n$/);
  expect(stderr).toContain(words);
});

/** The words of an evaluation on one line. */
async function words(...args: readonly string[]): Promise<string> {
  const { code, stdout } = await relent("eval", ...args, "--no-recalibrate", "--segments", "none");
  expect(code).toBe(0);
  return stdout.replaceAll(/\s+/g, " ");
}

describe("is said in words:", () => {
  it("a class that is never the likeliest", async () => {
    expect(await words("never.csv", ...PROBS)).toContain("The model never holds `b`, `c` likeliest.");
  });

  it("a class without labels", async () => {
    expect(await words("absent.csv", ...PROBS)).toContain("No label is `c`.");
  });

  it("p = 0 on a true label, with the rows, and the loss of the others", async () => {
    const said = await words("zero.csv", ...PROB);
    expect(said).toContain(
      "The model called 2 labels impossible (rows 2, 4), so its log loss is infinite; over the other rows",
    );
    expect(said).toContain("no figure is clipped to hide it");
  });

  it("nulls, counted by what is missing", async () => {
    const said = await words("nulls.csv", ...PROB);
    expect(said).toContain("1 row has no label and is left out.");
    expect(said).toContain("1 row has no forecast and is left out.");
  });

  it("labels of one class only", async () => {
    expect(await words("one.csv", ...PROB)).toContain("All labels are `1`: there is nothing to tell apart");
  });
});

describe("relent eval", () => {
  it("divides by the sum where it is told to", async () => {
    const { stdout } = await relent(
      "eval",
      "sum.csv",
      ...PROBS,
      "--normalise",
      "--json",
      "--segments",
      "none",
    );
    // −log₂ of ½ and of 0.6/1.1
    expect(JSON.parse(stdout).logLoss.value).toBeCloseTo((1 - Math.log2(0.6 / 1.1)) / 2, 12);
  });

  it("prices decisions by a file of actions and by mistakes alike", async () => {
    const value = async (costs: string): Promise<unknown> => {
      const { stdout } = await relent(
        "eval",
        "two.csv",
        ...PROB,
        "--costs",
        costs,
        "--json",
        "--no-recalibrate",
        "--segments",
        "none",
      );
      const { decisionValue } = JSON.parse(stdout);
      return [
        decisionValue.cost.value,
        decisionValue.baseCost.value,
        decisionValue.saved.value,
        decisionValue.relative,
      ];
    };
    // p is 0.7 or 0.4: a missed case at 5 against a false alarm at 1 makes acting pay on every row
    expect(await value("costs.json")).toEqual([0.5, 0.5, 0, 0]);
    expect(await value("1>0=5")).toEqual([0.5, 0.5, 0, 0]);
    // at even prices rows above ½ are acted on: all are right
    expect(await value("1>0=1")).toEqual([0, 0.5, 0.5, 1]);
  });

  it("tells moved shares of the classes without labels, and what correcting for them saves", async () => {
    const { stdout } = await relent(
      "eval",
      "two.csv",
      ...PROB,
      "--priors",
      "1=0.5",
      "--json",
      "--no-recalibrate",
      "--segments",
      "none",
    );
    const { priorShift } = JSON.parse(stdout);
    // the mean of (r₁ − r₀)/(q·r₁ + (1 − q)·r₀), r₁ = 1.4 or 0.8 and r₀ = 2 − r₁, is above 0 for all q up to 1
    expect(priorShift.classes[1].estimated.value).toBeCloseTo(1, 6);
    expect(priorShift.classes.map((c: { seen: number }) => c.seen)).toEqual([0.5, 0.5]);
    expect(priorShift.saved.value).toBeLessThan(0);
  });

  it("compares with another model by group, and names the rows that decide it first", async () => {
    const args = [
      "eval",
      "two.csv",
      ...PROB,
      "--against-probs",
      "q",
      "--group",
      "g",
      "--no-recalibrate",
      "--segments",
      "none",
    ];
    const { comparison } = JSON.parse((await relent(...args, "--json")).stdout);
    expect(comparison.groupsCompared).toBe(4);
    const odd = comparison.groups.find((g: { name: string }) => g.name === "1");
    expect(odd).toMatchObject({ rows: 15, verdict: "better" });
    expect(odd.difference.value).toBeCloseTo(-Math.log2(0.7 / 0.5), 12);
    expect((await relent(...args)).stdout.replaceAll(/\s+/g, " ")).toMatch(
      /difference to q −0\.\d+.* decided by rows 2, 4, 6, 8, 10, …/,
    );
  });
});
