import { describe, expect, it } from "vitest";
import { type DiffResult, diff } from "../src/index.ts";
import { categories, draws, normal } from "./draws.ts";
import { type Columns, column, unwritable, type Value, workplace } from "./workplace.ts";

const at = workplace();
let files = 0;

async function compared(reference: Columns, current: Columns): Promise<DiffResult> {
  const then = await at.parquet(`reference-${files}.parquet`, reference);
  const now = await at.parquet(`current-${files++}.parquet`, current);
  return diff(at.engine, then, now);
}

describe("one value of 1e9 among 5,000 normal ones", () => {
  const x = draws(5000, 1, normal());
  const y = draws(5000, 2, normal());
  const z = draws(5000, 3, normal(0.5));
  const spoiled = (values: readonly number[]): number[] => values.with(7, 1e9);

  it.each<readonly [string, readonly number[], readonly number[], readonly number[]]>([
    ["of one law", x, y, y],
    ["that moved", x, z, z],
  ])("changes no verdict and hardly a figure, %s", async (_, reference, current) => {
    const plain = column(await compared({ v: ["DOUBLE", reference] }, { v: ["DOUBLE", current] }), "v");
    for (const [a, b] of [
      [reference, spoiled(current)],
      [spoiled(reference), current],
      [spoiled(reference), spoiled(current)],
    ] as const) {
      const found = column(await compared({ v: ["DOUBLE", a] }, { v: ["DOUBLE", b] }), "v");
      expect(found.verdict).toBe(plain.verdict);
      expect(Math.abs(found.kl!.value - plain.kl!.value)).toBeLessThan(0.002);
      expect(Math.abs(found.kl!.high - plain.kl!.high)).toBeLessThan(0.002);
      expect(Math.abs(found.wasserstein!.value - plain.wasserstein!.value)).toBeLessThan(0.01);
      expect(found.cells.length).toBeGreaterThanOrEqual(32);
    }
  });

  it("is said to lie beyond what the reference spans", async () => {
    const { warnings } = await compared({ v: ["DOUBLE", x] }, { v: ["DOUBLE", spoiled(y)] });
    expect(warnings.join("\n")).toContain(
      "`v`: 0.02 % of current lies above anything that the reference spans",
    );
  });

  it("hides no change of half a standard deviation", async () => {
    const found = await compared({ v: ["DOUBLE", spoiled(x)] }, { v: ["DOUBLE", spoiled(z)] });
    expect(column(found, "v").verdict).toBe("moved");
  });
});

describe("nulls", () => {
  const half = (values: readonly Value[]): Value[] => values.map((v, i) => (i % 2 === 0 ? null : v));

  it("going from 0 % to 50 % are moved and named, in numbers and in texts", async () => {
    const numbers = draws(2000, 4, normal());
    const texts = categories(2000, 5, 6);
    const result = await compared(
      { n: ["DOUBLE", numbers], t: ["VARCHAR", texts] },
      { n: ["DOUBLE", half(draws(2000, 6, normal()))], t: ["VARCHAR", half(categories(2000, 7, 6))] },
    );
    for (const name of ["n", "t"]) {
      const found = column(result, name);
      expect(found.verdict).toBe("moved");
      const nulls = found.cells.find((c) => c.label === "NULL")!;
      expect([nulls.reference, nulls.current]).toEqual([0, 0.5]);
      expect(nulls.bits).toBe(Math.max(...found.cells.map((c) => c.bits)));
      expect(found.newValues.map((v) => v.label)).toContain("NULL");
    }
    expect(result.sentence).toContain("in `NULL`");
  });

  it("of the same share on both sides are no change", async () => {
    const result = await compared(
      { n: ["DOUBLE", half(draws(8000, 8, normal()))] },
      { n: ["DOUBLE", half(draws(8000, 9, normal()))] },
    );
    expect(column(result, "n").verdict).toBe("same");
  });
});

describe("categories", () => {
  it.each([1000, 5000])("200 replaced by 200 others are found and named, %i rows", async (rows) => {
    const result = await compared(
      { t: ["VARCHAR", categories(rows, 10, 200, "old")] },
      { t: ["VARCHAR", categories(rows, 11, 200, "new")] },
    );
    const found = column(result, "t");
    expect(found.verdict).toBe("moved");
    expect(found.newValueCount).toBeGreaterThan(190);
    expect(found.newValues.length).toBe(20);
    for (const { label } of found.newValues) expect(label).toMatch(/^new\d+$/);
    expect(result.warnings.join("\n")).toMatch(/`t`: values that the reference never has: new\d+/);
  });

  it("200 of too few rows to be told apart one by one are judged by how many are new", async () => {
    const result = await compared(
      { t: ["VARCHAR", categories(1000, 10, 200, "old")] },
      { t: ["VARCHAR", categories(1000, 11, 200, "new")] },
    );
    expect(column(result, "t")).toMatchObject({ kl: null, newShare: { value: 1 } });
    const alike = await compared(
      { t: ["VARCHAR", categories(1000, 10, 200)] },
      { t: ["VARCHAR", categories(1000, 11, 200)] },
    );
    expect(column(alike, "t").verdict).not.toBe("moved");
    expect(alike.warnings.join()).not.toContain("never has");
  });

  it("the same 200 are no change at 5,000 rows", async () => {
    const result = await compared(
      { t: ["VARCHAR", categories(5000, 12, 200)] },
      { t: ["VARCHAR", categories(5000, 13, 200)] },
    );
    expect(column(result, "t").verdict).not.toBe("moved");
    expect(result.warnings.join()).not.toContain("never has");
  });

  it("a new one of 0.1 % is named and raises no alarm at 10,000 rows", async () => {
    const current = categories(10_000, 15, 5);
    for (let i = 0; i < 10; i++) current[i * 997] = "brand new";
    const result = await compared({ t: ["VARCHAR", categories(10_000, 14, 5)] }, { t: ["VARCHAR", current] });
    const found = column(result, "t");
    expect(found.verdict).toBe("same");
    expect(found.newValues).toEqual([{ label: "brand new", rows: 10, share: 0.001 }]);
    expect(result.warnings.join("\n")).toContain(
      "`t`: a value that the reference never has: brand new (0.1 %).",
    );
  });
});

describe("columns that advance with time", () => {
  it("order numbers, dates and timestamps do not head the list; their hour and weekday are compared", async () => {
    const rows = 4000;
    const start = Date.UTC(2024, 0, 1) / 1000;
    const month = (from: number, seed: number): Columns => {
      const seconds = draws(rows, seed, (rng) => Math.floor(from + rng.uniform() * 28 * 86_400)).sort(
        (a, b) => a - b,
      );
      const stamp = seconds.map((s) => new Date(s * 1000).toISOString().slice(0, 19));
      return {
        number: ["BIGINT", seconds.map((_, i) => from + 3 * i)],
        day: ["DATE", stamp.map((t) => t.slice(0, 10))],
        at: ["TIMESTAMP", stamp],
        amount: ["DOUBLE", draws(rows, seed + 100, normal(seed === 21 ? 0.4 : 0))],
      };
    };
    const result = await compared(month(start, 20), month(start + 28 * 86_400, 21));
    expect(result.columns[0]!.name).toBe("amount");
    expect(result.columns.filter((c) => c.verdict === "moved").map((c) => c.name)).toEqual(["amount"]);
    for (const name of ["number", "day", "at"]) {
      expect(column(result, name)).toMatchObject({
        verdict: "skipped",
        reason: "advances with time",
        kl: null,
      });
    }
    expect(column(result, "day").warnings[0]).toBe(
      "reference spans 2024-01-01 to 2024-01-28, current 2024-01-29 to 2024-02-25",
    );
    for (const name of ["day (weekday)", "at (weekday)", "at (hour)"]) {
      expect(["same", "too few rows"]).toContain(column(result, name).verdict);
    }
    expect(result.sentence).not.toContain("number");
  });

  it("row numbers that go on where the reference ended, of any two lengths", async () => {
    const numbers = (from: number, n: number): number[] => Array.from({ length: n }, (_, i) => from + i);
    let from = 0;
    for (const [m, n] of [
      [5832, 8232],
      [2000, 3000],
      [20_000, 1500],
    ] as const) {
      const result = await compared(
        { id: ["BIGINT", numbers(from, m)] },
        { id: ["BIGINT", numbers(from + m, n)] },
      );
      expect(column(result, "id")).toMatchObject({ verdict: "skipped", reason: "advances with time" });
      from += m + n;
    }
  });

  it("numbers drawn from one range are compared as numbers", async () => {
    const ids = (seed: number): number[] => draws(3000, seed, (rng) => rng.integer(1e9));
    const found = column(await compared({ id: ["BIGINT", ids(1)] }, { id: ["BIGINT", ids(2)] }), "id");
    expect(found.verdict).not.toBe("skipped");
    expect(found.kl).not.toBeNull();
  });
});

describe("what does not matter changes nothing", () => {
  const rows = 6000;
  const table = (seed: number, shift: number): Record<string, Value[]> => ({
    celsius: draws(rows, seed, normal(15 + 5 * shift, 8)).map((v) => Math.round(v * 10) / 10),
    metres: draws(rows, seed + 50, (rng) => Math.exp(normal(shift)(rng))),
    kind: categories(rows, seed + 90, 12, "k", (i) => 1 / (i + 1 + 6 * shift)),
  });
  const [reference, current] = [table(31, 0), table(32, 0.3)];
  const types = { celsius: "DOUBLE", metres: "DOUBLE", kind: "VARCHAR" } as const;
  const typed = (t: Record<string, Value[]>): Columns =>
    Object.fromEntries(Object.entries(t).map(([k, v]) => [k, [types[k as keyof typeof types], v]]));
  const mapped = (t: Record<string, Value[]>, by: Record<string, (v: Value, i: number) => Value>) =>
    typed(Object.fromEntries(Object.entries(t).map(([k, v]) => [k, by[k] ? v.map(by[k]) : v])));

  async function unchanged(a: Columns, b: Columns, names: readonly string[]): Promise<void> {
    const plain = await compared(typed(reference), typed(current));
    const other = await compared(a, b);
    for (const name of names) {
      const [x, y] = [column(plain, name), column(other, name)];
      expect(y.verdict).toBe(x.verdict);
      expect(Math.abs(y.kl!.value - x.kl!.value)).toBeLessThan(1e-9);
      expect(Math.abs(y.kl!.low - x.kl!.low)).toBeLessThan(1e-9);
      expect(Math.abs(y.kl!.high - x.kl!.high)).toBeLessThan(1e-9);
    }
  }

  it("the order of the rows", async () => {
    const turned = (t: Record<string, Value[]>): Columns =>
      typed(
        Object.fromEntries(
          Object.entries(t).map(([k, v]) => [k, v.map((_, i) => v[(i * 1009 + 5) % rows]!)]),
        ),
      );
    await unchanged(turned(reference), turned(current), ["celsius", "metres", "kind"]);
  });

  it("the order of the rows: sorted by value", async () => {
    const sorted = (t: Record<string, Value[]>): Columns =>
      typed(
        Object.fromEntries(Object.entries(t).map(([k, v]) => [k, [...v].sort((a, b) => (a! < b! ? -1 : 1))])),
      );
    await unchanged(sorted(reference), sorted(current), ["celsius", "metres", "kind"]);
  });

  it("the names of the categories", async () => {
    const rename = { kind: (v: Value) => `z${97 - Number(String(v).slice(1))}` };
    await unchanged(mapped(reference, rename), mapped(current, rename), ["kind"]);
  });

  it("the unit: × 1,000 and °C to °F", async () => {
    const units = {
      metres: (v: Value) => Number(v) * 1000,
      celsius: (v: Value) => Number(v) * 1.8 + 32,
    };
    await unchanged(mapped(reference, units), mapped(current, units), ["celsius", "metres"]);
  });

  it("the unit: / 1,024 and another zero", async () => {
    const units = { metres: (v: Value) => Number(v) / 1024, celsius: (v: Value) => Number(v) + 2 ** 20 };
    await unchanged(mapped(reference, units), mapped(current, units), ["celsius", "metres"]);
  });
});

describe("what cannot be compared is said in words", () => {
  it("constant or null altogether on both sides", async () => {
    const rows = 2000;
    const nulls = new Array<null>(rows).fill(null);
    const same: Columns = {
      constant: ["INTEGER", new Array<number>(rows).fill(7)],
      word: ["VARCHAR", new Array<string>(rows).fill("x")],
      nothing: ["DOUBLE", nulls],
      silence: ["VARCHAR", nulls],
      spice: ["DOUBLE", draws(rows, 1, normal())],
    };
    const result = await compared(same, { ...same, spice: ["DOUBLE", draws(rows, 2, normal())] });
    expect(unwritable(result)).toEqual([]);
    for (const name of ["constant", "word", "nothing", "silence"]) {
      expect(column(result, name)).toMatchObject({ verdict: "same", reason: "constant on both sides" });
    }
  });

  it("a constant of too few rows to exclude that it varies", async () => {
    const seven: Columns = { constant: ["INTEGER", new Array<number>(500).fill(7)] };
    const result = await compared(seven, seven);
    expect(column(result, "constant")).toMatchObject({
      verdict: "too few rows",
      reason: "constant on both sides",
    });
  });

  it("a column that becomes null altogether has moved", async () => {
    const rows = 1000;
    const gone = await compared(
      { n: ["DOUBLE", draws(rows, 1, normal())], t: ["VARCHAR", categories(rows, 2, 4)] },
      { n: ["DOUBLE", new Array<null>(rows).fill(null)], t: ["VARCHAR", new Array<null>(rows).fill(null)] },
    );
    for (const name of ["n", "t"]) expect(column(gone, name).verdict).toBe("moved");
    expect(unwritable(gone).filter((path) => !path.endsWith("= Infinity"))).toEqual([]);
  });

  it("a column that was null altogether and is no more has moved", async () => {
    const rows = 1000;
    const come = await compared(
      { n: ["DOUBLE", new Array<null>(rows).fill(null)], t: ["VARCHAR", new Array<null>(rows).fill(null)] },
      { n: ["DOUBLE", draws(rows, 1, normal())], t: ["VARCHAR", categories(rows, 2, 4)] },
    );
    for (const name of ["n", "t"]) expect(column(come, name).verdict).toBe("moved");
    expect(unwritable(come).filter((path) => !path.endsWith("= Infinity"))).toEqual([]);
  });

  it("a table of one row", async () => {
    const one: Columns = { n: ["DOUBLE", [1.5]], t: ["VARCHAR", ["a"]], d: ["DATE", ["2024-05-01"]] };
    const other: Columns = { n: ["DOUBLE", [2.5]], t: ["VARCHAR", ["b"]], d: ["DATE", ["2024-05-01"]] };
    const result = await compared(one, other);
    expect(unwritable(result).filter((path) => !path.endsWith("= Infinity"))).toEqual([]);
    expect(result.verdict).toBe("too few rows");
    for (const name of ["n", "t"]) expect(column(result, name).verdict).toBe("too few rows");
    expect(result.warnings.join("\n")).toContain("has only 1 row");
  });

  it("an empty table on either side", async () => {
    const full: Columns = { n: ["DOUBLE", draws(50, 1, normal())], t: ["VARCHAR", categories(50, 2, 4)] };
    const then = await at.parquet("full.parquet", full);
    const none = await at.select("none.parquet", `SELECT * FROM read_parquet('${then}') WHERE false`);
    for (const [a, b] of [
      [then, none],
      [none, then],
      [none, none],
    ] as const) {
      const result = await diff(at.engine, a, b);
      expect(unwritable(result)).toEqual([]);
      expect(result.verdict).toBe("too few rows");
      expect(result.sentence).toMatch(/none\.parquet.* no rows: there is nothing to compare\.$/);
      for (const c of result.columns)
        expect(c).toMatchObject({ verdict: "skipped", reason: "no rows to compare" });
    }
  });
});
