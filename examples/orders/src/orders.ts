/** One column of the shop's orders, as DuckDB expressions over the order's number `i`, `u(k)` its k-th uniform draw. */
interface OrderColumn {
  readonly name: string;
  readonly january: string;
  /** Where June differs from January: the expression, and what was done, in words. */
  readonly june?: string;
  readonly drift?: string;
}

const choose = (k: number, shares: Readonly<Record<string, number>>): string => {
  let sum = 0;
  const names = Object.entries(shares);
  const arms = names.slice(0, -1).map(([name, share]) => {
    sum += share;
    return `WHEN u(${k}) < ${sum.toFixed(6)} THEN '${name}'`;
  });
  return `CASE ${arms.join(" ")} ELSE '${names.at(-1)![0]}' END`;
};

const normal = (k: number): string => `(sqrt(-2 * ln(u(${k}))) * cos(2 * pi() * u(${k + 1})))`;

const COUNTRIES = { DE: 0.42, FR: 0.21, NL: 0.13, AT: 0.09, BE: 0.08, PL: 0.07 };
const WITH_SWITZERLAND = { DE: 0.33, FR: 0.22, NL: 0.13, AT: 0.09, BE: 0.08, PL: 0.12, CH: 0.03 };

/** The shop's columns: seven drift from January to June, the rest do not. */
export const COLUMNS: readonly OrderColumn[] = [
  { name: "order_id", january: "1000000 + i", june: "1400000 + i", drift: "goes on counting" },
  {
    name: "ordered_at",
    january: "TIMESTAMP '2026-01-01' + to_seconds((31 * 86400 * (i + u(1)) / total)::BIGINT)",
    june: "TIMESTAMP '2026-06-01' + to_seconds((30 * 86400 * (i + u(1)) / total)::BIGINT)",
    drift: "advances with time",
  },
  { name: "customer", january: "'c' || lpad((floor(9e6 * pow(u(2), 3)))::BIGINT::VARCHAR, 7, '0')" },
  {
    name: "country",
    january: choose(3, COUNTRIES),
    june: choose(3, WITH_SWITZERLAND),
    drift: "Germany falls from 42 % to 33 %, Poland rises, Switzerland is new",
  },
  {
    name: "channel",
    january: choose(4, { web: 0.55, app: 0.33, phone: 0.12 }),
    june: choose(4, { web: 0.44, app: 0.49, phone: 0.07 }),
    drift: "the app takes over from web and phone",
  },
  { name: "payment", january: choose(5, { card: 0.46, paypal: 0.31, invoice: 0.17, transfer: 0.06 }) },
  { name: "items", january: "1 + floor(-ln(u(6)) * 2.1)::INTEGER" },
  {
    name: "basket_value",
    january: `round(exp(3.9 + 0.75 * ${normal(7)}), 2)`,
    june: `round(exp(3.9 + 0.75 * ${normal(7)}) * 1.18, 2)`,
    drift: "prices rise by 18 %",
  },
  {
    name: "discount",
    january: "CASE WHEN u(9) < 0.7 THEN 0 ELSE floor(u(10) * 6) * 5 END",
    june: "CASE WHEN u(11) < 0.14 THEN NULL WHEN u(9) < 0.7 THEN 0 ELSE floor(u(10) * 6) * 5 END",
    drift: "14 % of the values go missing",
  },
  {
    name: "delivery_hours",
    january: `round(greatest(3, 46 + 14 * ${normal(12)}), 1)`,
    june: `round(greatest(3, 46 + 14 * ${normal(12)} + CASE WHEN u(14) < 0.08 THEN 60 ELSE 0 END), 1)`,
    drift: "8 % of the deliveries are two and a half days late",
  },
  { name: "weight_kg", january: `round(exp(0.4 + 0.9 * ${normal(15)}), 3)` },
  {
    name: "returned",
    january: "u(17) < 0.083",
    june: "u(17) < 0.079",
    drift: "8.3 % to 7.9 %: too little to matter",
  },
  {
    name: "rating",
    january: "CASE WHEN u(18) < 0.38 THEN NULL ELSE 5 - floor(4.99 * pow(u(19), 2.2))::INTEGER END",
  },
  { name: "newsletter", january: "u(20) < 0.27" },
  { name: "age", january: `greatest(18, least(92, round(43 + 14 * ${normal(21)})))::INTEGER` },
  { name: "coupon", january: "CASE WHEN u(23) < 0.85 THEN NULL ELSE 'C' || floor(u(24) * 40)::INTEGER END" },
];

export type Month = "january" | "june";

/** Share of the unit interval from a hash, never 0 or 1. */
const uniform = (seed: number, k: number): string =>
  `((hash(i * 64 + ${k} + ${seed} * 1000003::BIGINT) >> 11)::DOUBLE + 0.5) / 9007199254740992`;

/** The statement whose result is one month of orders. */
export function ordersSql(month: Month, rows: number, seed: number): string {
  const monthSeed = seed * 2 + (month === "june" ? 1 : 0);
  const list = COLUMNS.map((c) => {
    const sql = (month === "june" ? c.june : undefined) ?? c.january;
    return `${sql.replaceAll(/\bu\((\d+)\)/g, (_, k) => `(${uniform(monthSeed, Number(k))})`)} AS ${c.name}`;
  });
  return `SELECT ${list.join(", ")} FROM (SELECT range AS i, ${rows} AS total FROM range(${rows}))`;
}
