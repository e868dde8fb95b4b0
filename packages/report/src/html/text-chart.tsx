import { quantile } from "d3-array";
import type { JSX } from "preact";
import { formatNumber, formatQuantity } from "../format.ts";
import type { Chart, Table, TextToken } from "../model.ts";
import { Numbers } from "./numbers.tsx";
import { shadeOf } from "./shade.ts";

/** A text whose pieces are coloured by a number. */
export type ColouredText = Extract<Chart, { kind: "text" }>;

/** So many pieces stand in the table of numbers, the largest first. */
const MOST_ROWS = 40;
/** The colour is strongest from this quantile of the numbers on, so that one piece does not pale all others. */
const STRONGEST = 0.98;

/** A line's end is shown by a sign before it. */
const shown = (text: string): string => text.replace(/\n/g, "↵\n");

function numbersOf({ title, meaning, unit, tokens }: ColouredText): Table {
  const largest = tokens
    .filter((token): token is TextToken & { value: number } => token.value !== null)
    .sort((a, b) => b.value - a.value)
    .slice(0, MOST_ROWS);
  return {
    caption: title,
    columns: [
      { label: "Text", align: "left" },
      { label: meaning, align: "right" },
      { label: "More", align: "left" },
    ],
    rows: largest.map(({ text, value, details = [] }) => [
      { kind: "text", text: JSON.stringify(text) },
      { kind: "number", value, unit },
      { kind: "text", text: details.join("; ") },
    ]),
  };
}

function Piece({ token, most }: { readonly token: TextToken; readonly most: number }): JSX.Element {
  const { text, value, marked = false, details = [] } = token;
  const name = ["t", shadeOf(value, most), marked ? "m" : ""].filter(Boolean).join(" ");
  return (
    <span class={name} {...(marked && details.length > 0 && { tabIndex: 0 })}>
      {shown(text)}
      {details.length === 0 ? null : <span class="tip">{details.join("\n")}</span>}
    </span>
  );
}

/** A text coloured by a number, with what is known of each piece where the reader points at it. */
export function TextChart({ chart }: { readonly chart: ColouredText }): JSX.Element {
  const { title, meaning, unit, tokens } = chart;
  const values = tokens.flatMap(({ value }) => (value !== null && Number.isFinite(value) ? [value] : []));
  const most = quantile(values, STRONGEST) ?? 0;
  const any = tokens.some(({ marked }) => marked);
  return (
    <figure>
      <figcaption>
        <span dir="auto">{title}</span>
        <span class="key">
          <span>
            {meaning}: <span class="q1">&nbsp;0&nbsp;</span>
            <span class="q4">&nbsp;{formatNumber(most / 2)}&nbsp;</span>
            <span class="q7">&nbsp;{formatQuantity(most, unit)} or more&nbsp;</span>
          </span>
          {any ? <span class="m">another first choice</span> : null}
        </span>
      </figcaption>
      <div class="text" dir="auto">
        {tokens.map((token, i) => (
          <Piece token={token} most={most} key={i} />
        ))}
      </div>
      <details class="n">
        <summary>Numbers</summary>
        <Numbers table={numbersOf(chart)} />
      </details>
    </figure>
  );
}
