import type { Section } from "@relent/report";
import { whereSentence } from "../estimate/sentences.ts";
import type { LmResult } from "../result.ts";
import { calibrationTable, reliabilityChart } from "./calibration-views.ts";
import { idOf, TONES } from "./cells.ts";
import { explorerCharts, worstTokensTable } from "./explorer.ts";
import { figureFacts } from "./figure-facts.ts";
import { documentTable, groupCharts, groupTables, percentileTable, tailChart } from "./group-views.ts";

/** Of one model the report already begins with its sentence; what is left is where the divergence lies. */
function sentenceOf(index: number, { models, base }: LmResult): string {
  const model = models[index]!;
  const where = whereSentence(base.name, model);
  if (where === undefined) return model.sentence;
  return models.length === 1 ? where : `${model.sentence} ${where}`;
}

/** One model: its figures, where it diverges, and the text with both models' choices. */
export function section(index: number, result: LmResult): Section {
  const model = result.models[index]!;
  const { unit, base } = result;
  const facts = figureFacts(model, base.name);
  return {
    id: idOf(index),
    heading: model.name,
    verdict: { text: model.verdict, tone: TONES[model.verdict] },
    sentence: sentenceOf(index, result),
    facts: result.models.length === 1 ? facts.slice(0, 1) : facts,
    charts: [
      ...explorerCharts(model, result),
      ...groupCharts(model, result),
      tailChart(model, unit),
      ...reliabilityChart(model, base.name),
    ],
    tables: [
      worstTokensTable(model, result),
      ...groupTables(model, result),
      percentileTable(model, unit),
      ...calibrationTable(model, base.name),
      documentTable(model, unit),
    ],
    // Of one model they stand beside the report's sentence.
    notes: result.models.length === 1 ? [] : model.warnings,
  };
}
