import type { Check, Fact, Report, Tone } from "@relent/report";
import { shortName } from "../../compare/sentences.ts";
import { fact } from "../../report/cells.ts";
import type { EvalResult, EvalVerdict } from "../result.ts";
import { comparisonChecks, comparisonFacts } from "./comparison-section.ts";
import { LABEL_BITS } from "./loss-words.ts";
import { evalMetrics } from "./metrics.ts";
import { overview } from "./overview.ts";
import { sections } from "./sections.ts";
import { estimated } from "./shown-estimate.ts";

const TONES: Readonly<Record<EvalVerdict, Tone>> = { better: "calm", worse: "alarm", undecided: "unsure" };

function facts(result: EvalResult): Fact[] {
  const { rows, label, classes, logLoss, finiteLogLoss, baseRate, skill } = result;
  const shown = finiteLogLoss === null ? [] : [fact("over the other rows", estimated(finiteLogLoss))];
  return [
    fact("log loss", estimated(logLoss), "bits a label"),
    ...shown,
    fact("base rate's log loss", estimated(baseRate)),
    ...(skill === null || !Number.isFinite(skill.value) ? [] : [fact("skill", estimated(skill))]),
    ...comparisonFacts(result.comparison, LABEL_BITS),
    fact("rows", { kind: "count", value: rows }),
    fact("classes", { kind: "text", text: `${classes.length}, of ${label}` }),
  ];
}

/** One line a build server shows for each thing that may be wrong. */
function checks(result: EvalResult): Check[] {
  const { verdict, infinite, segments, sentence, comparison } = result;
  const plain = (text: string): string => text.replaceAll("`", "");
  const outcome = { better: "passed", worse: "failed", undecided: "skipped" } as const;
  return [
    {
      name: "better than the base rate",
      outcome: infinite.rows > 0 ? "failed" : outcome[verdict],
      message: plain(sentence),
    },
    {
      name: "no label called impossible",
      outcome: infinite.rows > 0 ? "failed" : "passed",
      message: `${infinite.rows} labels had probability 0`,
    },
    ...comparisonChecks(comparison, LABEL_BITS),
    ...segments.slice(0, 5).map(
      (segment): Check => ({
        name: `segment ${segment.name}`,
        outcome: "failed",
        message: `${segment.mean.value} bits a label, ${segment.elsewhere} elsewhere`,
      }),
    ),
  ];
}

/** The report of an evaluation: the sentence, the figures, then calibration, classes, segments and the other model. */
export function evalReport(result: EvalResult): Report {
  const { calibrator: _kept, ...data } = result;
  return {
    title: `Evaluation of ${shortName(result.name)}`,
    sentence: result.sentence,
    tone: result.infinite.rows > 0 ? "alarm" : TONES[result.verdict],
    facts: facts(result),
    overview: overview(result),
    charts: [],
    sections: sections(result),
    warnings: result.warnings,
    method: result.method,
    checks: checks(result),
    metrics: evalMetrics(result),
    data,
  };
}
