import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { relent } from "../run.ts";
import { shop } from "../shop.ts";

/** Forecasts, labels and what scikit-learn's functions, named by their expressions, say of them. */
interface Case {
  readonly p: readonly number[] | readonly (readonly number[])[];
  readonly y: readonly number[];
  readonly expected: Readonly<Record<string, number>>;
}
const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
const cases = JSON.parse(readFileSync(fixture("scikit-learn-eval.json"), "utf8")) as Record<
  "binary" | "four" | "grid",
  Case
>;
const housing = fixture("housing-predictions.csv");

function csvOf({ p, y }: Case): string {
  const rows = y.map((label, i) => [label, ...[p[i]!].flat()].join(","));
  const width = [p[0]!].flat().length;
  const names = width === 1 ? ["p"] : Array.from({ length: width }, (_, k) => `p_${k}`);
  return `${[`y,${names.join(",")}`, ...rows].join("\n")}\n`;
}

shop(async (engine) => {
  for (const name of ["binary", "four", "grid"] as const) {
    writeFileSync(`${name}.csv`, csvOf(cases[name]));
    await engine.query(`COPY (SELECT * FROM read_csv('${name}.csv')) TO '${name}.parquet'`);
  }
});

interface Value {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly plugIn?: number;
}
interface Result {
  readonly [figure: string]: Value;
}

async function json<T = Result>(...args: readonly string[]): Promise<T> {
  const { code, stdout, stderr } = await relent("eval", ...args, "--segments", "none", "--json");
  expect({ code, stderr: stderr.replace(/^wrote .*\n/, "") }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as T;
}

/** Which figure is which of scikit-learn's. */
const SAME: readonly (readonly [
  name: keyof typeof cases,
  flags: readonly string[],
  figures: Readonly<Record<string, string>>,
])[] = [
  [
    "binary",
    ["--prob", "p"],
    {
      logLoss: "log_loss(y, p) / np.log(2)",
      brier: "brier_score_loss(y, p)",
      rocAuc: "roc_auc_score(y, p)",
      prAuc: "average_precision_score(y, p)",
      accuracy: "accuracy_score(y, p > 0.5)",
    },
  ],
  [
    "four",
    ["--probs", "p_*"],
    {
      logLoss: "log_loss(y, p) / np.log(2)",
      brier: "brier_score_loss(y, p, scale_by_half=False)",
      rocAuc: "roc_auc_score(y, p, multi_class='ovr', average='macro')",
      prAuc: "average_precision_score(label_binarize(y), p, average='macro')",
      balancedAccuracy: "balanced_accuracy_score(y, p.argmax(1))",
    },
  ],
];

describe("relent eval gives what scikit-learn 1.9.1 gives", () => {
  it.each(["csv", "parquet"])("to 1e-12, from a file of %s", async (extension) => {
    for (const [name, flags, figures] of SAME) {
      const found = await json(`${name}.${extension}`, "--label", "y", ...flags, "--no-recalibrate");
      for (const [figure, expression] of Object.entries(figures)) {
        const expected = cases[name].expected[expression]!;
        expect(Math.abs(found[figure]!.value - expected), `${figure} = ${expression}`).toBeLessThan(1e-12);
      }
    }
  });

  it("and, before chance is taken off, the calibration error of one bin a distinct forecast", async () => {
    const found = await json("grid.csv", "--label", "y", "--prob", "p", "--no-recalibrate");
    const [expected] = Object.values(cases.grid.expected);
    expect(Math.abs(found.calibrationError!.plugIn! - expected!)).toBeLessThan(1e-12);
    expect(found.calibrationError!.value).toBeLessThan(expected!);
  });
});

describe("relent eval on real predictions, cut in halves by a hash of the row", () => {
  interface Whole {
    readonly recalibration: {
      readonly best: string;
      readonly methods: readonly { readonly name: string; readonly beyondFloor: Value }[];
    };
    readonly infinite: { readonly rows: number; readonly named: readonly { readonly row: number }[] };
  }
  const half = (which: 0 | 1): string[] => [
    housing,
    "--label",
    "y",
    "--prob",
    "p",
    "--where",
    `hash(row) % 2 = ${which}`,
  ];

  it("saves on the half it has not seen the bits that it says, with the calibrator that it saved", async () => {
    const said = (await json<unknown>(...half(0), "--save-calibrator", "c.json")) as Whole;
    const before = await json(...half(1), "--no-recalibrate");
    const after = await json(...half(1), "--no-recalibrate", "--calibrator", "c.json");
    const { best, methods } = said.recalibration;
    const bits = methods.find((m) => m.name === best)!.beyondFloor;
    const got = before.logLoss!.value - after.logLoss!.value;
    // said 0.052 [0.040, 0.065], got 0.054; the second half has no label of probability 0
    expect(said.infinite.rows).toBe(2);
    expect(got).toBeGreaterThan(bits.low);
    expect(got).toBeLessThan(bits.high);
  });

  it("ends the infinite loss of rows that it was not fitted to by its floor", async () => {
    await json<unknown>(...half(1), "--save-calibrator", "other.json");
    const before = (await json<unknown>(...half(0), "--no-recalibrate")) as Whole;
    const after = await json<Result & Whole>(...half(0), "--no-recalibrate", "--calibrator", "other.json");
    expect(before.infinite.named.map((r) => r.row)).toEqual([394, 412]);
    expect(after.infinite.rows).toBe(0);
    expect(after.logLoss!.value).toBeLessThan(0.6);
  });
});
