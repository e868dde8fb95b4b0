import type { Check, IntervalRow, Report } from "@relent/report";
import type { ColumnVerdict, DiffResult } from "../compare/result.ts";
import { shortName } from "../compare/sentences.ts";
import { fact, idOf, shown, TONES } from "./cells.ts";
import { embedded } from "./embedded.ts";
import { metrics } from "./metrics.ts";
import { overview } from "./overview.ts";
import { LEGEND, section, sectionSentence } from "./section.ts";

const OUTCOMES: Readonly<Record<ColumnVerdict, Check["outcome"]>> = {
  moved: "failed",
  "type changed": "failed",
  "only in reference": "failed",
  "only in current": "failed",
  "too few rows": "skipped",
  same: "passed",
  skipped: "skipped",
};

const VERDICT_TONE = { moved: "alarm", same: "calm", "too few rows": "unsure" } as const;

const sideText = (side: DiffResult["reference"]): string =>
  `${shortName(side.name)}, ${side.rows.toLocaleString("en-US")} ${side.rows === 1 ? "row" : "rows"}`;

/** The report of a comparison: the sentence, the columns worst first, one section a column. */
export function diffReport(result: DiffResult): Report {
  const intervals = result.columns.flatMap((c, i): IntervalRow[] =>
    c.kl === null ? [] : [{ label: c.name, estimate: shown(c.kl), tone: TONES[c.verdict], section: idOf(i) }],
  );
  const count = (v: ColumnVerdict): number => result.columns.filter((c) => c.verdict === v).length;
  return {
    title: `${shortName(result.current.name)} against ${shortName(result.reference.name)}`,
    sentence: result.sentence,
    tone: VERDICT_TONE[result.verdict],
    facts: [
      fact("reference", { kind: "text", text: sideText(result.reference) }, result.reference.name),
      fact("current", { kind: "text", text: sideText(result.current) }, result.current.name),
      fact("moved", { kind: "count", value: count("moved") }),
      fact("same", { kind: "count", value: count("same") }),
      fact("too few rows", { kind: "count", value: count("too few rows") }),
      fact("skipped", { kind: "count", value: count("skipped") }),
    ],
    overview: overview(result),
    charts:
      intervals.length === 0
        ? []
        : [
            {
              kind: "intervals",
              title: "How far each column moved",
              unit: "bits",
              rows: intervals,
              mark: { label: "floor", value: result.floor },
            },
          ],
    sections: result.columns.map((c, i) => section(c, i, result)),
    warnings: result.warnings,
    method: [...result.method, LEGEND],
    checks: result.columns.map((c) => ({
      name: c.name,
      outcome: OUTCOMES[c.verdict],
      message: sectionSentence(c, result).replaceAll("`", ""),
    })),
    metrics: metrics(result),
    data: result,
    embedded: embedded(result),
  };
}
