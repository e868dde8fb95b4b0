import type { Metric } from "@relent/report";
import type { ColumnResult, DiffResult } from "../compare/result.ts";

const METRICS: readonly (readonly [name: string, help: string, value: (c: ColumnResult) => number | null])[] =
  [
    ["relent_diff_kl_bits", "D(current || reference) in bits a row", (c) => c.kl?.value ?? null],
    [
      "relent_diff_kl_bits_low",
      "Low end of the interval of D(current || reference)",
      (c) => c.kl?.low ?? null,
    ],
    [
      "relent_diff_kl_bits_high",
      "High end of the interval of D(current || reference)",
      (c) => c.kl?.high ?? null,
    ],
    ["relent_diff_js_bits", "Jensen-Shannon divergence in bits", (c) => c.jensenShannon?.value ?? null],
    ["relent_diff_psi", "Population stability index, natural logarithm", (c) => c.psi?.value ?? null],
    [
      "relent_diff_new_share",
      "Share of current rows whose value the reference never has",
      (c) => c.newShare?.value ?? null,
    ],
    [
      "relent_diff_moved",
      "1 if the column moved, changed type, or is on one side only",
      (c) => (c.verdict === "skipped" ? null : Number(c.verdict !== "same" && c.verdict !== "too few rows")),
    ],
  ];

/** Samples for a monitoring system. */
export function metrics(result: DiffResult): Metric[] {
  const labels = { reference: result.reference.name, current: result.current.name };
  const columns = METRICS.flatMap(([name, help, of]) =>
    result.columns.flatMap((c): Metric[] => {
      const value = of(c);
      return value === null ? [] : [{ name, help, labels: { ...labels, column: c.name }, value }];
    }),
  );
  const rows = (["reference", "current"] as const).map(
    (side): Metric => ({
      name: "relent_diff_rows",
      help: "Rows of each side",
      labels: { ...labels, side },
      value: result[side].rows,
    }),
  );
  return [...rows, ...columns];
}
