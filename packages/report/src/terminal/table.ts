import { type ColumnView, viewColumns } from "../columns.ts";
import { alignDecimals, formatCell } from "../format.ts";
import type { Cell, Table } from "../model.ts";
import { drawBar } from "./bar.ts";
import type { Stress } from "./ink.ts";
import type { Page } from "./page.ts";
import { displayWidth, pad, truncateMiddle, wrap } from "./width.ts";

const GAP = 2;
const NAME_CAP = 28;
const NAME_LEAST = 12;
const BAR_LEAST = 8;
const BAR_MOST = 24;
/** So many columns that are cut are named. */
const MOST_NAMED = 6;

interface Lane {
  readonly view: ColumnView;
  readonly label: string;
  readonly texts: readonly string[];
  readonly natural: number;
  width: number;
}

const stressOf = (cell: Cell | undefined): Stress | undefined =>
  cell?.kind === "bar" ? "magnitude" : cell !== undefined && "tone" in cell ? cell.tone : undefined;

const textOf = (cell: Cell | undefined, view: ColumnView, page: Page): string => {
  if (cell === undefined) return "";
  const text = page.plain(formatCell(cell, { unit: view.unitInCells }));
  return cell.kind === "verdict" ? `${page.signs[cell.tone]} ${text}` : text;
};

function measure(view: ColumnView, table: Table, page: Page): Lane {
  const label = page.plain(view.label);
  const written = table.rows.map((row) => textOf(row[view.index], view, page));
  const texts = view.figures ? alignDecimals(written) : written;
  const widest = Math.max(0, ...texts.map(displayWidth));
  const natural = Math.max(
    displayWidth(label),
    view.kind === "bar" ? widest + BAR_LEAST + (widest > 0 ? 1 : 0) : widest,
  );
  return { view, label, texts, natural, width: natural };
}

const total = (lanes: readonly Lane[]): number =>
  lanes.reduce((sum, lane) => sum + lane.width, GAP * Math.max(0, lanes.length - 1));

/** Picks the columns that fit: `wide` ones give way first, then the first column's width, then bars, then the last. */
function fit(all: readonly Lane[], width: number): Lane[] {
  const lanes = [...all];
  const first = lanes[0];
  if (first === undefined) return [];
  first.width = Math.min(first.natural, NAME_CAP);
  const drop = (test: (lane: Lane) => boolean): void => {
    while (total(lanes) > width) {
      const at = lanes.findLastIndex((lane, i) => i > 0 && test(lane));
      if (at < 0) return;
      lanes.splice(at, 1);
    }
  };
  drop(({ view }) => view.column.priority === "wide");
  first.width = Math.max(Math.min(first.width, NAME_LEAST), first.width - Math.max(0, total(lanes) - width));
  drop(({ view }) => view.kind === "bar");
  drop(() => true);
  first.width = Math.min(first.width, width);
  const grow = (lane: Lane, most: number): void => {
    lane.width = Math.max(lane.width, Math.min(most, lane.width + width - total(lanes)));
  };
  grow(first, first.natural);
  for (const lane of lanes) if (lane.view.kind === "bar") grow(lane, lane.natural - BAR_LEAST + BAR_MOST);
  return lanes;
}

function drawCell(lane: Lane, row: number, cell: Cell | undefined, page: Page): string {
  const text = truncateMiddle(lane.texts[row] ?? "", lane.width, page.ellipsis);
  if (cell?.kind === "bar") {
    const label = Math.max(0, ...lane.texts.map(displayWidth));
    const lead = label === 0 ? "" : `${pad(text, label, "right")} `;
    const room = lane.width - displayWidth(lead);
    const bar = drawBar(cell.value, cell.max, room, page.ascii);
    return lead + page.ink(pad(bar, room, "left"), "magnitude");
  }
  const padded = pad(text, lane.width, lane.view.column.align);
  const stress = stressOf(cell);
  return stress === undefined ? padded : page.ink(padded, stress);
}

/** Says which columns found no room, and where they are to be seen. */
function cutNote(all: readonly Lane[], shown: readonly Lane[], width: number, page: Page): string[] {
  const cut = all
    .filter((lane) => lane.label !== "" && !shown.includes(lane))
    .map(({ view }) => page.plain(view.column.label));
  if (cut.length === 0) return [];
  const some = cut.slice(0, MOST_NAMED).join(", ") + (cut.length > MOST_NAMED ? `, ${page.ellipsis}` : "");
  const said = `${page.ellipsis} ${cut.length} ${cut.length === 1 ? "column" : "columns"} cut (${some}); a wider terminal or -o report.html shows all`;
  return wrap(said, width).map((line) => page.ink(line, "faint"));
}

/** Lays a table out in lines no wider than `width`, headings first where any column has one, and says what is cut. */
export function drawTable(table: Table, width: number, page: Page): string[] {
  const views = viewColumns(table).filter(({ column }) => column.priority !== "detail");
  const all = views.map((view) => measure(view, table, page));
  const lanes = fit(all, width);
  const heading = lanes.map(({ label, width: w, view }) =>
    pad(truncateMiddle(label, w, page.ellipsis), w, view.column.align),
  );
  const lines = table.rows.map((row, i) =>
    lanes.map((lane) => drawCell(lane, i, row[lane.view.index], page)),
  );
  const gap = " ".repeat(GAP);
  const named = lanes.some(({ label }) => label !== "");
  return [
    ...(named ? [page.ink(heading.join(gap), "faint")] : []),
    ...lines.map((cells) => cells.join(gap)),
    ...cutNote(all, lanes, width, page),
  ].map((line) => line.trimEnd());
}
