import { describe, expect, it } from "vitest";
import { type DiffOptions, type DiffResult, diff, profileTable } from "../src/index.ts";
import { heavyCells } from "../src/plan/refine-grid.ts";
import { categories, draws, normal } from "./draws.ts";
import { type Columns, column, unwritable, workplace } from "./workplace.ts";

const at = workplace();
let files = 0;

async function compared(reference: Columns, current: Columns, options?: DiffOptions): Promise<DiffResult> {
  const then = await at.parquet(`reference-${files}.parquet`, reference);
  const now = await at.parquet(`current-${files++}.parquet`, current);
  return diff(at.engine, then, now, options);
}

const verdicts = (r: DiffResult): Record<string, string> =>
  Object.fromEntries(r.columns.map((c) => [c.name, c.verdict]));

describe("every type of column", () => {
  const rows = 4000;
  const clock = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(11, 19);
  const table = (seed: number, shift: number): Columns => {
    const u = draws(rows, seed, (rng) => rng.uniform());
    const z = draws(rows, seed + 1000, normal(shift));
    return {
      whole: ["INTEGER", z.map((v) => Math.round(1000 * v))],
      huge: ["HUGEINT", z.map((v) => Math.round(v * 1e6))],
      money: ["DECIMAL(18,2)", z.map((v) => (100 * v).toFixed(2))],
      real: ["FLOAT", z],
      yes: ["BOOLEAN", u.map((v) => v ** (1 + shift) < 0.5)],
      word: ["VARCHAR", u.map((v) => `w${Math.floor(6 * v ** (1 + shift))}`)],
      size: ["ENUM('S', 'M', 'L')", u.map((v) => ["S", "M", "L"][Math.floor(3 * v ** (1 + shift))]!)],
      clock: ["TIME", u.map((v) => clock(Math.floor(86_400 * v ** (1 + shift))))],
      list: ["INTEGER[]", u.map(() => "[1]")],
      record: ["STRUCT(a INTEGER)", u.map(() => "{'a': 1}")],
      bytes: ["BLOB", u.map(() => "ab")],
      key: ["UUID", u.map((_, i) => `00000000-0000-4000-8000-${String(seed * 1e7 + i).padStart(12, "0")}`)],
    };
  };
  const judged = ["whole", "huge", "money", "real", "yes", "word", "size", "clock"];

  it("is found to have moved", async () => {
    const result = await compared(table(1, 0), table(2, 0.5));
    for (const name of judged) expect(`${name} ${column(result, name).verdict}`).toBe(`${name} moved`);
    expect(unwritable(result).filter((p) => !p.endsWith("plugIn = Infinity"))).toEqual([]);
  });

  it("is not, where both sides have one law", async () => {
    const result = await compared(table(1, 0), table(2, 0));
    for (const name of judged) expect(column(result, name).verdict).not.toBe("moved");
    expect(column(result, "key").verdict).not.toBe("moved");
  });

  it("that cannot be compared is skipped by name with the reason", async () => {
    const result = await compared(table(1, 0), table(2, 0));
    for (const [name, reason] of [
      ["list", "INTEGER[]: lists and structs are not compared"],
      ["record", "STRUCT(a INTEGER): lists and structs are not compared"],
      ["bytes", "BLOB: this type is not compared"],
    ] as const) {
      expect(column(result, name)).toMatchObject({ verdict: "skipped", reason, kl: null });
    }
  });
});

describe("names that are hard to write", () => {
  const names = [
    "a.b",
    'say "x"',
    "where",
    "select",
    "größe",
    "名",
    "with space",
    "it's",
    "h",
    "x",
    "v",
    "n",
    "k",
    "b",
    "q",
    "part",
    "rows",
    "1st",
    "a,b",
    "--",
  ];
  const table = (seed: number): Columns =>
    Object.fromEntries(
      names.map((name, i) => [
        name,
        i % 2 === 0
          ? (["DOUBLE", draws(600, [seed, i].join(), normal())] as const)
          : (["VARCHAR", categories(600, [seed, i].join(), 4)] as const),
      ]),
    );

  it("are columns like any other", async () => {
    const result = await compared(table(1), table(2));
    expect(result.columns.map((c) => c.name).sort()).toEqual([...names].sort());
    for (const c of result.columns) expect(c.kl).not.toBeNull();
  });

  it("also with one of them as the cluster", async () => {
    for (const cluster of ["a,b", "h"]) {
      const result = await compared(table(1), table(2), { cluster });
      expect(result.columns.map((c) => c.name).sort()).toEqual(names.filter((n) => n !== cluster).sort());
      expect(result.cluster).toBe(cluster);
    }
  });
});

describe("schemas that differ", () => {
  const rows = 3000;

  it("columns of one side only and changed types are findings; numbers of other widths are compared", async () => {
    const numbers = draws(rows, 1, (rng) => rng.integer(100));
    const result = await compared(
      { n: ["INTEGER", numbers], s: ["VARCHAR", numbers.map(String)], old: ["INTEGER", numbers] },
      {
        n: ["DOUBLE", draws(rows, 2, (rng) => rng.integer(100))],
        s: ["INTEGER", numbers],
        fresh: ["INTEGER", numbers],
      },
    );
    expect(verdicts(result)).toEqual({
      s: "type changed",
      fresh: "only in current",
      old: "only in reference",
      n: column(result, "n").verdict,
    });
    expect(column(result, "n").verdict).not.toBe("moved");
    expect(column(result, "n").kl).not.toBeNull();
    expect(column(result, "s").reason).toBe("string in the reference, integer in current");
    expect(result.verdict).toBe("moved");
    expect(result.sentence).toContain(
      "`fresh` only in current; `old` missing from current; `s` changed type.",
    );
  });

  it("enum and string, date and timestamp, decimal and float are compared", async () => {
    const days = draws(rows, 3, (rng) => `2024-0${1 + rng.integer(6)}-1${rng.integer(9)}`);
    const words = categories(rows, 4, 3, "").map((c) => ["S", "M", "L"][Number(c)]!);
    const money = draws(rows, 5, normal(10)).map((v) => v.toFixed(2));
    const result = await compared(
      { size: ["ENUM('S','M','L')", words], day: ["DATE", days], money: ["DECIMAL(9,2)", money] },
      {
        size: ["VARCHAR", words],
        day: ["TIMESTAMP", days.map((d) => `${d} 00:00:00`)],
        money: ["DOUBLE", money],
      },
    );
    for (const name of ["size", "day", "money"]) {
      expect(column(result, name).kl!.plugIn).toBe(0);
      expect(column(result, name).verdict).not.toBe("moved");
    }
  });
});

describe("one file split by two conditions", () => {
  it("does not judge the column that splits, and judges the rest", async () => {
    const rows = 6000;
    const sex = categories(rows, 1, 2, "sex");
    const file = await at.parquet("people.parquet", {
      sex: ["VARCHAR", sex],
      height: ["DOUBLE", draws(rows, 2, normal(170, 9)).map((v, i) => (sex[i] === "sex0" ? v + 8 : v))],
      luck: ["DOUBLE", draws(rows, 3, normal())],
    });
    const result = await diff(at.engine, file, file, {
      whereReference: "sex = 'sex0'",
      whereCurrent: "sex = 'sex1'",
    });
    expect(verdicts(result)).toEqual({
      height: "moved",
      luck: column(result, "luck").verdict,
      sex: "skipped",
    });
    expect(column(result, "luck").verdict).not.toBe("moved");
    expect(column(result, "sex").reason).toBe("used to split");
    expect(result.reference.rows + result.current.rows).toBe(rows);
    expect(result.sentence).toContain("A code tuned to rows where sex = 'sex0' wastes");
  });

  it("a column that happens to be constant in two files is judged", async () => {
    const result = await compared(
      { c: ["VARCHAR", new Array<string>(2000).fill("a")] },
      { c: ["VARCHAR", new Array<string>(2000).fill("b")] },
    );
    expect(column(result, "c").verdict).toBe("moved");
  });
});

describe("texts of many values", () => {
  it("users who come again, of one law, are no news", async () => {
    const users = (seed: number) => draws(4000, seed, (rng) => `user${rng.integer(20_000)}`);
    const result = await compared({ user: ["VARCHAR", users(1)] }, { user: ["VARCHAR", users(2)] });
    const found = column(result, "user");
    expect(found.verdict).not.toBe("moved");
    expect(found.kl).toBeNull();
    expect(found.newShare!.value).toBeGreaterThan(0.5);
    expect(found.newShare!.unit).toBe("1");
    expect(verdicts(result)).toHaveProperty("user (length)");
    expect(verdicts(result)).toHaveProperty("user (class)");
  });

  it("users of a small circle replaced by others are found", async () => {
    const users = (seed: number, from: number) =>
      draws(4000, seed, (rng) => `user${from + Math.floor(3000 * rng.uniform() ** 2)}`);
    const result = await compared({ user: ["VARCHAR", users(1, 0)] }, { user: ["VARCHAR", users(2, 5000)] });
    expect(column(result, "user").verdict).toBe("moved");
    expect(result.sentence).toContain("`user`");
  });

  it("free text of another length and other characters is found", async () => {
    const text = (seed: number, words: number, suffix: string) =>
      draws(3000, seed, (rng) => {
        const parts = Array.from({ length: 1 + rng.integer(words) }, () => `word${rng.integer(500)}`);
        return parts.join(" ") + (rng.uniform() < 0.3 ? suffix : "");
      });
    const result = await compared(
      { t: ["VARCHAR", text(1, 8, "")] },
      { t: ["VARCHAR", text(2, 16, " 日本")] },
    );
    expect(column(result, "t (length)").verdict).toBe("moved");
    expect(column(result, "t (class)").verdict).toBe("moved");
    const alike = await compared({ t: ["VARCHAR", text(1, 8, "")] }, { t: ["VARCHAR", text(3, 8, "")] });
    for (const c of alike.columns) expect(c.verdict).not.toBe("moved");
  });

  it("over 100,000 of them are sampled by their hashes", async () => {
    const file = (name: string, from: number, prefix = "id") =>
      at.select(name, `SELECT '${prefix}' || (${from} + i) AS id, i % 3 AS n FROM range(150000) s(i)`);
    const [a, b, c, d] = [
      await file("a.parquet", 100_000),
      await file("b.parquet", 400_000),
      await file("c.parquet", 100_000, "other-"),
      await at.select(
        "d.parquet",
        "SELECT 'id' || (100000 + (i * i) % 150000) AS id, i % 3 AS n FROM range(150000) s(i)",
      ),
    ];
    const alike = await diff(at.engine, a, b);
    expect(column(alike, "id").verdict).not.toBe("moved");
    expect(column(alike, "id").newShare!.value).toBe(1);
    expect(column(alike, "id").newShare!.n).toEqual([expect.any(Number), expect.any(Number)]);
    const renamed = await diff(at.engine, a, c);
    expect(column(renamed, "id (class)").verdict).toBe("moved");
    expect(column(renamed, "id (length)").verdict).toBe("moved");
    const shrunk = await diff(at.engine, a, d);
    expect(column(shrunk, "id").verdict).not.toBe("moved");
    expect(unwritable(alike).filter((p) => !p.endsWith("plugIn = Infinity"))).toEqual([]);
  });
});

describe("rows that depend on each other", () => {
  /** 30 days, each with its own level of x: an intraclass correlation of a half. */
  const days = (seed: number): Columns => {
    const level = draws(30, `days ${seed}`, normal(0, 1));
    const day = draws(3000, `day ${seed}`, (rng) => rng.integer(30));
    const z = draws(3000, `z ${seed}`, normal());
    return {
      day: ["VARCHAR", day.map((d) => `${seed}-${d}`)],
      x: ["DOUBLE", z.map((v, i) => v + level[day[i]!]!)],
      y: ["DOUBLE", draws(3000, `y ${seed}`, normal())],
    };
  };

  it("lose their false alarm when the column that groups them is named", async () => {
    let [plain, clustered, alone] = [0, 0, 0];
    for (let i = 0; i < 6; i++) {
      const [a, b] = [days(2 * i), days(2 * i + 1)];
      const without = await compared({ x: a.x!, y: a.y! }, { x: b.x!, y: b.y! });
      const within = await compared(a, b, { cluster: "day" });
      plain += Number(column(without, "x").test!.p < 0.05);
      clustered += Number(column(within, "x").test!.p < 0.05);
      alone += Number(column(within, "y").test!.p < 0.05);
      expect(column(within, "x").designEffect).toBeGreaterThan(1.2);
      expect(column(within, "x").verdict).not.toBe("moved");
      expect(within.columns.map((c) => c.name)).not.toContain("day");
    }
    expect(plain).toBeGreaterThanOrEqual(5);
    expect(clustered).toBeLessThanOrEqual(2);
    expect(alone).toBeLessThanOrEqual(2);
  });

  it("are still found to have moved when they did", async () => {
    const [a, b] = [days(50), days(51)];
    const moved: Columns = { ...b, x: ["DOUBLE", b.x![1].map((v) => Number(v) + 3)] };
    const found = column(await compared(a, moved, { cluster: "day" }), "x");
    expect(found.verdict).toBe("moved");
    expect(found.test!.method).toMatch(/permutation of 60 whole clusters/);
  });

  it("are warned of where the table has dates", async () => {
    const rows = 9000;
    const level = draws(60, "levels", normal(0, 1));
    const table = (offset: number): Columns => {
      const day = draws(rows, `d${offset}`, (rng) => rng.integer(30));
      const z = draws(rows, `z${offset}`, normal());
      return {
        day: ["DATE", day.map((d) => new Date(Date.UTC(2024, 0, 1 + d + offset)).toISOString().slice(0, 10))],
        x: ["DOUBLE", z.map((v, i) => v + level[day[i]! + offset]!)],
      };
    };
    const result = await compared(table(0), table(30));
    expect(result.warnings.join("\n")).toMatch(
      /^Rows of one day are alike: `x` varies from day to day as if there were up to [\d.]+ times fewer rows\. Name the column/m,
    );
    expect(result.method).toContain("Rows taken as independent.");
  });
});

describe("time", () => {
  it("hours and weekdays are those of the calendar", async () => {
    // 2024-01-01 was a Monday.
    const stamp = (hour: number) => (_: unknown, i: number) =>
      new Date(Date.UTC(2024, 0, 1 + (i % 28), hour, i % 60)).toISOString().slice(0, 19);
    const rows = Array.from({ length: 2800 });
    const result = await compared(
      { t: ["TIMESTAMP", rows.map(stamp(9))] },
      { t: ["TIMESTAMP", rows.map(stamp(17))] },
    );
    const hours = column(result, "t (hour)");
    expect(hours.verdict).toBe("moved");
    expect(hours.cells.map((c) => [c.label, c.reference, c.current])).toEqual([
      ["09 h", 1, 0],
      ["17 h", 0, 1],
    ]);
    const days = column(result, "t (weekday)");
    expect(days.verdict).toBe("same");
    expect(days.cells.map((c) => c.label)).toEqual(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]);
    for (const c of days.cells) expect(c.current).toBeCloseTo(1 / 7, 12);
  });

  it("weekends that fall away are found, of a month of five Sundays there is no word", async () => {
    const day = (month: number, skip: readonly number[]) => {
      const dates: string[] = [];
      for (let d = 1; d <= 31; d++) {
        const date = new Date(Date.UTC(2024, month, d));
        if (date.getUTCMonth() !== month || skip.includes(date.getUTCDay())) continue;
        for (let i = 0; i < 100; i++) dates.push(date.toISOString().slice(0, 10));
      }
      return dates;
    };
    // March 2024 has five Fridays, Saturdays and Sundays, April five Mondays and Tuesdays.
    const even = await compared({ d: ["DATE", day(2, [])] }, { d: ["DATE", day(3, [])] });
    expect(column(even, "d (weekday)").verdict).toBe("same");
    expect(column(even, "d")).toMatchObject({ verdict: "skipped", reason: "advances with time" });
    const work = await compared({ d: ["DATE", day(2, [])] }, { d: ["DATE", day(3, [0, 6])] });
    expect(column(work, "d (weekday)").verdict).toBe("moved");
  });

  it("weekdays of less than a fortnight and hours of one day are not judged", async () => {
    const stamps = (days: number, from: number) =>
      Array.from({ length: 2000 }, (_, i) =>
        new Date(Date.UTC(2024, 0, from + (i % days), (i * 7) % 24)).toISOString().slice(0, 19),
      );
    const week = await compared({ t: ["TIMESTAMP", stamps(13, 1)] }, { t: ["TIMESTAMP", stamps(28, 15)] });
    expect(column(week, "t (weekday)")).toMatchObject({
      verdict: "skipped",
      reason: "a table spans fewer than 14 days",
    });
    expect(column(week, "t (hour)").verdict).not.toBe("skipped");
    const one = await compared({ t: ["TIMESTAMP", stamps(1, 1)] }, { t: ["TIMESTAMP", stamps(1, 2)] });
    expect(column(one, "t (hour)")).toMatchObject({
      verdict: "skipped",
      reason: "a table spans fewer than 2 days",
    });
  });

  it("dates of one period are compared as dates", async () => {
    const dates = (seed: number, power: number) =>
      draws(3000, seed, (rng) =>
        new Date(Date.UTC(2024, 0, 1 + Math.floor(300 * rng.uniform() ** power))).toISOString().slice(0, 10),
      );
    const result = await compared({ d: ["DATE", dates(1, 1)] }, { d: ["DATE", dates(2, 2)] });
    const found = column(result, "d");
    expect(found.verdict).toBe("moved");
    expect(found.cells[0]!.label).toMatch(/^below 2024-01-\d\d$/);
    expect(found.cells[1]!.label).toMatch(/^2024-\d\d-\d\d to 2024-\d\d-\d\d$/);
    expect(found.wasserstein!.unit).toBe("seconds");
  });
});

describe("which columns are compared", () => {
  const table = (seed: number): Columns => ({
    price: ["DOUBLE", draws(300, seed, normal())],
    country: ["VARCHAR", categories(300, seed, 3)],
    tax: ["DOUBLE", draws(300, seed + 9, normal())],
  });

  it("can be chosen and left out", async () => {
    const names = async (options: DiffOptions) =>
      (await compared(table(1), table(2), options)).columns.map((c) => c.name).sort();
    expect(await names({ columns: ["price"] })).toEqual(["price"]);
    expect(await names({ exclude: ["price"] })).toEqual(["country", "tax"]);
    expect(await names({ columns: ["price", "tax"], exclude: ["tax"] })).toEqual(["price"]);
  });

  it.each<readonly [string, DiffOptions, string]>([
    ["columns", { columns: ["prise"] }, '--columns: there is no column "prise"; did you mean price?'],
    ["exclude", { exclude: ["contry"] }, '--exclude: there is no column "contry"; did you mean country?'],
    ["cluster", { cluster: "zzzz" }, '--cluster: there is no column "zzzz"'],
    ["condition", { whereReference: "prise > 1" }, "prise"],
  ])("a %s that does not exist is refused", async (_, options, message) => {
    await expect(compared(table(1), table(2), options)).rejects.toThrow(message);
    await expect(compared(table(1), table(2), options)).rejects.toMatchObject({ name: "RelentError" });
  });
});

describe("text files", () => {
  it("give the figures of the same table in Parquet", async () => {
    const line = (seed: number) => {
      const price = draws(2000, seed, normal(10));
      const kind = categories(2000, seed, 4);
      return price.map((v, i) => `${v},${kind[i]}`);
    };
    const [a, b] = [line(1), line(2)];
    const csv = [
      at.text("a.csv", `price,kind\n${a.join("\n")}\n`),
      at.text("b.csv", `price,kind\n${b.join("\n")}\n`),
    ];
    const parquet = await Promise.all(
      csv.map((path, i) => at.select(`csv-${i}.parquet`, `SELECT * FROM read_csv('${path}')`)),
    );
    const text = await diff(at.engine, csv[0]!, csv[1]!);
    const binary = await diff(at.engine, parquet[0]!, parquet[1]!);
    expect(text.columns).toEqual(binary.columns);
    expect(text.reference.rows).toBe(2000);
  });
});

describe("a large table", () => {
  it("in another order gives figures that differ by less than their interval, and cells as fine", async () => {
    const sql = (seed: number, shift: number) =>
      `SELECT sqrt(-2 * ln((hash(i * 2 + ${seed})::DOUBLE + 1) / 18446744073709551617)) * cos(6.283185307179586 * hash(i * 2 + 1 + ${seed})::DOUBLE / 18446744073709551616) + ${shift} AS z,
         exp(2.5 * sqrt(-2 * ln((hash(i * 2 + ${seed + 7e8})::DOUBLE + 1) / 18446744073709551617)) * cos(6.283185307179586 * hash(i * 2 + 1 + ${seed + 7e8})::DOUBLE / 18446744073709551616)) AS l
       FROM range(160000) s(i)`;
    const [a, b] = [
      await at.select("big-a.parquet", sql(0, 0)),
      await at.select("big-b.parquet", sql(1e9, 0.1)),
    ];
    const sorted = await at.select("big-sorted.parquet", `SELECT * FROM read_parquet('${a}') ORDER BY l`);
    const plain = await diff(at.engine, a, b);
    const other = await diff(at.engine, sorted, b);
    for (const name of ["z", "l"]) {
      const [x, y] = [column(plain, name), column(other, name)];
      expect(y.verdict).toBe(x.verdict);
      expect(Math.abs(y.kl!.value - x.kl!.value)).toBeLessThan((x.kl!.high - x.kl!.low) / 2);
    }
    expect(column(plain, "l").verdict).toBe("same");
    const { plan, summary } = await profileTable(at.engine, sorted);
    summary.columns.forEach(({ count }, k) => {
      if (count.kind !== "cells") throw new Error(`${plan.columns[k]!.name} was counted by ${count.kind}`);
      expect(heavyCells(count.rows)).toEqual([]);
      expect(count.rows.length - 2).toBeLessThanOrEqual(1024);
    });
  });
});
