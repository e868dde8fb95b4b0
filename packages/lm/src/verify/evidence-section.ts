import type { Chart, Fact, Section, Tone } from "@relent/report";
import type { Bet, Evidence, ToleranceOrigin, Verdict, VerifyResult } from "./result.ts";

export const VERDICT_TONES: Readonly<Record<Verdict, Tone>> = {
  same: "calm",
  different: "alarm",
  undecided: "unsure",
};

export const HEADINGS = {
  probabilities: "Next-token probabilities",
  texts: "Texts of the answers",
} as const;

const ORIGINS: Readonly<Record<ToleranceOrigin, string>> = {
  given: "as given",
  "reference against itself": "twice the upper end of what the reference differs from itself",
  default: "the default; a second recording of the reference would show its own noise",
};

const number = (value: number): Fact["value"] => ({ kind: "number", value, unit: "1" });

function betFact(label: string, hypothesis: string, { wealth, p, reachedAfter }: Bet): Fact {
  const when = reachedAfter === null ? "not yet enough" : `enough after ${reachedAfter} prompts`;
  return {
    label,
    value: number(wealth),
    description: `wealth of betting against “${hypothesis}”, ${when}; anytime-valid p ${p.toPrecision(2)}`,
  };
}

function facts(evidence: Evidence): Fact[] {
  const { mean, noise, anytime, surelySame } = evidence;
  return [
    { label: "mean", value: { kind: "estimate", estimate: mean }, description: evidence.statistic },
    { label: "tolerance", value: number(evidence.tolerance), description: ORIGINS[evidence.toleranceFrom] },
    { label: "prompts", value: { kind: "count", value: evidence.prompts } },
    {
      label: "at all looks",
      value: { kind: "text", text: anytime.map((end) => end.toPrecision(3)).join(" to ") },
      description: "interval of the mean that holds however often one looks",
    },
    betFact("bet on different", "the mean is at most the tolerance", evidence.different),
    betFact("bet on same", "the mean is at least the tolerance", evidence.same),
    ...(surelySame === null
      ? []
      : [
          betFact(
            "bet on surely same",
            "the mean is at least the tolerance, whatever was not recorded",
            surelySame,
          ),
          {
            label: "largest possible mean",
            value: number(surelySame.mean),
            description: "if what the lists leave out differed as much as it can",
          },
        ]),
    ...(noise === null
      ? []
      : [
          {
            label: "noise",
            value: { kind: "estimate", estimate: noise } as const,
            description: "the reference against its own second recording",
          },
        ]),
    ...(evidence.promptsNeeded === null
      ? []
      : [
          {
            label: "prompts needed",
            value: { kind: "count", value: evidence.promptsNeeded } as const,
            description: "to decide, at the rate so far",
          },
        ]),
  ];
}

/** The path of both wealths, with the line at which a bet decides. */
export function wealthChart({ path, threshold }: Evidence, name: string): Chart {
  const line = (side: "different" | "same"): readonly (readonly [number, number])[] =>
    path.filter((point) => Number.isFinite(point[side])).map((point) => [point.prompts, point[side]]);
  const last = path.at(-1)!.prompts;
  const guide = (level: number): readonly (readonly [number, number])[] => [
    [0, Math.log10(level)],
    [last, Math.log10(level)],
  ];
  const levels = [...new Set([threshold.different, threshold.same])];
  return {
    kind: "lines",
    title: `Evidence, prompt by prompt: ${name}`,
    x: { label: "prompts", scale: "linear" },
    y: { label: "log₁₀ of wealth", scale: "linear" },
    lines: [
      { name: "different", points: line("different"), mark: "line" },
      { name: "same", points: line("same"), mark: "line" },
      ...levels.map((level) => ({
        name: `decides at ${Math.round(level)}`,
        points: guide(level),
        mark: "guide" as const,
      })),
    ],
  };
}

/** What one statistic says. */
export function evidenceSection(name: keyof typeof HEADINGS, result: VerifyResult): Section[] {
  const evidence = result[name];
  if (evidence === null) return [];
  const decides = result.decidedBy === name;
  const verdict = decides ? result.verdict : "supporting";
  return [
    {
      id: name,
      heading: HEADINGS[name],
      verdict: { text: verdict, tone: decides ? VERDICT_TONES[result.verdict] : "muted" },
      sentence: decides ? result.sentence : "Shown beside the verdict, which stands on the probabilities.",
      facts: facts(evidence),
      charts: decides ? [] : [wealthChart(evidence, HEADINGS[name].toLowerCase())],
      tables: [],
      notes: evidence.mean.notes,
    },
  ];
}
