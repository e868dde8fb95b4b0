import type { Section } from "@relent/report";
import { shortName } from "../../compare/sentences.ts";
import { fact } from "../../report/cells.ts";
import type { EvalResult } from "../result.ts";
import { estimated } from "./shown-estimate.ts";
import { chance, percent, said } from "./words.ts";

const TONES = { better: "calm", worse: "alarm", undecided: "unsure" } as const;

/** This model against another on the same rows; null where there is none. */
export function comparisonSection({ comparison, logLoss }: EvalResult): Section | null {
  if (comparison === null) return null;
  const { name, difference, finiteDifference, verdict, deciding, decidingShare, test, infinite, live } =
    comparison;
  const judged = difference ?? finiteDifference;
  const other = `\`${shortName(name)}\``;
  const bits = judged === null ? "∞" : said(Math.abs(judged.value));
  const p = test === null ? "" : ` (${chance(test.p)})`;
  return {
    id: "comparison",
    heading: `Against ${shortName(name)}`,
    verdict: { text: verdict, tone: TONES[verdict] },
    sentence:
      verdict === "undecided"
        ? `${bits} bits a label lie between it and ${other}${p}: not enough to say which is better.`
        : `It spends ${bits} bits a label ${verdict === "better" ? "less" : "more"} than ${other}${p}${decidingShare === null ? "" : `; ${percent(decidingShare)} of the differences lie in ${deciding.length} rows`}.`,
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
    ],
    notes: [],
  };
}
