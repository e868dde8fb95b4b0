import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { evalReport, evaluate } from "../../src/index.ts";
import { type Columns, workplace } from "../workplace.ts";
import { CLASSES, columnsOf, made } from "./made-predictions.ts";

const place = workplace();
const data = made(3000);
const label = { label: "y", recalibrate: false };
const probs = { ...label, probs: ["p_*"] };

const table = (): Promise<string> => place.parquet("three.parquet", columnsOf(data) as Columns);

/** −log₂ p of each label, by its definition. */
const bits = data.y.map((y, i) => -Math.log2(data.p[i]![CLASSES.indexOf(y)]!));
const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length;

describe("evaluate, forecasts over three classes", () => {
  it("gives log loss, Brier score, accuracy and ROC AUC as their definitions do", async () => {
    const found = await evaluate(place.engine, await table(), probs);
    expect(found.rows).toBe(3000);
    expect(found.classes).toEqual(CLASSES);
    expect(found.logLoss.value).toBeCloseTo(mean(bits), 12);
    const squares = data.p.map((p, i) =>
      p.reduce((sum, x, k) => sum + (x - Number(CLASSES[k] === data.y[i])) ** 2, 0),
    );
    expect(found.brier.value).toBeCloseTo(mean(squares), 12);
    const right = data.p.map((p, i) => Number(CLASSES[p.indexOf(Math.max(...p))] === data.y[i]));
    expect(found.accuracy.value).toBeCloseTo(mean(right), 12);
    const areas = CLASSES.map((name, k) => {
      const own = data.p.flatMap((p, i) => (data.y[i] === name ? [p[k]!] : []));
      const rest = data.p.flatMap((p, i) => (data.y[i] === name ? [] : [p[k]!]));
      const wins = own.map((a) => rest.reduce((n, b) => n + (a > b ? 1 : a === b ? 0.5 : 0), 0));
      return mean(wins) / rest.length;
    });
    expect(found.rocAuc?.value).toBeCloseTo(mean(areas), 12);
  });

  it("splits the log loss into parts that add up to it", async () => {
    const found = await evaluate(place.engine, await table(), probs);
    const { score, uncertainty, resolution, calibration, within } = found.split!;
    const sum = uncertainty.value - resolution.value + calibration.value + within.value;
    expect(sum).toBeCloseTo(score, 12);
    expect(score).toBeCloseTo(found.logLoss.value, 12);
  });

  it("finds the rows where the model is too sure, and says so in its sentence", async () => {
    const found = await evaluate(place.engine, await table(), probs);
    expect(found.segments[0]?.name).toBe("kind = hard");
    expect(found.sentence).toContain("`kind = hard`");
    expect(found.segments[0]!.mean.value).toBeCloseTo(
      mean(bits.filter((_, i) => data.kind[i] === "hard")),
      12,
    );
  });

  it("saves by recalibration about what it says, on rows that it has not seen", async () => {
    const found = await evaluate(place.engine, await table(), { ...probs, recalibrate: true });
    const fresh = await place.parquet("fresh.parquet", columnsOf(made(3000, 2)) as Columns);
    const before = await evaluate(place.engine, fresh, probs);
    const after = await evaluate(place.engine, fresh, { ...probs, calibrator: found.calibrator! });
    const { chosen } = found.recalibration!;
    const saved = before.logLoss.value - after.logLoss.value;
    expect(chosen.low).toBeGreaterThan(0);
    expect(saved).toBeGreaterThan(chosen.low / 2);
    expect(saved).toBeLessThan(2 * chosen.high);
  });

  it.each<readonly [string, (p: string) => string, object]>([
    ["log-probabilities", (p) => `ln(${p})`, { logProbs: ["c_*"] }],
    ["logits", (p) => `ln(${p}) + 5`, { logits: ["c_*"] }],
  ])("takes %s, and finds the same", async (_, of, forecast) => {
    const from = await table();
    const columns = CLASSES.map((name) => `${of(`p_${name}`)} AS c_${name}`).join(", ");
    const other = await place.select("other.parquet", `SELECT y, ${columns} FROM '${from}'`);
    const found = await evaluate(place.engine, other, { ...label, ...forecast });
    expect(found.logLoss.value).toBeCloseTo(mean(bits), 12);
  });

  it("takes a list column, with the classes named", async () => {
    const from = await table();
    const lists = await place.select("lists.parquet", `SELECT y, [p_cat, p_dog, p_owl] AS p FROM '${from}'`);
    const found = await evaluate(place.engine, lists, { ...label, probs: ["p"], classes: CLASSES });
    expect(found.logLoss.value).toBeCloseTo(mean(bits), 12);
  });

  it("weighs rows, which then count as so many", async () => {
    const from = await table();
    const weighted = await place.select("weighted.parquet", `SELECT *, 2 AS w FROM '${from}'`);
    const found = await evaluate(place.engine, weighted, { ...probs, weight: "w" });
    expect(found.logLoss.value).toBeCloseTo(mean(bits), 12);
    expect(found.perClass[0]!.rows).toBe(2 * data.y.filter((y) => y === "cat").length);
  });

  it("is less sure of rows that depend on each other", async () => {
    const from = await table();
    const grouped = await place.select(
      "grouped.parquet",
      `SELECT *, row_number() OVER () % 100 AS g FROM (SELECT unnest([1, 1, 1, 1]), * FROM '${from}')`,
    );
    const alone = await evaluate(place.engine, grouped, { ...probs, segments: [] });
    const repeated = await place.select(
      "repeated.parquet",
      `SELECT *, i AS g FROM (SELECT *, row_number() OVER () AS i FROM '${from}'), (SELECT unnest([1, 2, 3, 4]))`,
    );
    const found = await evaluate(place.engine, repeated, { ...probs, group: "g", segments: [] });
    expect(found.logLoss.value).toBeCloseTo(mean(bits), 12);
    const width = (r: typeof found): number => r.logLoss.high - r.logLoss.low;
    expect(width(found) / width(alone)).toBeCloseTo(2, 1);
  });

  it("gives the same result in one piece and with a condition that every row meets", async () => {
    const from = await table();
    const one = await evaluate(place.engine, from, probs);
    const two = await evaluate(place.engine, from, { ...probs, where: "length(y) = 3" });
    expect({ ...two, name: one.name }).toEqual(one);
  });
});

describe("evaluate, forecasts of two classes", () => {
  const two = { label: "y", prob: "p", segments: [], recalibrate: false };
  const rows = (pairs: readonly (readonly [number | null, number | null])[]): Columns => ({
    y: ["INTEGER", pairs.map(([y]) => y)],
    p: ["DOUBLE", pairs.map(([, p]) => p)],
  });

  it("says that a loss is infinite, names the rows, and gives the loss of the others", async () => {
    const file = await place.parquet(
      "endless.parquet",
      rows([
        [1, 0.5],
        [0, 0.25],
        [1, 0],
        [0, 1],
        [1, 0.75],
      ]),
    );
    const found = await evaluate(place.engine, file, two);
    expect(found.logLoss.value).toBe(Number.POSITIVE_INFINITY);
    expect(found.calibration?.value).toBe(Number.POSITIVE_INFINITY);
    expect(found.infinite).toEqual({
      rows: 2,
      named: [
        { row: 3, key: null, label: "1" },
        { row: 4, key: null, label: "0" },
      ],
    });
    // −log₂ of ½, ¾ and ¾
    expect(found.finiteLogLoss?.value).toBeCloseTo((1 + 2 * Math.log2(4 / 3)) / 3, 14);
    expect(found.finiteLogLoss?.n).toBe(3);
    expect(found.sentence).toMatch(/^The model called 2 labels impossible \(rows 3, 4\)/);
    expect(evalReport(found).tone).toBe("alarm");
  });

  it("leaves out rows with a null, counts them, and keeps the numbers of the others", async () => {
    const file = await place.parquet(
      "nulls.parquet",
      rows([
        [null, 0.5],
        [0, null],
        [1, 0],
        [0, 0.25],
      ]),
    );
    const found = await evaluate(place.engine, file, two);
    expect(found.rows).toBe(2);
    expect(found.setAside).toEqual({ label: 1, forecast: 1, weight: 0 });
    expect(found.infinite.named[0]?.row).toBe(3);
    expect(found.warnings.join(" ")).toContain("1 row has no label and is left out.");
  });

  it("has no skill to speak of where all labels are of one class", async () => {
    const file = await place.parquet("one.parquet", rows(Array.from({ length: 20 }, () => [1, 0.75])));
    const found = await evaluate(place.engine, file, two);
    expect(found.skill).toBeNull();
    expect(found.rocAuc).toBeNull();
    expect(found.warnings.join(" ")).toContain("All labels are `1`");
  });

  it("names a class that is never held likeliest", async () => {
    const file = await place.parquet(
      "timid.parquet",
      rows(Array.from({ length: 40 }, (_, i) => [i % 2, 0.25])),
    );
    expect((await evaluate(place.engine, file, two)).warnings).toContain(
      "The model never holds `1` likeliest.",
    );
  });

  const shared = fileURLToPath(
    new URL("../../../../../shared/data/tables/california_housing_reference.csv", import.meta.url),
  );
  it.skipIf(!existsSync(shared))(
    "agrees with scikit-learn on real predictions (skipped where they are not at hand)",
    async () => {
      const found = await evaluate(place.engine, shared, {
        label: "clf_target",
        prob: "y_pred_proba",
        compat: "sklearn",
        recalibrate: false,
        segments: [],
      });
      // scikit-learn 1.9.1: log_loss, brier_score_loss, roc_auc_score, average_precision_score of all 5,832 rows
      expect(found.compat?.logLoss).toBeCloseTo(0.41599466434186494, 12);
      expect(found.brier.value).toBeCloseTo(0.12893357338820302, 12);
      expect(found.rocAuc?.value).toBeCloseTo(0.9079415179034716, 12);
      expect(found.prAuc?.value).toBeCloseTo(0.9455635801425559, 12);
      expect(found.infinite.named.map((r) => r.row)).toEqual([742, 789]);
      // log_loss / ln 2 of the other 5,830 rows
      expect(found.finiteLogLoss?.value).toBeCloseTo(0.5825205588154789, 12);
      expect(found.finiteLogLoss?.n).toBe(5830);
    },
  );
});

describe("evaluate, against another model", () => {
  it("compares forecasts of another file by key, whatever the order of its rows", async () => {
    const from = await table();
    const keyed = await place.select("keyed.parquet", `SELECT *, row_number() OVER () AS id FROM '${from}'`);
    const flat = CLASSES.map((name) => `1/3::DOUBLE AS p_${name}`).join(", ");
    const other = await place.select("flat.parquet", `SELECT id, ${flat} FROM '${keyed}' ORDER BY hash(id)`);
    const { comparison } = await evaluate(place.engine, keyed, {
      ...probs,
      against: other,
      key: "id",
      segments: [],
    });
    expect(comparison?.difference?.value).toBeCloseTo(mean(bits) - Math.log2(3), 12);
    expect(comparison?.otherLoss.value).toBeCloseTo(Math.log2(3), 12);
    expect(comparison?.verdict).toBe("better");
    expect(comparison?.live.verdict).toBe("better");
  });

  it("compares columns of the same file, and finds no difference where there is none", async () => {
    const from = await table();
    const twin = await place.select(
      "twin.parquet",
      `SELECT *, p_cat AS b_cat, p_dog AS b_dog, p_owl AS b_owl FROM '${from}'`,
    );
    const { comparison } = await evaluate(place.engine, twin, {
      ...probs,
      againstProbs: ["b_*"],
      segments: [],
    });
    expect(comparison?.difference?.value).toBe(0);
    expect(comparison?.verdict).toBe("undecided");
    expect(comparison?.test?.p).toBe(1);
  });

  it("refuses files of different lengths without a key", async () => {
    const from = await table();
    const short = await place.select("short.parquet", `SELECT * FROM '${from}' LIMIT 10`);
    await expect(evaluate(place.engine, from, { ...probs, against: short })).rejects.toThrow(
      /has 10 rows and .* 3,000; .*--key/,
    );
  });
});
