import type { Estimate } from "@relent/core/estimate";
import type { Cell, Chart, Check, Fact, IntervalRow, Section, Table } from "@relent/report";
import { shortName } from "../../compare/sentences.ts";
import { fact } from "../../report/cells.ts";
import type { LossComparison } from "../compare-losses.ts";
import type { LossWords } from "./loss-words.ts";
import { estimated } from "./shown-estimate.ts";
import { chance, percent, rowList, said } from "./words.ts";

/** The difference where both are finite. */
const finitePart = ({ difference, finiteDifference }: LossComparison): Estimate | null =>
  difference !== null && Number.isFinite(difference.value) ? difference : finiteDifference;

const TONES = { better: "calm", worse: "alarm", undecided: "unsure" } as const;
const OUTCOMES = { better: "passed", worse: "failed", undecided: "skipped" } as const;

/** How another model does, and which rows say so. */
export function comparisonFacts(comparison: LossComparison | null, { name: loss }: LossWords): Fact[] {
  if (comparison === null) return [];
  const { name, deciding, decidingShare } = comparison;
  const rows = rowList(
    deciding.map((r) => r.row),
    deciding.length,
  );
  const share =
    decidingShare === null
      ? ""
      : ` (the first ${deciding.length} hold ${percent(decidingShare)} of the differences)`;
  return [
    fact(
      `difference to ${shortName(name)}`,
      estimated(finitePart(comparison)),
      `this model's ${loss} less the other's`,
    ),
    ...(deciding.length === 0
      ? []
      : [fact("decided by", { kind: "text" as const, text: `${rows}${share}` })]),
  ];
}

/** A line for a build server: whether another model is better. */
export const comparisonChecks = (comparison: LossComparison | null, { gap }: LossWords): Check[] =>
  comparison === null
    ? []
    : [
        {
          name: `not worse than ${shortName(comparison.name)}`,
          outcome: OUTCOMES[comparison.verdict],
          message: `${finitePart(comparison)?.value ?? "unknown"}${gap} more`,
        },
      ];

/** Who is infinitely worse, and how often. */
function endlessly({ name, infinite }: LossComparison, { endless }: LossWords): string {
  const sides = [
    { who: "it", rows: infinite.own },
    { who: `\`${shortName(name)}\``, rows: infinite.other },
  ];
  const said = sides.filter(({ rows }) => rows > 0).map(({ who, rows }) => `${who} ${endless(rows)}`);
  return said.join(", and ").replace(/^it/, "It");
}

function sentenceOf(comparison: LossComparison, words: LossWords): string {
  const { name, difference, verdict, deciding, decidingShare, test } = comparison;
  const judged = finitePart(comparison);
  const other = `\`${shortName(name)}\``;
  const p = test === null ? "" : ` (${chance(test.p)})`;
  const amount = (unit: string): string => `${said(Math.abs(judged?.value ?? 0))}${unit}`;
  const endless = difference === null || !Number.isFinite(difference.value);
  const before = endless ? `${endlessly(comparison, words)}.` : "";
  if (judged === null) return before;
  if (verdict === "undecided")
    return `${before} The difference to ${other}, ${amount(words.gap)}${p}, is not enough to say which is better.`.trim();
  const share =
    decidingShare === null
      ? ""
      : `; ${percent(decidingShare)} of the differences lie in ${deciding.length} rows`;
  const where = endless ? " on the other rows" : "";
  return `${before} Its ${words.name} is ${amount(words.each)} ${judged.value < 0 ? "lower" : "higher"} than that of ${other}${where}${p}${share}.`.trim();
}

/** Bets were placed on either side: the p-value of a difference, whichever way, as the verdict reads it. */
const eitherWay = ({ pBetter, pWorse }: LossComparison["live"]): number =>
  Math.min(1, 2 * Math.min(pBetter, pWorse));

/** What bets on the losses count them as. */
function bounded({ live }: LossComparison, { unit }: LossWords): string {
  const order = live.timed ? "in time" : "in their order";
  const most = `${said(live.most, 3)}${unit === "1" ? "" : ` ${unit}`}`;
  return `bets on the rows ${order}; a loss counts at most ${most}`;
}

function decidingTable({ deciding }: LossComparison, { column, unit }: LossWords): Table {
  return {
    caption: "Rows that decide it",
    noun: ["row", "rows"],
    columns: [
      { label: "row", align: "right" },
      { label: `${column} more than the other`, align: "right" },
    ],
    rows: deciding.map((r) => [
      { kind: "count", value: r.row },
      { kind: "number", value: r.difference, unit },
    ]),
  };
}

/** The differences of the groups that weigh most, beside no difference; nothing where none is finite. */
function groupChart({ groups }: LossComparison, { column, unit }: LossWords): Chart[] {
  const rows = groups.flatMap(({ name, difference, verdict }): IntervalRow[] =>
    difference === null || !Number.isFinite(difference.value)
      ? []
      : [{ label: name, estimate: difference, tone: TONES[verdict] }],
  );
  return rows.length < 2
    ? []
    : [
        {
          kind: "intervals",
          title: `${column[0]!.toUpperCase()}${column.slice(1)} more than the other, by group`,
          unit,
          rows: rows.slice(0, 12),
          mark: { label: "no difference", value: 0 },
        },
      ];
}

function groupTable({ groups, groupsCompared }: LossComparison, { column }: LossWords): Table {
  return {
    caption:
      groupsCompared > groups.length
        ? `Groups that decide it, ${groups.length} of ${groupsCompared.toLocaleString("en-US")}`
        : "By group, those that weigh most first",
    noun: ["group", "groups"],
    columns: [
      { label: "group", align: "left" },
      { label: "rows", align: "right" },
      { label: `${column} more than the other`, align: "right" },
      { label: "verdict", align: "left" },
    ],
    rows: groups.map((g): Cell[] => [
      { kind: "text", text: g.name },
      { kind: "count", value: g.rows },
      estimated(g.difference),
      { kind: "verdict", text: g.verdict, tone: TONES[g.verdict] },
    ]),
  };
}

/** This model against another on the same rows by one loss; null where there is none. */
export function comparisonSection(
  comparison: LossComparison | null,
  words: LossWords,
  id = "comparison",
): Section | null {
  if (comparison === null) return null;
  const { name, verdict, test, infinite, live, ownLoss, otherLoss, groups } = comparison;
  return {
    id,
    heading: `Against ${shortName(name)}${id === "comparison" ? "" : `, by ${words.name}`}`,
    verdict: { text: verdict, tone: TONES[verdict] },
    sentence: sentenceOf(comparison, words),
    facts: [
      fact("difference", estimated(finitePart(comparison)), `this model's ${words.name} less the other's`),
      fact(words.name, estimated(ownLoss)),
      fact(`${words.name} of ${shortName(name)}`, estimated(otherLoss)),
      fact(
        "valid whenever one looks",
        { kind: "text", text: `${live.verdict} (${chance(eitherWay(live))})` },
        bounded(comparison, words),
      ),
      ...(test === null ? [] : [fact("p", { kind: "p", value: test.p }, test.method)]),
      ...(infinite.own + infinite.other + infinite.both === 0
        ? []
        : [
            fact("infinite rows, own · other · both", {
              kind: "text" as const,
              text: `${infinite.own} · ${infinite.other} · ${infinite.both}`,
            }),
          ]),
    ],
    charts: groupChart(comparison, words),
    tables: [
      ...(groups.length === 0 ? [] : [groupTable(comparison, words)]),
      decidingTable(comparison, words),
    ],
    notes:
      groups.length === 0
        ? []
        : [
            "Rows of one group are taken as independent of each other within it, and groups are not adjusted for their number.",
          ],
  };
}
