import type { Section } from "@relent/report";
import { fact } from "../../report/cells.ts";
import type { NumberMend } from "../number-mend.ts";
import type { NumberRecalibration } from "../recalibrate-numbers.ts";
import { estimated } from "./shown-estimate.ts";
import { counted, said } from "./words.ts";

/** What is to be done with each law. */
function remedy(mend: NumberMend): string {
  if (mend.method === "levels") return "taking other levels of each law for those that it names";
  const shift = mend.shift < 0 ? `less ${said(-mend.shift, 3)}` : `plus ${said(mend.shift, 3)}`;
  return `each mean ${shift} and each standard deviation times ${said(mend.scale, 3)}`;
}

/** What mending predicted laws would save; null where it could not be tried. */
export function numberRecalibrationSection(recalibration: NumberRecalibration | null): Section | null {
  if (recalibration === null) return null;
  const { mend, savedCrps, savedBits, fitted, judged } = recalibration;
  const helps = savedCrps.low > 0 || (savedBits?.low ?? 0) > 0;
  const bits = savedBits === null ? "" : ` and ${said(savedBits.value)} bits a row`;
  return {
    id: "recalibration",
    heading: "Recalibration",
    verdict: { text: helps ? "helps" : "not needed", tone: helps ? "unsure" : "calm" },
    sentence: helps
      ? `Mending the laws, ${remedy(mend)}, saves ${said(savedCrps.value)} in CRPS${bits} on rows that it has not seen.`
      : "Mending the laws saves nothing sure on rows that it has not seen.",
    facts: [
      fact("CRPS saved", estimated(savedCrps)),
      ...(savedBits === null ? [] : [fact("bits saved a row", estimated(savedBits))]),
      fact("fitted to", { kind: "text", text: counted(fitted, "row") }),
      fact("judged on", { kind: "text", text: counted(judged, "other") }),
    ],
    charts: [],
    tables:
      mend.method === "levels"
        ? [
            {
              caption: "Level of the law that holds what it should",
              noun: ["level", "levels"],
              columns: [
                { label: "level", align: "right" },
                { label: "take instead", align: "right" },
              ],
              rows: mend.levels.map(({ level, takes }) => [
                { kind: "share", value: level },
                { kind: "share", value: takes },
              ]),
            },
          ]
        : [],
    notes:
      mend.method === "levels"
        ? [
            "Between two of its levels a law is taken as straight, and beyond them as normal; draws are judged as the quantiles that they stand for.",
          ]
        : [],
  };
}
