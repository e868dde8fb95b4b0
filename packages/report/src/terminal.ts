import { restOf, rowsToShow } from "./elide.ts";
import type { Report } from "./model.ts";
import { flowFacts } from "./terminal/flow.ts";
import { makePage, type Page } from "./terminal/page.ts";
import { drawAsked, drawSection } from "./terminal/section.ts";
import { drawTable } from "./terminal/table.ts";
import { wrap } from "./terminal/width.ts";

const LEAST_WIDTH = 20;
const MOST_TEXT = 100;
const MOST_SECTIONS = 5;
const LEAST_ROWS = 12;
const MOST_ROWS = 30;

/** What a terminal offers. */
export interface TerminalOptions {
  /** Columns of the terminal; 80 unless given, at least 20. */
  readonly width?: number;
  /** Whether to paint verdicts and magnitudes; signs say the same without. */
  readonly colour: boolean;
  /** Writes ASCII alone. */
  readonly ascii?: boolean;
}

const hang = (text: string, first: string, width: number): string[] =>
  wrap(text, width - 2).map((line, i) => `${i === 0 ? first : " "} ${line}`);

function opening({ sentence, tone }: Report, width: number, page: Page): string[] {
  const [sign = "", ...rest] = hang(page.plain(sentence), page.signs[tone], width);
  return [
    page.ink(sign.slice(0, 1), tone) + page.ink(sign.slice(1), "strong"),
    ...rest.map((line) => page.ink(line, "strong")),
  ];
}

const facts = ({ title, facts: all }: Report, width: number, page: Page): string[] =>
  [...wrap(page.plain(title), width - 2), ...flowFacts(all, width - 2, page)].map((line) =>
    page.ink(`  ${line}`, "faint"),
  );

function overview({ overview: table }: Report, width: number, page: Page): string[] {
  if (table.rows.length === 0) return [];
  const shown = rowsToShow(table, LEAST_ROWS, MOST_ROWS);
  const rest = restOf(table, shown);
  const lines = drawTable({ ...table, rows: table.rows.slice(0, shown) }, width - 2, page);
  const more = rest === undefined ? [] : wrap(`${page.ellipsis} ${page.plain(rest)}`, width - 2);
  return [...lines, ...more.map((line) => page.ink(line, "faint"))].map((line) => `  ${line}`);
}

/** What was asked for, and of the rest what alarms. */
function sections({ sections: all, asked = [] }: Report, width: number, page: Page): string[][] {
  const wanted = new Set(asked);
  const loud = all.filter(({ id, verdict }) => verdict.tone === "alarm" && !wanted.has(id));
  const shown = new Set(loud.slice(0, MOST_SECTIONS));
  const rest = loud.length - shown.size;
  const more = `${page.ellipsis} ${rest} more like these in the full report (-o report.html)`;
  return [
    ...all.flatMap((section) =>
      wanted.has(section.id)
        ? [drawAsked(section, width, page)]
        : shown.has(section)
          ? [drawSection(section, width, page)]
          : [],
    ),
    ...(rest > 0 ? [wrap(more, width).map((line) => page.ink(line, "faint"))] : []),
  ];
}

/**
 * Writes a report for a terminal: the verdict sentence, the facts, the overview, what was asked for and what alarms,
 * then what to beware of and what was assumed.
 *
 * No line is wider than `width`; names are cut in their middle, `wide` columns give way first, and rows that are left
 * out are counted. Control characters in names are shown, never sent.
 */
export function toTerminal(report: Report, { width = 80, colour, ascii = false }: TerminalOptions): string {
  const page = makePage(colour, ascii);
  const full = Math.max(LEAST_WIDTH, Math.floor(width));
  const text = Math.min(full, MOST_TEXT);
  const warnings = report.warnings.flatMap((line) =>
    hang(page.plain(line), "!", text).map((row) => page.ink(row.slice(0, 1), "unsure") + row.slice(1)),
  );
  const method = report.method.flatMap((line) =>
    wrap(page.plain(line), text - 2).map((row) => page.ink(`  ${row}`, "faint")),
  );
  return `${[
    opening(report, text, page),
    facts(report, text, page),
    overview(report, full, page),
    ...sections(report, text, page),
    warnings,
    method,
  ]
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n")}\n`;
}
