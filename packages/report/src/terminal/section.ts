import { restOf, rowsToShow } from "../elide.ts";
import { alignDecimals, formatNumber } from "../format.ts";
import type { Chart, PairedCell, Section, Table } from "../model.ts";
import { flowFacts } from "./flow.ts";
import type { Page } from "./page.ts";
import { drawTable } from "./table.ts";
import { displayWidth, truncateMiddle, wrap } from "./width.ts";

const MOST_CELLS = 3;
/** Rows of a table in short; twice as many are shown whole. */
const FEW_ROWS = 4;
const MOST_WIDTH = 56;

type Paired = Extract<Chart, { kind: "paired-shares" }>;

/** The cells that carry the bits, the largest first, on a scale set by the first. */
function cellTable(cells: readonly PairedCell[]): Table {
  const max = Math.abs(cells[0]?.bits ?? 0);
  const figures = alignDecimals(cells.map(({ bits }) => formatNumber(bits, { signed: true })));
  return {
    caption: "",
    columns: [
      { label: "", align: "left" },
      { label: "", align: "right" },
      { label: "", align: "left" },
      { label: "", align: "right" },
      { label: "", align: "right" },
      { label: "", align: "left" },
    ],
    rows: cells.map(({ label, reference, current, bits }, i) => [
      { kind: "text", text: label },
      { kind: "share", value: reference },
      { kind: "text", text: "→" },
      { kind: "share", value: current },
      { kind: "text", text: figures[i] as string },
      { kind: "bar", value: bits, max, label: "" },
    ]),
  };
}

const isPaired = (chart: Chart): chart is Paired => chart.kind === "paired-shares";

/** A section in a few lines: heading, the sentence, and the cells that carry the bits. */
export function drawSection(section: Section, width: number, page: Page): string[] {
  const paired = section.charts.find(isPaired);
  const sign = page.signs[section.verdict.tone];
  const heading = truncateMiddle(page.plain(section.heading), width - 2, page.ellipsis);
  const top =
    paired?.cells.toSorted((a, b) => Math.abs(b.bits) - Math.abs(a.bits)).slice(0, MOST_CELLS) ?? [];
  const part = top.length === paired?.cells.length ? "" : `, ${top.length} of ${paired?.cells.length} cells`;
  const names = paired === undefined ? "" : page.plain(`${paired.names.join(" → ")} in bits${part}`);
  const room = width - 2 - displayWidth(heading) - 2;
  return [
    `${page.ink(sign, section.verdict.tone)} ${page.ink(heading, "strong")}${
      displayWidth(names) <= room && names !== "" ? `  ${page.ink(names, "faint")}` : ""
    }`,
    ...wrap(page.plain(section.sentence), width - 2).map((line) => `  ${line}`),
    ...drawTable(cellTable(top), Math.min(MOST_WIDTH, width - 4), page).map((line) => `    ${line}`),
  ];
}

/** The first rows of a table under its caption, and how many more there are. */
function shortTable(table: Table, width: number, page: Page): string[] {
  const shown = rowsToShow(table, FEW_ROWS, FEW_ROWS);
  const rest = restOf(table, shown);
  const lines = drawTable({ ...table, rows: table.rows.slice(0, shown) }, width, page);
  const more = rest === undefined ? [] : wrap(`${page.ellipsis} ${page.plain(rest)}`, width);
  const caption = wrap(page.plain(table.caption), width);
  return table.rows.length === 0
    ? []
    : [
        ...caption.map((line) => page.ink(line, "faint")),
        ...lines,
        ...more.map((line) => page.ink(line, "faint")),
      ];
}

/** A section that was asked for: its facts and the first rows of its tables too. */
export function drawAsked(section: Section, width: number, page: Page): string[] {
  const facts = flowFacts(section.facts, width - 4, page).map((line) => page.ink(line, "faint"));
  const tables = section.tables.flatMap((table) => shortTable(table, width - 4, page));
  return [...drawSection(section, width, page), ...[...facts, ...tables].map((line) => `    ${line}`)];
}
