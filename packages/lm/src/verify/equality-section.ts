import type { Section, Table } from "@relent/report";
import type { EqualityTest, VerifyResult } from "./result.ts";

const COLUMNS: Table["columns"] = [
  { label: "test", align: "left" },
  { label: "statistic", align: "right" },
  { label: "p", align: "right", description: "of exactly equal laws" },
  {
    label: "found by half",
    align: "right",
    description: "the statistic that about every other repetition of the test would find",
  },
  { label: "prompts", align: "right" },
  { label: "answers", align: "right", priority: "wide", description: "of the reference and the candidate" },
  { label: "how", align: "left", priority: "detail" },
];

const row = (test: EqualityTest): Table["rows"][number] => [
  { kind: "text", text: test.statistic },
  { kind: "number", value: test.value, unit: "1" },
  { kind: "p", value: test.p },
  test.detectable === null ? { kind: "none" } : { kind: "number", value: test.detectable, unit: "1" },
  { kind: "count", value: test.prompts },
  { kind: "text", text: test.answers.join(" + ") },
  { kind: "text", text: test.method },
];

/** The tests of exact equality. */
export function equalitySection({ equality, alpha }: VerifyResult): Section[] {
  const tests = [equality.answers, equality.firstTokens].filter((test) => test !== null);
  if (tests.length === 0) return [];
  const found = tests.some(({ p }) => p <= alpha);
  return [
    {
      id: "equality",
      heading: "Exact equality",
      verdict: { text: found ? "some difference" : "none found", tone: "muted" },
      sentence: found
        ? "The two are not equal to the last bit; two machines that serve the same weights seldom are."
        : "No difference was found, of whatever size; that is an absence of evidence, and no evidence of sameness.",
      facts: [{ label: "least p", value: { kind: "p", value: Math.min(...tests.map(({ p }) => p)) } }],
      charts: [],
      tables: [
        {
          caption: "Tests of exact equality",
          noun: ["test", "tests"],
          columns: COLUMNS,
          rows: tests.map(row),
        },
      ],
      notes: [],
    },
  ];
}
