import type { Unit } from "@relent/core/estimate";
import { quantile } from "d3-array";
import type { JSX } from "preact";
import { formatNumber, formatQuantity } from "../format.ts";
import type { Chart, Table, TextToken } from "../model.ts";
import { Numbers } from "./numbers.tsx";
import { shadeOf } from "./shade.ts";

/** A text whose pieces are coloured by a number. */
export type ColouredText = Extract<Chart, { kind: "text" }>;

/** So many pieces stand in the table of numbers, the farthest from 0 first. */
const MOST_ROWS = 40;
/** The colour is strongest from this quantile of the numbers on, so that one piece does not pale all others. */
const STRONGEST = 0.98;

/** A line's end is shown by a sign before it. */
const shown = (text: string): string => text.replace(/\n/g, "↵\n");

function numbersOf({ title, meaning, unit, tokens }: ColouredText): Table {
  const largest = tokens
    .filter((token): token is TextToken & { value: number } => token.value !== null)
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
    .slice(0, MOST_ROWS);
  return {
    caption: title,
    columns: [
      { label: "Text", align: "left", wraps: true },
      { label: meaning, align: "right" },
      { label: "More", align: "left", wraps: true },
    ],
    rows: largest.map(({ text, value, details = [] }) => [
      { kind: "text", text: JSON.stringify(text) },
      { kind: "number", value, unit },
      { kind: "text", text: details.join("; ") },
    ]),
  };
}

interface PieceProps {
  readonly token: TextToken;
  readonly most: number;
  readonly unit: Unit;
  /** Whether it can be reached by keyboard where no script runs. */
  readonly stop: boolean;
}

/** What is shown of a piece where the reader points at it: its details, or its number. */
const told = ({ value, details = [] }: TextToken, unit: Unit): readonly string[] =>
  details.length > 0 || value === null ? details : [formatQuantity(value, unit)];

function Piece({ token, most, unit, stop }: PieceProps): JSX.Element {
  const { text, value, marked = false } = token;
  const lines = told(token, unit);
  const name = ["t", shadeOf(value, most), marked ? "m" : ""].filter(Boolean).join(" ");
  return (
    <span class={name} {...(stop && lines.length > 0 && { tabIndex: 0 })}>
      {shown(text)}
      {lines.length === 0 ? null : <span class="tip">{lines.join("\n")}</span>}
    </span>
  );
}

/** What the colours stand for: from 0 to the strongest, and below 0 where there is any such number. */
function Scale({ most, unit, both }: { most: number; unit: Unit; both: boolean }): JSX.Element {
  const less = (
    <>
      <span class="n7">&nbsp;{formatQuantity(-most, unit)} or less&nbsp;</span>
      <span class="n4">&nbsp;{formatNumber(-most / 2)}&nbsp;</span>
    </>
  );
  return (
    <>
      {both ? less : null}
      <span>&nbsp;0&nbsp;</span>
      <span class="q4">&nbsp;{formatNumber(most / 2, { signed: both })}&nbsp;</span>
      <span class="q7">
        &nbsp;{both ? "+" : ""}
        {formatQuantity(most, unit)} or more&nbsp;
      </span>
    </>
  );
}

const KEYS = "← and → go from piece to piece";
const MARK_KEYS = ", ↑ and ↓ between those underlined";

/** A text coloured by a number, with what is known of each piece where the reader points at it. */
export function TextChart({ chart }: { readonly chart: ColouredText }): JSX.Element {
  const { title, meaning, unit, tokens } = chart;
  const values = tokens.flatMap(({ value }) => (value !== null && Number.isFinite(value) ? [value] : []));
  const most = quantile(values.map(Math.abs), STRONGEST) ?? 0;
  const both = values.some((value) => value < 0);
  const any = tokens.some(({ marked }) => marked);
  const first = tokens.findIndex((token) => told(token, unit).length > 0);
  return (
    <figure>
      <figcaption>
        <span dir="auto">{title}</span>
        <span class="key">
          <span>
            {meaning}: <Scale most={most} unit={unit} both={both} />
          </span>
          {any ? <span class="m">another first choice</span> : null}
          <small class="tools">{KEYS + (any ? MARK_KEYS : "")}</small>
        </span>
      </figcaption>
      <section class="text" dir="auto" aria-label={title}>
        {tokens.map((token, i) => (
          <Piece
            token={token}
            most={most}
            unit={unit}
            stop={any ? token.marked === true : i === first}
            key={i}
          />
        ))}
      </section>
      <details class="n">
        <summary>Numbers</summary>
        <Numbers table={numbersOf(chart)} />
      </details>
    </figure>
  );
}
