import type { Fact, Section } from "@relent/report";
import { isLowerBound, LOWER_BOUND } from "../compare/lower-bound.ts";
import type { ColumnResult, DiffResult } from "../compare/result.ts";
import { movedSentence } from "../compare/sentences.ts";
import { estimated, fact, idOf, TONES } from "./cells.ts";

/** The figures of a column, in the order in which they are shown, and what each says. */
const FIGURES: readonly (readonly [
  label: string,
  of: (c: ColumnResult) => ColumnResult["kl"],
  says: string,
])[] = [
  ["new values", (c) => c.newShare, "share of current rows whose value the reference never has"],
  [
    "D(current ‖ reference)",
    (c) => c.kl,
    "extra bits a row for coding current with a code made for the reference",
  ],
  ["D(reference ‖ current)", (c) => c.reverseKl, "the other direction"],
  ["Jensen–Shannon", (c) => c.jensenShannon, "divergence from the mean of both, at most 1 bit"],
  ["PSI", (c) => c.psi, "population stability index: both directions added, in nats as is customary"],
  ["total variation", (c) => c.totalVariation, "largest difference of any event's share, uncorrected"],
  ["Hellinger", (c) => c.hellinger, "distance, 0 to 1"],
  ["Kolmogorov–Smirnov", (c) => c.ks, "largest gap of the distribution functions"],
  ["Wasserstein-1", (c) => c.wasserstein, "mean shift of mass, in the column's own units"],
];

function figures(c: ColumnResult): Fact[] {
  const facts = FIGURES.flatMap(([label, of]) => {
    const e = of(c);
    return e === null ? [] : [fact(isLowerBound(e) ? `${label}, ${LOWER_BOUND}` : label, estimated(e))];
  });
  if (c.test) facts.push(fact(`p, ${c.test.statistic}`, { kind: "p", value: c.test.p }, c.test.method));
  if (c.designEffect > 1)
    facts.push(fact("design effect", { kind: "number", value: c.designEffect, unit: "1" }));
  return facts;
}

/** What the figures of the sections say, for the foot of the report. */
export const LEGEND: string = `Figures: ${FIGURES.map(([label, , says]) => `${label}: ${says}`).join("; ")}.`;

/** What is known of a column, in one sentence. */
export function sectionSentence(c: ColumnResult, result: DiffResult): string {
  if (c.verdict === "moved")
    return movedSentence(c, result.reference.name, result.current.name, result.floor);
  if (c.verdict === "same" && c.kl === null)
    return `\`${c.name}\` has no more new values than the reference lets expect.`;
  if (c.verdict === "same")
    return `\`${c.name}\` stays within ${result.floor} bits a row${c.reason ? ` (${c.reason})` : ""}.`;
  if (c.verdict === "too few rows") return `Too few rows to tell${c.reason ? `: ${c.reason}` : ""}.`;
  return `Not compared: ${c.reason ?? c.verdict}.`;
}

/** One column: its sentence, figures and picture. */
export function section(c: ColumnResult, index: number, result: DiffResult): Section {
  const drawn = c.cells.length > 0;
  return {
    id: idOf(index),
    heading: c.name,
    verdict: { text: c.verdict, tone: TONES[c.verdict] },
    sentence: sectionSentence(c, result),
    facts: figures(c),
    charts: drawn
      ? [
          {
            kind: "paired-shares",
            title: `Share of rows, ${c.name}`,
            cells: c.cells,
            names: ["reference", "current"],
            rows: [result.reference.rows, result.current.rows],
            scale: c.scale,
          },
        ]
      : [],
    tables: [],
    notes: c.warnings,
  };
}
