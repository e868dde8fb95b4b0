import { scaleLinear } from "d3-scale";
import type { JSX } from "preact";
import { formatNumber, formatTicks } from "../format.ts";
import type { PairedCell } from "../model.ts";
import { axisLabels } from "./axis-labels.ts";
import type { PairsProps } from "./named-pairs.tsx";
import { at, box } from "./path.ts";

const SHARES = 150;
const BITS = 46;
const GAP = 0.6;

interface Slot extends PairedCell {
  readonly x: number;
  readonly width: number;
}

/** Lays cells side by side on 0 to 100, with a gap wherever the axis is left. */
function slotsOf(cells: readonly PairedCell[]): Slot[][] {
  const breaks = cells.filter(
    (cell, i) => i > 0 && (cell.aside ?? false) !== (cells[i - 1]?.aside ?? false),
  ).length;
  const width = 100 / (cells.length + GAP * breaks);
  const runs: Slot[][] = [];
  let x = 0;
  for (const [i, cell] of cells.entries()) {
    const broken = i > 0 && (cell.aside ?? false) !== (cells[i - 1]?.aside ?? false);
    if (broken) x += GAP * width;
    if (broken || i === 0) runs.push([]);
    runs.at(-1)?.push({ ...cell, x, width });
    x += width;
  }
  return runs;
}

/** Stairs are drawn on a canvas this many times wider and higher, so that whole numbers place their edges. */
const WIDER = 10;
const HIGHER = 2;

const across = (x: number): string => String(Math.round(x * WIDER));
const up = (y: number): string => String(Math.round(y * HIGHER));

/** The stair over a run of cells, from the base line up, along and down again. */
function stair(run: readonly Slot[], height: (slot: Slot) => number): string {
  const steps = run.map((slot) => `V${up(height(slot))}H${across(slot.x + slot.width)}`);
  return `M${across(run[0]?.x ?? 0)} ${up(SHARES)}${steps.join("")}V${up(SHARES)}`;
}

/** Bits that would stand less high than this, in pixels, are not drawn. */
const LEAST_BAR = 0.3;

/** Ordered cells side by side: the reference as a filled stair, current as the outline of one, bits on a strip below. */
export function OrderedPairs({ cells, most, bits }: PairsProps): JSX.Element {
  const y = scaleLinear([0, most || 1], [SHARES, 6]).nice(3);
  const ticks = y.ticks(3);
  const labels = formatTicks(ticks.map((tick) => tick * 100));
  const weight = scaleLinear([-(bits || 1), bits || 1], [BITS - 2, 2]).clamp(true);
  const runs = slotsOf(cells);
  const slots = runs.flat();
  const bar = (test: (b: number) => boolean): string =>
    slots
      .filter((slot) => test(slot.bits) && Math.abs(weight(slot.bits) - weight(0)) >= LEAST_BAR)
      .map((slot) =>
        box(slot.x + slot.width * 0.12, weight(0), slot.width * 0.76, weight(slot.bits) - weight(0)),
      )
      .join("");
  return (
    <>
      <svg aria-hidden="true" class="y" height={SHARES}>
        {ticks.map((tick, i) => (
          <text x="100%" y={at(Math.max(9, y(tick) + 4))} key={tick}>
            {labels[i]}
            {i === ticks.length - 1 ? " %" : ""}
          </text>
        ))}
      </svg>
      <svg
        aria-hidden="true"
        height={SHARES}
        viewBox={`0 0 ${100 * WIDER} ${SHARES * HIGHER}`}
        preserveAspectRatio="none"
      >
        <path class="grid" d={ticks.map((tick) => `M0 ${up(y(tick))}h${100 * WIDER}`).join("")} />
        <path class="ref" d={runs.map((run) => stair(run, ({ reference }) => y(reference))).join("")} />
        <path class="cur" d={runs.map((run) => stair(run, ({ current }) => y(current))).join("")} />
      </svg>
      <svg aria-hidden="true" class="y" height={BITS}>
        <text x="100%" y="11">
          {formatNumber(bits, { signed: true, digits: 2 })}
        </text>
        <text x="100%" y={BITS / 2 + 4} class="cap">
          bits
        </text>
      </svg>
      <svg aria-hidden="true" height={BITS} viewBox={`0 0 100 ${BITS}`} preserveAspectRatio="none">
        <path class="pos" d={bar((b) => b > 0)} />
        {slots.some((slot) => slot.bits < 0) && <path class="neg" d={bar((b) => b < 0)} />}
        <path class="zero" d={`M0 ${BITS / 2}h100`} />
      </svg>
      <span />
      <svg aria-hidden="true" class="x" height="18">
        {axisLabels(slots).map(({ text, x, anchor, narrow }) => (
          <text x={`${at(x)}%`} y="13" text-anchor={anchor} class={narrow ? undefined : "wide"} key={x}>
            {text}
          </text>
        ))}
      </svg>
    </>
  );
}
