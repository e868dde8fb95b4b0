import type { Fact, Metric, Report } from "@relent/report";
import { equalitySection } from "./equality-section.ts";
import { evidenceSection, HEADINGS, VERDICT_TONES, wealthChart } from "./evidence-section.ts";
import { promptTable } from "./prompt-table.ts";
import type { Evidence, Verdict, VerifyResult } from "./result.ts";

const OUTCOMES = { same: "passed", different: "failed", undecided: "skipped" } as const;

const decided = (result: VerifyResult): Evidence | null =>
  result.decidedBy === null ? null : result[result.decidedBy];

function facts(result: VerifyResult): Fact[] {
  const { reference, candidate, self, requests, prompts } = result;
  const evidence = decided(result);
  return [
    {
      label: "verdict",
      value: { kind: "verdict", text: result.verdict, tone: VERDICT_TONES[result.verdict] },
    },
    { label: "reference", value: { kind: "text", text: `${reference.name}, ${reference.format}` } },
    { label: "candidate", value: { kind: "text", text: `${candidate.name}, ${candidate.format}` } },
    ...(self === null
      ? []
      : [{ label: "reference again", value: { kind: "text", text: self.name } as const }]),
    { label: `${prompts.unit}s compared`, value: { kind: "count", value: prompts.compared } },
    ...(evidence === null
      ? []
      : [
          { label: "mean difference", value: { kind: "estimate", estimate: evidence.mean } as const },
          {
            label: "tolerance",
            value: { kind: "number", value: evidence.tolerance, unit: "1" } as const,
            description: evidence.toleranceFrom,
          },
        ]),
    ...(requests === null
      ? []
      : [
          {
            label: "requests",
            value: { kind: "count", value: requests.sent } as const,
            description: `of at most ${requests.budget}`,
          },
        ]),
  ];
}

const VERDICTS: readonly Verdict[] = ["same", "different", "undecided"];

function metrics(result: VerifyResult): Metric[] {
  const labels = { reference: result.reference.name, candidate: result.candidate.name };
  const evidence = decided(result);
  const one = (name: string, help: string, value: number): Metric => ({ name, help, labels, value });
  return [
    ...VERDICTS.map((verdict) => ({
      name: "relent_lm_verify_verdict",
      help: "1 for the verdict that was reached",
      labels: { ...labels, verdict },
      value: Number(result.verdict === verdict),
    })),
    ...(evidence === null
      ? []
      : [
          one("relent_lm_verify_difference", "Mean difference over prompts", evidence.mean.value),
          one("relent_lm_verify_tolerance", "Tolerance of the difference", evidence.tolerance),
          one(
            "relent_lm_verify_wealth_different",
            "Wealth of betting on different",
            evidence.different.wealth,
          ),
          one("relent_lm_verify_wealth_same", "Wealth of betting on same", evidence.same.wealth),
        ]),
  ];
}

/** The report of a verification: the verdict, the path of the evidence, the prompts that differ most. */
export function verifyReport(result: VerifyResult): Report {
  const evidence = decided(result);
  return {
    title: `${result.candidate.name} against ${result.reference.name}`,
    sentence: result.sentence,
    tone: VERDICT_TONES[result.verdict],
    facts: facts(result),
    overview: promptTable(result),
    charts: evidence === null ? [] : [wealthChart(evidence, HEADINGS[result.decidedBy!].toLowerCase())],
    sections: [
      ...evidenceSection("probabilities", result),
      ...evidenceSection("texts", result),
      ...equalitySection(result),
    ],
    warnings: result.warnings,
    method: result.method,
    checks: [
      {
        name: "same model",
        outcome: OUTCOMES[result.verdict],
        message: result.sentence.replaceAll("`", ""),
      },
    ],
    metrics: metrics(result),
    data: result,
  };
}
