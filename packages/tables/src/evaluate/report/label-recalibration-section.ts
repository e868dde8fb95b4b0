import type { Cell, Section } from "@relent/report";
import { fact } from "../../report/cells.ts";
import type { LabelRecalibration, LabelsRecalibration, Saving } from "../recalibrate-labels.ts";
import { estimated } from "./shown-estimate.ts";
import { counted, said } from "./words.ts";

const finite = ({ saved, finiteSaved }: Saving) => finiteSaved ?? saved;

function row(label: LabelRecalibration): Cell[] {
  const of = (name: string): Cell => {
    const found = label.methods.find((m) => m.name === name);
    return found === undefined ? { kind: "none" } : estimated(finite(found));
  };
  return [
    { kind: "text", text: label.name },
    { kind: "text", text: label.chosen ?? "as it is" },
    estimated(finite(label)),
    of("temperature"),
    of("beta"),
    of("isotonic"),
  ];
}

/** What recalibrating each of several labels would save; null where it could not be tried. */
export function labelRecalibrationSection(recalibration: LabelsRecalibration | null): Section | null {
  if (recalibration === null) return null;
  const { labels, fitted, judged, saved } = recalibration;
  const total = finite(recalibration);
  const helps = total.low > 0;
  const endless = saved.value === Number.POSITIVE_INFINITY;
  const [most] = [...labels].sort((a, b) => finite(b).value - finite(a).value);
  return {
    id: "recalibration",
    heading: "Recalibration",
    verdict: { text: helps || endless ? "helps" : "not needed", tone: helps || endless ? "unsure" : "calm" },
    sentence: `${endless ? "It ends the infinite loss; beyond that, r" : "R"}ecalibrating each label saves ${
      helps ? `${said(total.value)} bits a row` : "nothing sure"
    } on rows that it has not seen${helps ? `, most of it in \`${most!.name}\`` : ""}.`,
    facts: [
      fact("saved, all labels", estimated(total), "bits a row"),
      fact("fitted to", { kind: "text", text: counted(fitted, "row") }),
      fact("judged on", { kind: "text", text: counted(judged, "other") }),
    ],
    charts: [],
    tables: [
      {
        caption: "Bits a row saved on unseen rows, by label",
        noun: ["label", "labels"],
        columns: [
          { label: "label", align: "left" },
          { label: "chosen", align: "left", description: "by the rows that it is fitted to" },
          { label: "saves", align: "right" },
          { label: "temperature", align: "right", priority: "wide" },
          { label: "beta", align: "right", priority: "wide" },
          { label: "isotonic", align: "right", priority: "wide" },
        ],
        rows: [...labels].sort((a, b) => finite(b).value - finite(a).value).map(row),
      },
    ],
    notes: endless ? ["Savings are of the rows whose loss was finite as it was."] : [],
  };
}
