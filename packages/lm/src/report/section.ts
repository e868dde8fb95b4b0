import type { Section } from "@relent/report";
import type { LmResult } from "../result.ts";
import { idOf, TONES } from "./cells.ts";
import { explorerCharts, worstTokensTable } from "./explorer.ts";
import { figureFacts } from "./figure-facts.ts";
import { documentTable, groupCharts, groupTables, percentileTable, tailChart } from "./group-views.ts";

/** One model: its figures, where it diverges, and the text with both models' choices. */
export function section(index: number, result: LmResult): Section {
  const model = result.models[index]!;
  const { unit, base } = result;
  return {
    id: idOf(index),
    heading: model.name,
    verdict: { text: model.verdict, tone: TONES[model.verdict] },
    sentence: model.sentence,
    facts: figureFacts(model, base.name),
    charts: [...explorerCharts(model, result), ...groupCharts(model, result), tailChart(model, unit)],
    tables: [
      worstTokensTable(model, result),
      ...groupTables(model, result),
      percentileTable(model, unit),
      documentTable(model, unit),
    ],
    notes: model.warnings,
  };
}
