import type { Section } from "@relent/report";
import type { EvalResult } from "../result.ts";
import { estimated } from "./shown-estimate.ts";
import { counted, percent, said } from "./words.ts";

/** For whom the model fails; null where nothing was looked at. */
export function segmentsSection({ segments, segmentsTested, rows }: EvalResult): Section | null {
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
        : `Where \`${worst.name}\` (${percent(worst.rows / rows)} of the rows) a label costs ${said(worst.mean.value)} bits, ${said(worst.elsewhere)} elsewhere: that adds ${said(worst.excess)} bits to every label.`,
    facts: [],
    charts:
      segments.length === 0
        ? []
        : [
            {
              kind: "intervals",
              title: "Bits a label within the segment",
              unit: "bits",
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
                { label: "bits a label", align: "right" },
                { label: "elsewhere", align: "right" },
                {
                  label: "adds",
                  align: "right",
                  priority: "wide",
                  description: "bits that it adds to the mean of all rows",
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
                { kind: "number", value: s.elsewhere, unit: "bits" },
                { kind: "number", value: s.excess, unit: "bits" },
                { kind: "count", value: s.infinite },
                { kind: "p", value: s.q },
              ]),
            },
          ],
    notes: [],
  };
}
