import { bernoulliBits, movedBits, powerLawBits, shiftBits } from "./known-drift.ts";
import {
  as,
  integers,
  type Law,
  levels,
  logNormal,
  normal,
  pareto,
  powerLaw,
  skewedCounts,
  twoNormals,
  withNulls,
  zeroInflated,
} from "./law.ts";

/** What is known to differ between the two tables in one column. */
export interface KnownDrift {
  readonly what: string;
  /** D(current ‖ reference) of the laws in bits; null where the column advances with time. */
  readonly bits: number | null;
}

export interface BenchColumn {
  readonly name: string;
  readonly kind: "number" | "time" | "category" | "string";
  readonly law: Law;
  readonly drift?: KnownDrift;
}

const MONTH: readonly string[] = ["2026-01-01", "2026-02-01"];
const WORDS =
  "late gift call door ring left desk paid cash card size wrong blue green small large return again thanks urgent " +
  "fragile floor code side gate dog before after noon please leave box";

const orderId: Law = (_, current) => `4000000000000 + ${current ? 7_000_000_000 : 0} + row * 7`;
const createdAt: Law = (_, current) =>
  `TIMESTAMP '${MONTH[current ? 1 : 0]}' + to_seconds(CAST(floor(row * (28 * 86400.0) / rows) AS BIGINT))`;
const shipDate: Law = (s) => `DATE '2023-01-01' + CAST(floor(1095 * ${s.u}) AS INTEGER)`;
const unitPrice: Law = (s) => `round(5 * floor(1 + 24 * ${s.u}) - 0.01, 2)`;
const sessionId: Law = (s) => `lower(lpad(hex(${s.bits}), 16, '0'))`;
const userId: Law = (s) => `'u' || CAST(${s.bits} % 1000000 AS VARCHAR)`;
const note: Law = (s) =>
  [0, 5, 10, 15, 20, 25, 30]
    .map((shift) => `words[1 + CAST((${s.bits} >> ${shift}) & 31 AS BIGINT)]`)
    .join(" || ' ' || ");

/** The vocabulary of the free-text column: 32 words. */
export const NOTE_WORDS: readonly string[] = WORDS.split(" ");

/**
 * The 27 columns of the bench tables: 16 numbers and times, 8 categories, 3 strings of high cardinality. Columns
 * without `drift` have the same law on both sides.
 */
export const BENCH_COLUMNS: readonly BenchColumn[] = [
  { name: "order_id", kind: "number", law: orderId, drift: { what: "advances with time", bits: null } },
  { name: "created_at", kind: "time", law: createdAt, drift: { what: "advances with time", bits: null } },
  { name: "ship_date", kind: "time", law: shipDate },
  {
    name: "score",
    kind: "number",
    law: normal([0, 0.2], 1, 14),
    drift: { what: "mean 0 → 0.2 at deviation 1", bits: shiftBits(0.2, 1) },
  },
  {
    name: "sensor_a",
    kind: "number",
    law: withNulls(normal(20, 3, 9), [0.05, 0.12]),
    drift: { what: "nulls 5 % → 12 %", bits: bernoulliBits(0.12, 0.05) },
  },
  { name: "sensor_b", kind: "number", law: withNulls(normal(-3, 0.5, 9), 0.3) },
  {
    name: "amount",
    kind: "number",
    law: logNormal([3, 3 + Math.LN2], 2.5),
    drift: { what: "median doubled, lognormal σ = 2.5", bits: shiftBits(Math.LN2, 2.5) },
  },
  { name: "pareto", kind: "number", law: pareto(1.1) },
  {
    name: "revenue",
    kind: "number",
    law: zeroInflated([0.43, 0.5], 80),
    drift: { what: "zeros 43 % → 50 %", bits: bernoulliBits(0.5, 0.43) },
  },
  {
    name: "bimodal",
    kind: "number",
    law: twoNormals([0.5, 0.4], 2, 0.5),
    drift: { what: "share of the lower mode 50 % → 40 %", bits: bernoulliBits(0.4, 0.5) },
  },
  { name: "age", kind: "number", law: integers(18, 70) },
  { name: "n_items", kind: "number", law: skewedCounts(100_000) },
  { name: "total", kind: "number", law: as("DECIMAL(12,2)", logNormal(3, 1)) },
  { name: "unit_price", kind: "number", law: unitPrice },
  {
    name: "ratio",
    kind: "number",
    law: powerLaw([0.25, 0.24]),
    drift: {
      what: "Beta(0.25, 1) → Beta(0.24, 1): real, and under the floor",
      bits: powerLawBits(0.24, 0.25),
    },
  },
  { name: "signal", kind: "number", law: as("FLOAT", normal(0, 1, 5)) },
  { name: "is_member", kind: "category", law: levels("m", 2) },
  {
    name: "channel",
    kind: "category",
    law: levels("ch", 5, { moved: 0.005, to: 5 }),
    drift: { what: "a new level with 0.5 %", bits: movedBits(0.005, 5, 5) },
  },
  { name: "segment", kind: "category", law: levels("seg", 12) },
  {
    name: "country",
    kind: "category",
    law: levels("c", 60, { moved: 0.08, to: 5 }),
    drift: { what: "8 % of the rows moved to c5", bits: movedBits(0.08, 5, 60) },
  },
  { name: "city", kind: "category", law: levels("city", 200) },
  {
    name: "product",
    kind: "category",
    law: levels("p", 1000, { moved: 0.04, to: 17 }),
    drift: { what: "4 % of the rows moved to p17", bits: movedBits(0.04, 17, 1000) },
  },
  { name: "zip", kind: "category", law: levels("z", 10_000) },
  { name: "sku", kind: "category", law: levels("sku", 100_000) },
  { name: "session_id", kind: "string", law: sessionId },
  { name: "user_id", kind: "string", law: userId },
  { name: "note", kind: "string", law: note },
];
