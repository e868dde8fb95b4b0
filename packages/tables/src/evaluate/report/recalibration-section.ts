import type { Section } from "@relent/report";
import { fact } from "../../report/cells.ts";
import type { EvalResult, Recalibration } from "../result.ts";
import { estimated } from "./shown-estimate.ts";
import { counted, said } from "./words.ts";

function sentenceOf({ best, chosen, methods, rows }: Recalibration): string {
  const found = methods.find((m) => m.name === best);
  if (found === undefined) return "No recalibration helps on rows that it has not seen.";
  const endless = !Number.isFinite(chosen.value);
  const bits = endless ? found.beyondFloor : chosen;
  const floor = endless ? "A floor under the probabilities ends the infinite loss; beyond it, " : "";
  if (!(bits.low > 0))
    return `${floor}${floor === "" ? "R" : "r"}ecalibration saves nothing sure on rows that it has not seen.`;
  const begin = floor === "" ? `\`${best}\`` : `${floor}\`${best}\``;
  return `${begin} saves ${said(bits.value)} bits a label on rows that it has not seen (of ${counted(rows, "row")}).`;
}

/** What recalibration would save; null where none could be tried. */
export function recalibrationSection({ recalibration }: EvalResult): Section | null {
  if (recalibration === null) return null;
  const { methods, skipped, chosen, best } = recalibration;
  const found = methods.find((m) => m.name === best);
  const endless = !Number.isFinite(chosen.value);
  const helps = best !== null && chosen.low > 0;
  return {
    id: "recalibration",
    heading: "Recalibration",
    verdict: { text: helps ? "helps" : "not needed", tone: helps ? "unsure" : "calm" },
    sentence: sentenceOf(recalibration),
    facts:
      endless && found !== undefined
        ? [fact(`${found.name} saves beyond the floor`, estimated(found.beyondFloor))]
        : [
            fact(
              "choosing the best saves",
              estimated(chosen),
              "each row judged by a choice that it had no part in",
            ),
          ],
    charts: [],
    tables: [
      {
        caption: "Bits a label saved on unseen rows",
        noun: ["method", "methods"],
        columns: [
          { label: "method", align: "left" },
          { label: "saves", align: "right" },
          {
            label: "beyond the floor",
            align: "right",
            description: "beyond mixing in a little of the base rates, which ends infinite losses",
          },
        ],
        rows: [...methods]
          .sort((a, b) => b.beyondFloor.value - a.beyondFloor.value)
          .map((m) => [
            { kind: "text", text: m.name === best ? `${m.name} (best)` : m.name },
            estimated(m.saved),
            estimated(m.beyondFloor),
          ]),
      },
    ],
    notes: skipped.map(({ name, reason }) => `${name} was not tried: ${reason}.`),
  };
}
