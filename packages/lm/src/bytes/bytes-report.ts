import type { Check, Report, Section, Tone } from "@relent/report";
import { count, estimated, fact, idOf, number, text } from "../report/cells.ts";
import type { BytesData, BytesModel, BytesResult, BytesVerdict } from "./bytes-result.ts";
import { worstSpanSentence } from "./bytes-sentence.ts";
import { spanCharts, worstSpansTable } from "./span-report.ts";

const TONES: Readonly<Record<BytesVerdict, Tone>> = {
  worse: "alarm",
  better: "calm",
  same: "calm",
  "too few documents": "unsure",
};

const OUTCOMES: Readonly<Record<BytesVerdict, Check["outcome"]>> = {
  worse: "failed",
  better: "passed",
  same: "passed",
  "too few documents": "skipped",
};

/** Of one model the report already begins with its sentence. */
function sentenceOf(model: BytesModel, models: number, base: string): string {
  const where = worstSpanSentence(base, model);
  if (where === undefined) return model.sentence;
  return models === 1 ? where : `${model.sentence} ${where}`;
}

const section = (model: BytesModel, index: number, { unit, base, models }: BytesResult): Section => ({
  id: idOf(index),
  heading: model.name,
  verdict: { text: model.verdict, tone: TONES[model.verdict] },
  sentence: sentenceOf(model, models.length, base.name),
  facts: [
    fact("difference", estimated(model.difference), "the model's cost a byte less the base's"),
    fact("base", estimated(model.baseBitsPerByte)),
    fact("model", estimated(model.bitsPerByte)),
    ...(model.nextByteKl === null
      ? []
      : [
          fact(
            "next byte, D(base ‖ model)",
            estimated(model.nextByteKl),
            `at the borders of tokens that both have: ${model.name}'s code for the next byte against ${base.name}'s own`,
          ),
        ]),
    fact("bytes", count(model.bytes), "that both scored"),
    fact("spans", count(model.spans), "stretches between borders of tokens that both have"),
  ],
  charts: spanCharts(model, base.name, unit.replace("/byte", "")),
  tables: [
    worstSpansTable(model, base.name, unit.replace("/byte", "")),
    {
      caption: "Documents where the model costs most more than the base",
      noun: ["document", "documents"],
      columns: [
        { label: "document", align: "left" },
        { label: "difference", align: "right" },
        { label: "base", align: "right", priority: "wide" },
        { label: "model", align: "right", priority: "wide" },
        { label: "bytes", align: "right" },
      ],
      rows: model.worstDocuments.map((one) => [
        text(one.name),
        number(one.model - one.base, unit),
        number(one.base, unit),
        number(one.model, unit),
        count(one.bytes),
      ]),
    },
  ],
  notes: models.length === 1 ? [] : model.warnings,
});

/** What JSON carries: all but the text of the explorer. */
const figuresAlone = (result: BytesResult): BytesData => ({
  ...result,
  models: result.models.map(({ windows: _, ...model }) => model),
});

/**
 * The report of models compared by what the same text costs a byte.
 *
 * @example
 * ```ts
 * const html = toHtml(bytesReport(await compareBytes(base, others)));
 * ```
 */
export function bytesReport(result: BytesResult): Report {
  const { base, models, unit, floor, verdict } = result;
  const against = models.length === 1 ? models[0]!.name : `${models.length} models`;
  const metric = (name: string, help: string, of: (model: BytesModel) => number) =>
    models.map((model) => ({
      name,
      help,
      labels: { base: base.name, model: model.name, unit },
      value: of(model),
    }));
  return {
    title: `${against} against ${base.name}, by bytes`,
    sentence: result.sentence,
    tone: TONES[verdict],
    facts: [fact("base", text(`${base.name}, ${base.format}`))],
    overview: {
      caption: `Cost of the same text, ${unit}`,
      noun: ["model", "models"],
      columns: [
        { label: "model", align: "left" },
        { label: "verdict", align: "left" },
        { label: "difference", align: "right", description: "the model's cost a byte less the base's" },
        { label: "base", align: "right" },
        { label: "model", align: "right" },
        {
          label: "next byte",
          align: "right",
          description: "D(base ‖ model) of the next byte at borders of tokens that both have",
        },
        { label: "bytes", align: "right", priority: "wide" },
        { label: "documents", align: "right", priority: "wide" },
      ],
      rows: models.map((model, i) => [
        { kind: "link", text: model.name, section: idOf(i) },
        { kind: "verdict", text: model.verdict, tone: TONES[model.verdict] },
        estimated(model.difference),
        estimated(model.baseBitsPerByte),
        estimated(model.bitsPerByte),
        estimated(model.nextByteKl),
        count(model.bytes),
        count(model.documents),
      ]),
    },
    charts: [
      {
        kind: "intervals",
        title: "How much more than the base each model costs a byte",
        unit,
        rows: models
          .map(({ name, difference, verdict: own }, i) => ({
            label: name,
            estimate: difference,
            tone: TONES[own],
            section: idOf(i),
          }))
          .filter(({ estimate }) => Number.isFinite(estimate.value)),
        mark: { label: "floor", value: floor },
      },
    ],
    sections: models.map((model, i) => section(model, i, result)),
    warnings: result.warnings,
    method: result.method,
    checks: models.map((model) => ({
      name: model.name,
      outcome: OUTCOMES[model.verdict],
      message: model.sentence.replaceAll("`", ""),
    })),
    metrics: [
      ...metric(
        "relent_lm_bytes_difference",
        "Cost of a byte more than the base's",
        (m) => m.difference.value,
      ),
      ...metric("relent_lm_bytes_cost", "Cost of a byte", (m) => m.bitsPerByte.value),
      ...metric("relent_lm_bytes_worse", "1 if the model surely costs more", (m) =>
        Number(m.verdict === "worse"),
      ),
    ],
    data: figuresAlone(result),
  };
}
