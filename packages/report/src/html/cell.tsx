import type { JSX } from "preact";
import { formatCell } from "../format.ts";
import type { Cell, Tone } from "../model.ts";
import type { Anchors } from "./anchors.ts";

/** A verdict word; its sign comes from the style sheet, by tone. */
export function Verdict({ text, tone }: { readonly text: string; readonly tone: Tone }): JSX.Element {
  return <span class={`v ${tone}`}>{text}</span>;
}

function Bar({ value, max, label }: Extract<Cell, { kind: "bar" }>): JSX.Element {
  const share = max > 0 ? Math.min(1, Math.abs(value) / max) * 100 : 0;
  const length = value === 0 ? 0 : Math.max(0.5, Number(share.toFixed(1)));
  return (
    <>
      {label}
      <svg
        class={value < 0 ? "b neg" : "b"}
        viewBox="0 0 100 8"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path d={`M0 0h${length}v8H0z`} />
      </svg>
    </>
  );
}

interface CellProps {
  readonly cell: Cell;
  readonly anchors: Anchors;
  readonly unit: boolean;
  /** The text on aligned decimals, where the column has them. */
  readonly text?: string | undefined;
}

/** The inside of a table cell or a fact. */
export function CellView({ cell, anchors, unit, text }: CellProps): JSX.Element | string {
  if (cell.kind === "verdict") return <Verdict {...cell} />;
  if (cell.kind === "bar") return <Bar {...cell} />;
  const written = text ?? formatCell(cell, { unit });
  if (cell.kind === "estimate") {
    const at = written.indexOf(" [");
    return (
      <>
        <b>{written.slice(0, at)}</b> <i>{written.slice(at + 1)}</i>
      </>
    );
  }
  if (cell.kind === "link") {
    const anchor = anchors.get(cell.section);
    return anchor === undefined ? written : <a href={`#${anchor}`}>{written}</a>;
  }
  return "tone" in cell && cell.tone !== undefined ? <span class={cell.tone}>{written}</span> : written;
}

/** The number a cell sorts by, at six digits; none for words. */
export function sortValue(cell: Cell): string | undefined {
  const value =
    cell.kind === "estimate"
      ? cell.estimate.value
      : "value" in cell && typeof cell.value === "number"
        ? cell.value
        : undefined;
  return value === undefined ? undefined : String(Number(value.toPrecision(6)));
}
