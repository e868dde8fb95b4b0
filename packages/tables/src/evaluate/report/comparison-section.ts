import type { Estimate } from "@relent/core/estimate";
import type { Cell, Section } from "@relent/report";
import { shortName } from "../../compare/sentences.ts";
import { fact } from "../../report/cells.ts";
import type { EvalComparison, EvalResult } from "../result.ts";
import { estimated } from "./shown-estimate.ts";
import { chance, counted, percent, said } from "./words.ts";

/** The difference where both are finite. */
export const finitePart = ({ difference, finiteDifference }: EvalComparison): Estimate | null =>
  difference !== null && Number.isFinite(difference.value) ? difference : finiteDifference;

const TONES = { better: "calm", worse: "alarm", undecided: "unsure" } as const;

/** This model against another on the same rows; null where there is none. */
export function comparisonSection({ comparison, logLoss }: EvalResult): Section | null {
  if (comparison === null) return null;
  const { name, difference, verdict, deciding, decidingShare, test, infinite, live } = comparison;
  const { groups, groupsCompared } = comparison;
  const judged = finitePart(comparison);
  const other = `\`${shortName(name)}\``;
  const bits = judged === null ? "∞" : said(Math.abs(judged.value));
  const endless =
    difference !== null && Number.isFinite(difference.value)
      ? ""
      : `It called ${counted(infinite.own + infinite.both, "label")} impossible, ${other} ${(infinite.other + infinite.both).toLocaleString("en-US")}. `;
  const p = test === null ? "" : ` (${chance(test.p)})`;
  return {
    id: "comparison",
    heading: `Against ${shortName(name)}`,
    verdict: { text: verdict, tone: TONES[verdict] },
    sentence:
      verdict === "undecided"
        ? `${bits} bits a label lie between it and ${other}${p}: not enough to say which is better.`
        : `${endless}It spends ${bits} bits a label ${(judged?.value ?? 0) < 0 ? "less" : "more"} than ${other}${endless === "" ? "" : " on the other rows"}${p}${decidingShare === null ? "" : `; ${percent(decidingShare)} of the differences lie in ${deciding.length} rows`}.`,
    facts: [
      fact("difference", estimated(judged), "this model's bits a label less the other's"),
      fact("log loss", estimated(logLoss)),
      fact(`log loss of ${shortName(name)}`, estimated(comparison.logLoss)),
      fact(
        "valid whenever one looks",
        { kind: "text", text: `${live.verdict} (${chance(Math.min(live.pBetter, live.pWorse))})` },
        "bets on the rows in their order; losses count at most 10 bits",
      ),
      ...(test === null ? [] : [fact("p", { kind: "p", value: test.p }, test.method)]),
      ...(infinite.own + infinite.other + infinite.both === 0
        ? []
        : [
            fact("impossible labels, own · other · both", {
              kind: "text" as const,
              text: `${infinite.own} · ${infinite.other} · ${infinite.both}`,
            }),
          ]),
    ],
    charts: [],
    tables: [
      {
        caption: "Rows that decide it",
        noun: ["row", "rows"],
        columns: [
          { label: "row", align: "right" },
          { label: "bits more than the other", align: "right" },
        ],
        rows: deciding.map((r) => [
          { kind: "count", value: r.row },
          { kind: "number", value: r.bits, unit: "bits" },
        ]),
      },
      ...(groups.length === 0
        ? []
        : [
            {
              caption:
                groupsCompared > groups.length
                  ? `Groups that decide it, ${groups.length} of ${groupsCompared.toLocaleString("en-US")}`
                  : "By group, those that weigh most first",
              noun: ["group", "groups"] as const,
              columns: [
                { label: "group", align: "left" as const },
                { label: "rows", align: "right" as const },
                { label: "bits more than the other", align: "right" as const },
                { label: "verdict", align: "left" as const },
              ],
              rows: groups.map((g): Cell[] => [
                { kind: "text", text: g.name },
                { kind: "count", value: g.rows },
                estimated(g.difference),
                { kind: "verdict", text: g.verdict, tone: TONES[g.verdict] },
              ]),
            },
          ]),
    ],
    notes:
      groups.length === 0
        ? []
        : [
            "Rows of one group are taken as independent of each other within it, and groups are not adjusted for their number.",
          ],
  };
}
