import { type ColumnView, viewColumns } from "./columns.ts";
import { restOf, rowsToShow } from "./elide.ts";
import { formatCell } from "./format.ts";
import type { Cell, Fact, Report, Section, Table } from "./model.ts";

const LEAST_ROWS = 12;
const MOST_ROWS = 50;
const SIGNS = { alarm: "▲", calm: "✓", unsure: "?", muted: "–" } as const;

const flat = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
const SPECIAL = /[\\`*_{}[\]<>#|~&!]/g;

/** Text that Markdown takes as it is. */
const plain = (text: string): string => flat(text).replace(SPECIAL, "\\$&");

/** A name as code, which keeps it from becoming a link or a mention; the fence outgrows any backticks inside. */
function code(text: string): string {
  const shown = flat(text).replaceAll("|", "\\|");
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? fence + shown + fence : `${fence} ${shown} ${fence}`;
}

/** A sentence whose names between backticks stay code. */
const prose = (text: string): string =>
  flat(text)
    .split(/`([^`]+)`/)
    .map((part, i) => (i % 2 === 1 ? `\`${part}\`` : part.replace(SPECIAL, "\\$&")))
    .join("");

const write = (cell: Cell, view: ColumnView): string => {
  if (cell.kind === "link" && cell.text !== "") return code(cell.text);
  const text = plain(formatCell(cell, { unit: view.unitInCells }));
  if (cell.kind === "verdict") return cell.tone === "alarm" ? `▲ **${text}**` : `${SIGNS[cell.tone]} ${text}`;
  return text;
};

function table(source: Table): string[] {
  const shown = rowsToShow(source, LEAST_ROWS, MOST_ROWS);
  const rest = restOf(source, shown);
  const views = viewColumns(source).filter(
    ({ column, kind }) => column.priority !== "detail" && !(kind === "bar" && column.label === ""),
  );
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    line(views.map(({ label }) => plain(label))),
    line(views.map(({ column }) => (column.align === "right" ? "--:" : ":--"))),
    ...source.rows
      .slice(0, shown)
      .map((row) => line(views.map((view) => write(row[view.index] ?? { kind: "none" }, view)))),
    ...(rest === undefined ? [] : ["", `… ${plain(rest)}`]),
  ];
}

const factLines = (facts: readonly Fact[]): string[] =>
  facts.map(({ label, value }) => `- ${plain(label)}: ${plain(formatCell(value))}`);

/** A section that was asked for, in short: sentence, facts and the first rows of its tables. */
function asked({ heading, verdict, sentence, facts, tables }: Section): string[][] {
  return [
    [`### ${SIGNS[verdict.tone]} ${plain(heading)}`],
    [prose(sentence)],
    factLines(facts),
    ...tables
      .filter(({ rows }) => rows.length > 0)
      .flatMap((one) => [[`_${plain(one.caption)}_`], table(one)]),
  ];
}

/**
 * Writes a report as GitHub-flavoured Markdown: the sentence, the facts, the overview, what was asked for, warnings and method.
 *
 * Names are escaped, so that none of them becomes markup.
 */
export function toMarkdown(report: Report): string {
  const wanted = new Set(report.asked);
  const blocks = [
    [`**${SIGNS[report.tone]} ${prose(report.sentence)}**`],
    [plain(report.title)],
    factLines(report.facts),
    report.overview.rows.length === 0 ? [] : table(report.overview),
    ...report.sections.filter(({ id }) => wanted.has(id)).flatMap(asked),
    report.warnings
      .map((warning) => `> ⚠ ${prose(warning)}`)
      .flatMap((quote, i) => (i === 0 ? [quote] : [">", quote])),
    report.method.map((sentence) => `<sub>${prose(sentence)}</sub>  `),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n").trimEnd())
    .join("\n\n")}\n`;
}
