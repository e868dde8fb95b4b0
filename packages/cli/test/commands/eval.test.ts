import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { relent } from "../run.ts";
import { shop } from "../shop.ts";

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, allowUnionTypes: true });
const schema = JSON.parse(readFileSync(new URL("../../schema/eval.schema.json", import.meta.url), "utf8"));
const shapes = Object.fromEntries(
  ["classes", "labels", "number", "unlabelled"].map((kind) => [
    kind,
    ajv.compile({ $id: kind, $ref: `#/$defs/${kind}`, $defs: schema.$defs }),
  ]),
);

const { leftovers, listing } = shop(async (engine) => {
  const u = (k: number): string => `((hash(i * 16 + ${k}) % 1000003 + 0.5) / 1000003)`;
  const rows = `SELECT range AS i FROM range(600)`;
  await engine.query(
    `COPY (SELECT i, p, b, ${u(1)} < p AS y, ${u(9)} < 0.3 AS y2, 0.3 AS p2, i % 60 AS customer, DATE '2026-01-01' + (i // 10)::INTEGER AS day,
       CASE WHEN i % 3 = 0 THEN 'web' ELSE 'shop' END AS channel FROM (SELECT i, ${u(2)} AS p, ${u(3)} AS b FROM (${rows}))) TO 'two.parquet'`,
  );
  await engine.query("COPY (SELECT i, p, channel FROM 'two.parquet') TO 'new.parquet'");
  await engine.query(
    "COPY (SELECT y2 AS y_a, y AS y_b, p2 AS p_a, p AS p_b, b AS q_a, b AS q_b, customer, day FROM 'two.parquet') TO 'several.parquet'",
  );
  await engine.query(
    "COPY (SELECT 10 * p + b AS d, 10 * p AS m, 0.3 AS s, 10 * p - 1 AS q10, 10 * p AS q50, 10 * p + 1 AS q90, 10 * p + b / 2 AS x1, 10 * p - b AS x2, 10 * p + 0.4 AS mb, 0.6 AS sb, customer, day FROM 'two.parquet') TO 'numbers.parquet'",
  );
  writeFileSync("odd.csv", "y,p_a,p_b\na,0.5,0.5\nb,0.5,0.6\n");
  writeFileSync("stranger.csv", "y,p_a,p_b\na,0.5,0.5\nc,0.5,0.5\n");
  writeFileSync("empty.csv", "y,p\n");
  writeFileSync("words.csv", "y,p\nyes,high\nno,low\n");
  writeFileSync("beyond.csv", "y,p\n1,0.5\n0,1.5\n");
  writeFileSync("unnamed.csv", "y,p\nup,0.5\ndown,0.5\n");
  writeFileSync("unlabelled.csv", "y,p\n,0.5\n,0.5\n");
});

async function json(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await relent("eval", ...args, "--json");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as Record<string, unknown>;
}

function expectShape(result: Record<string, unknown>, kind: string): void {
  expect(result.kind).toBe(kind);
  const valid = shapes[kind]!;
  valid(result);
  expect(
    (valid.errors ?? []).map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`),
  ).toEqual([]);
}

const TWO = ["two.parquet", "--label", "y", "--prob", "p", "--no-recalibrate"] as const;

const SEVERAL = ["several.parquet", "--multi-label", "--labels", "y_*", "--probs", "p_*"] as const;
const NUMBERS = ["numbers.parquet", "--target", "d", "--mean", "m", "--sd", "s"] as const;

describe("relent eval", () => {
  it("prints the verdict first, in 80 columns", async () => {
    const { code, stdout, stderr } = await relent("eval", ...TWO);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^✓ The model spends 0\.\d+ bits a label where always saying the base rate/);
    for (const line of stdout.split("\n")) expect([...line].length, line).toBeLessThanOrEqual(80);
  });

  it.each<readonly [kind: string, args: readonly string[]]>([
    ["classes", ["two.parquet", "--label", "y", "--prob", "p", "--time", "day", "--key", "i"]],
    ["classes", [...TWO, "--group", "customer", "--against-probs", "b", "--compat", "sklearn"]],
    ["classes", [...TWO, "--where", "p > 0.3", "--segments", "none", "--costs", "0.2"]],
    ["classes", [...TWO, "--priors", "true=0.6", "--target-priors", "true=0.2", "--costs", "true>false=5"]],
    ["labels", SEVERAL],
    ["labels", [...SEVERAL, "--against-probs", "q_*", "--group", "customer", "--time", "day"]],
    ["number", NUMBERS],
    [
      "number",
      [...NUMBERS, "--against-mean", "mb", "--against-sd", "sb", "--group", "customer", "--time", "day"],
    ],
    ["number", ["numbers.parquet", "--target", "d", "--quantiles", "q*"]],
    ["number", ["numbers.parquet", "--target", "d", "--quantiles", "q*", "--against-samples", "x1,x2"]],
    ["number", ["numbers.parquet", "--target", "d", "--samples", "x1,x2"]],
    [
      "unlabelled",
      ["new.parquet", "--label", "y", "--prob", "p", "--without-labels", "--reference", "two.parquet"],
    ],
  ])("prints JSON of kind %s that is valid by its schema: %j", async (kind, args) => {
    expectShape(await json(...args), kind);
  });

  it("writes every kind of file", async () => {
    const files = ["e.html", "e.md", "e.json", "e.xml", "e.prom", "e.csv"];
    const { code } = await relent("eval", ...TWO, ...files.flatMap((file) => ["-o", file]));
    expect(code).toBe(0);
    for (const file of files) expect(existsSync(file), file).toBe(true);
    expect(readFileSync("e.prom", "utf8")).toMatch(/^relent_eval_log_loss_bits\{.*\} 0\.\d+/m);
    expect(readFileSync("e.html", "utf8")).toContain("Reliability of true");
  });

  it("fails on a condition that holds, and on no other", async () => {
    expect((await relent("eval", ...TWO, "--fail-on", "logLoss > 0.01")).code).toBe(1);
    expect((await relent("eval", ...TWO, "--fail-on", "logLoss > 5")).code).toBe(0);
    expect((await relent("eval", ...TWO, "--fail-on", "worse")).code).toBe(0);
    expect(
      (
        await relent(
          "eval",
          "two.parquet",
          "--label",
          "y",
          "--prob",
          "b",
          "--no-recalibrate",
          "--fail-on",
          "worse",
        )
      ).code,
    ).toBe(1);
  });

  it("saves a calibrator and takes it back", async () => {
    const { code, stderr } = await relent(
      "eval",
      "two.parquet",
      "--label",
      "y",
      "--prob",
      "b",
      "--save-calibrator",
      "c.json",
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "wrote c.json\n" });
    const before = await json("two.parquet", "--label", "y", "--prob", "b", "--no-recalibrate");
    const after = await json(
      "two.parquet",
      "--label",
      "y",
      "--prob",
      "b",
      "--no-recalibrate",
      "--calibrator",
      "c.json",
    );
    const loss = (r: Record<string, unknown>): number => (r.logLoss as { value: number }).value;
    expect(loss(after)).toBeLessThan(loss(before) - 0.2);
  });
});

it.each<readonly [args: readonly string[], said: string | RegExp]>([
  [["two.parquet", "--label", "yy", "--prob", "p"], '--label: there is no column "yy"; did you mean y'],
  [["two.parquet", "--label", "y", "--prob", "q"], '--prob: there is no column "q"; did you mean'],
  [["two.parquet", "--label", "y"], "there is no forecast; give --prob COLUMN"],
  [["two.parquet", "--prob", "p"], "there is no label; give --label COLUMN"],
  [["two.parquet", "--label", "y", "--prob", "p", "--logits", "z_*"], "a forecast is written in one way"],
  [["odd.csv", "--label", "y", "--probs", "p_*"], "row 2 sums to 1.1"],
  [
    ["stranger.csv", "--label", "y", "--probs", "p_*"],
    'y is "c" in 1 row, which is no class of the forecast; the classes are a, b',
  ],
  [["empty.csv", "--label", "y", "--prob", "p"], "empty.csv has no rows; there is nothing to evaluate"],
  [["words.csv", "--label", "y", "--prob", "p"], "p is VARCHAR; a forecast is numbers"],
  [
    ["beyond.csv", "--label", "y", "--prob", "p"],
    "row 2 has p = 1.5, which is not allowed; a probability must lie from 0 to 1",
  ],
  [["unnamed.csv", "--label", "y", "--prob", "p"], "say which one the probability speaks of with --positive"],
  [
    ["unlabelled.csv", "--label", "y", "--prob", "p"],
    "no row of unlabelled.csv has a label and a forecast (2 have a null)",
  ],
  [["missing.parquet", "--label", "y", "--prob", "p"], "there is no file missing.parquet"],
  [
    ["new.parquet", "--prob", "p", "--without-labels"],
    "there is nothing to learn from; give --reference FILE",
  ],
  [["numbers.parquet", "--mean", "m", "--sd", "s"], "there is no target; give --target COLUMN"],
  [["numbers.parquet", "--target", "d", "--mean", "m"], "a normal law needs --mean and --sd"],
  [["two.parquet", "--label", "y", "--prob", "p", "--calibrator", "odd.csv"], /no JSON|not JSON/],
  [["two.parquet", "--label", "y", "--prob", "p", "--costs", "2"], "--costs: 2 is not allowed"],
  [
    ["two.parquet", "--label", "y", "--prob", "p", "--fail-on", "moved"],
    '"moved" is no condition; write worse, or PATH OP NUMBER',
  ],
])("relent eval %j is refused in one line", async (args, said) => {
  const before = listing();
  const { code, stdout, stderr } = await relent("eval", ...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^relent: .*\n$/);
  if (typeof said === "string") expect(stderr).toContain(said);
  else expect(stderr).toMatch(said);
  expect(listing()).toEqual(before);
  expect(leftovers()).toEqual([]);
});

it("the schema describes every property, and allows no others", () => {
  interface Node {
    readonly type?: string;
    readonly additionalProperties?: boolean;
    readonly description?: string;
    readonly const?: unknown;
    readonly $ref?: string;
    readonly properties?: Readonly<Record<string, Node>>;
  }
  const walk = (node: Node, path: string): void => {
    if (typeof node !== "object" || node === null) return;
    if (node.type === "object") expect(node.additionalProperties, path).toBe(false);
    for (const [key, inner] of Object.entries(node.properties ?? {})) {
      if (inner.const === undefined && inner.$ref === undefined) {
        expect(typeof inner.description, `${path}.${key}`).toBe("string");
      }
    }
    for (const [key, inner] of Object.entries(node)) walk(inner as Node, `${path}.${key}`);
  };
  walk(schema as Node, "eval");
});
