import type { Chart, Check, Report } from "@relent/report";
import type { LmData, LmResult, LmVerdict } from "../result.ts";
import { count, fact, idOf, NONE, TONES, text } from "./cells.ts";
import { metrics } from "./metrics.ts";
import { overview } from "./overview.ts";
import { section } from "./section.ts";

const OUTCOMES: Readonly<Record<LmVerdict, Check["outcome"]>> = {
  moved: "failed",
  same: "passed",
  "too few tokens": "skipped",
};

function matrixChart({ matrix, unit }: LmResult): Chart[] {
  if (matrix === null) return [];
  const { names, kl } = matrix;
  return [
    {
      kind: "matrix",
      title: `D(row ‖ column) a token`,
      unit,
      axes: ["writes the text", "codes it"],
      rows: names,
      columns: names,
      values: kl.map((row) => row.map((cell) => cell?.value ?? null)),
    },
  ];
}

function intervals({ models, unit, floor }: LmResult): Chart[] {
  const rows = models.flatMap(({ name, kl, verdict }, i) =>
    Number.isFinite(kl.value) ? [{ label: name, estimate: kl, tone: TONES[verdict], section: idOf(i) }] : [],
  );
  return rows.length === 0
    ? []
    : [
        {
          kind: "intervals",
          title: "How far each model is from the base, a token",
          unit,
          rows,
          mark: { label: "floor", value: floor },
        },
      ];
}

/** What JSON carries: all but the text of the explorer, which a file of tokens holds whole. */
const figuresAlone = (result: LmResult): LmData => ({
  ...result,
  models: result.models.map(({ windows: _, ...model }) => model),
});

/**
 * The report of compared language models: the sentence, the models farthest first, one section a model.
 *
 * @example
 * ```ts
 * const html = toHtml(lmReport(await compareModels(base, others)));
 * ```
 */
export function lmReport(result: LmResult): Report {
  const { base, models } = result;
  const against = models.length === 1 ? models[0]!.name : `${models.length} models`;
  return {
    title: `${against} against ${base.name}`,
    sentence: result.sentence,
    tone: TONES[result.verdict],
    facts: [
      fact("base", text(base.format === null ? base.name : `${base.name}, ${base.format}`)),
      fact("tokens", count(base.tokens)),
      fact("documents", count(base.documents)),
      fact("vocabulary", base.vocabulary === null ? NONE : count(base.vocabulary)),
    ].filter(({ value }) => value.kind !== "none"),
    overview: overview(result),
    charts: [...intervals(result), ...matrixChart(result)],
    sections: models.map((_, i) => section(i, result)),
    warnings: result.warnings,
    method: result.method,
    checks: models.map(({ name, verdict, sentence }) => ({
      name,
      outcome: OUTCOMES[verdict],
      message: sentence.replaceAll("`", ""),
    })),
    metrics: metrics(result),
    data: figuresAlone(result),
  };
}
