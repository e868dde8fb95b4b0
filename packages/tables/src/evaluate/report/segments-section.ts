import type { Section } from "@relent/report";
import type { Segment } from "../../segments/index.ts";
import type { LossWords } from "./loss-words.ts";
import { estimated } from "./shown-estimate.ts";
import { counted, percent, said } from "./words.ts";

/** What of a result the section is made of. */
interface Searched {
  readonly segments: readonly Segment[];
  readonly segmentsTested: number;
  readonly rows: number;
}

/** For whom the model fails; null where nothing was looked at. */
export function segmentsSection(
  { segments, segmentsTested, rows }: Searched,
  { subject, unit, column }: LossWords,
): Section | null {
  if (segmentsTested === 0) return null;
  const [worst] = segments;
  return {
    id: "segments",
    heading: "Segments",
    verdict:
      worst === undefined
        ? { text: "alike", tone: "calm" }
        : { text: counted(segments.length, "segment"), tone: "unsure" },
    sentence:
      worst === undefined
        ? `None of ${counted(segmentsTested, "segment")} surely costs more than the other rows.`
        : `Where \`${worst.name}\` (${percent(worst.rows / rows)} of the rows) ${subject} ${said(worst.mean.value)}${unit === "bits" ? " bits" : ""}, ${said(worst.elsewhere)} elsewhere: that adds ${said(worst.excess)} to the mean of all rows.`,
    facts: [],
    charts:
      segments.length === 0
        ? []
        : [
            {
              kind: "intervals",
              title: `${column[0]!.toUpperCase()}${column.slice(1)} within the segment`,
              unit,
              rows: segments
                .slice(0, 12)
                .map((s) => ({ label: s.name, estimate: s.mean, tone: "unsure" as const })),
            },
          ],
    tables:
      segments.length === 0
        ? []
        : [
            {
              caption: "Segments that cost more than the other rows, by what they add to the mean",
              noun: ["segment", "segments"],
              columns: [
                { label: "segment", align: "left" },
                { label: "rows", align: "right" },
                { label: column, align: "right" },
                { label: "elsewhere", align: "right" },
                {
                  label: "adds",
                  align: "right",
                  priority: "wide",
                  description: "what it adds to the mean of all rows",
                },
                {
                  label: "infinite",
                  align: "right",
                  priority: "detail",
                  description: "rows called impossible",
                },
                {
                  label: "q",
                  align: "right",
                  priority: "wide",
                  description: "p adjusted over all segments looked at",
                },
              ],
              rows: segments.map((s) => [
                { kind: "text", text: s.name },
                { kind: "count", value: s.rows },
                estimated(s.mean),
                { kind: "number", value: s.elsewhere, unit },
                { kind: "number", value: s.excess, unit },
                { kind: "count", value: s.infinite },
                { kind: "p", value: s.q },
              ]),
            },
          ],
    notes: [],
  };
}
