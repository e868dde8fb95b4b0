import type { CoverageRow } from "./coverage.ts";
import { INFORMATION_METHODS, type InformationRow } from "./dependence.ts";
import { CATEGORIES, type EntropyRow } from "./entropy.ts";
import type { KlRow } from "./kl.ts";
import { KL_CONTESTANTS } from "./kl-contestants.ts";
import type { Outcome } from "./tally.ts";

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), line(head.map((_, i) => (i === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

const signed = (x: number): string => `${x < 0 ? "−" : "+"}${Math.abs(x).toFixed(3)}`;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const whole = (share: number): string => `${Math.round(100 * share)} %`;

/** Bias (root mean square error), and after a comma the coverage of the 95 % interval. */
function told({ bias, rmse, covered, infinite }: Outcome): string {
  if (infinite > 0.5) return `∞ in ${whole(infinite)}`;
  const often = infinite > 0 ? `, ∞ in ${whole(infinite)}` : "";
  return `${signed(bias)} (${rmse.toFixed(3)})${often}, ${whole(covered)}`;
}

export function entropySection(rows: readonly EntropyRow[]): string {
  const methods = Object.keys(rows[0]!.outcomes) as (keyof EntropyRow["outcomes"])[];
  return [
    `## Entropy, ${CATEGORIES.toLocaleString("en-US")} categories, nats`,
    "",
    table(
      ["estimator", ...rows.map(({ law, rows: n }) => `${law}, n = ${n.toLocaleString("en-US")}`)],
      methods.map((method) => [
        method === "chao-wang-jost" ? `**${method} (default)**` : method,
        ...rows.map(({ outcomes }) => told(outcomes[method])),
      ]),
    ),
  ].join("\n");
}

const DEFAULT = KL_CONTESTANTS.findIndex(({ name }) => name.includes("(default)"));

export function klSection(title: string, rows: readonly KlRow[]): string {
  return [
    `## ${title}`,
    "",
    table(
      [
        "estimator; interval",
        ...rows.map(({ name, rows: n }) => `${name}, n = m = ${n.toLocaleString("en-US")}`),
      ],
      [
        ["truth (mean)", ...rows.map(({ truth }) => truth.toFixed(3))],
        ...KL_CONTESTANTS.map(({ name }, c) => [name, ...rows.map(({ outcomes }) => told(outcomes[c]!))]),
        [
          "the default's low end lies under the truth",
          ...rows.map(({ outcomes }) => whole(outcomes[DEFAULT]!.lowUnder)),
        ],
        ["the default calls its figure a lower bound", ...rows.map(({ noted }) => whole(noted))],
      ],
    ),
  ].join("\n");
}

/** The settings of one group, counted. */
function group(name: string, rows: readonly CoverageRow[]): readonly string[] {
  const covered = rows.map((row) => row.covered);
  const share = (low: number, high: number): string =>
    whole(covered.filter((c) => c >= low && c <= high).length / Math.max(1, rows.length));
  return [
    name,
    String(rows.length),
    share(0.93, 0.98),
    share(0.92, 0.99),
    `${percent(Math.min(...covered))}–${percent(Math.max(...covered))}`,
    `${percent(Math.min(...rows.map((row) => row.delta)))}–${percent(Math.max(...rows.map((row) => row.delta)))}`,
    percent(Math.min(...rows.map((row) => row.lowUnder))),
  ];
}

export function coverageSection(rows: readonly CoverageRow[]): string {
  const groups: readonly (readonly [string, readonly CoverageRow[]])[] = [
    ["ten rows a cell and more, D > 0", rows.filter((row) => row.plenty && row.bits > 0)],
    ["ten rows a cell and more, D = 0", rows.filter((row) => row.plenty && row.bits === 0)],
    ["fewer rows, D > 0", rows.filter((row) => !row.plenty && row.bits > 0)],
    ["fewer rows, D = 0", rows.filter((row) => !row.plenty && row.bits === 0)],
  ];
  const off = rows.filter(({ plenty, covered }) => plenty && covered < 0.92);
  return [
    "## Coverage of the default's 95 % interval of a KL",
    "",
    "Uniform and Zipf references, current tilted to D ∈ {0, 0.001, 0.01, 0.1, 0.5} bits; ½ to 500 rows a cell, n = m and n ≠ m.",
    "",
    table(
      [
        "settings",
        "number",
        "within 93–98 %",
        "within 92–99 %",
        "least–most",
        "same value ± 1.96·delta",
        "low end under the truth, least",
      ],
      groups.filter(([, of]) => of.length > 0).map(([name, of]) => group(name, of)),
    ),
    ...(off.length === 0
      ? []
      : [
          "",
          "Settings of ten rows a cell and more under 92 %:",
          "",
          table(
            ["law", "k", "n", "m", "D, bits", "covered", "bias, nats"],
            off.map(({ law, k, n, m, bits, covered, bias }) => [
              law,
              String(k),
              String(n),
              String(m),
              String(bits),
              percent(covered),
              bias.toFixed(4),
            ]),
          ),
        ]),
  ].join("\n");
}

export function informationSection(rows: readonly InformationRow[]): string {
  return [
    "## Mutual information of two axes of k outcomes, nats",
    "",
    table(
      [
        "law",
        "k",
        "rows",
        "truth",
        ...INFORMATION_METHODS.map((m) => (m === "chao-wang-jost" ? `**${m} (default)**` : m)),
      ],
      rows.map(({ name, k, rows: n, truth, outcomes }) => [
        name,
        String(k),
        n.toLocaleString("en-US"),
        truth.toFixed(3),
        ...outcomes.map(told),
      ]),
    ),
  ].join("\n");
}
