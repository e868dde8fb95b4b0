import { scaleLinear } from "d3-scale";
import type { JSX } from "preact";
import { formatNumber, formatTicks } from "../format.ts";
import type { PairedCell } from "../model.ts";
import { lines } from "./lines.ts";
import { at, box } from "./path.ts";

/** What both drawings of paired shares need: the cells and the two scales' ends. */
export interface PairsProps {
  readonly cells: readonly PairedCell[];
  readonly most: number;
  readonly bits: number;
}

/** Above this many cells the rows draw together; the style sheet knows both heights. */
export const LOOSE = 12;

const SIZES = { loose: { row: 28, bar: 9, gap: 1.5 }, tight: { row: 20, bar: 7, gap: 1 } } as const;
const HALF = 20;

/** Named cells as a list: label, both shares as bars from one edge, and the cell's bits to either side of zero. */
export function NamedPairs({ cells, most, bits }: PairsProps): JSX.Element {
  const { row, bar, gap } = SIZES[cells.length > LOOSE ? "tight" : "loose"];
  const weighed = 2 * bar - 7;
  const height = cells.length * row;
  const share = scaleLinear([0, most || 1], [0, 100]);
  const ticks = share.ticks(4);
  const labels = formatTicks(ticks.map((tick) => tick * 100));
  const weight = scaleLinear([-(bits || 1), bits || 1], [1 - HALF, HALF - 1]).clamp(true);
  const rows = cells.map((cell, i) => ({ ...cell, y: i * row + (row - 2 * bar - gap) / 2 }));
  return (
    <>
      <div class="l">{lines(cells.map(({ label }) => label))}</div>
      <svg aria-hidden="true" height={height} viewBox={`0 0 100 ${height}`} preserveAspectRatio="none">
        <path class="grid" d={ticks.map((tick) => `M${at(share(tick))} 0v${height}`).join("")} />
        <path class="ref" d={rows.map(({ y, reference }) => box(0, y, share(reference), bar)).join("")} />
        <path
          class="cur"
          d={rows.map(({ y, current }) => box(0, y + bar + gap, share(current), bar)).join("")}
        />
      </svg>
      <svg
        aria-hidden="true"
        class="w"
        height={height}
        viewBox={`${-HALF} 0 ${2 * HALF} ${height}`}
        preserveAspectRatio="none"
      >
        <path
          class="pos"
          d={rows.map(({ y, bits: b }) => box(0, y + 4, weight(Math.max(0, b)), weighed)).join("")}
        />
        <path
          class="neg"
          d={rows.map(({ y, bits: b }) => box(0, y + 4, weight(Math.min(0, b)), weighed)).join("")}
        />
        <path class="zero" d={`M0 0v${height}`} />
      </svg>
      <div class="l r">{lines(cells.map(({ bits: b }) => formatNumber(b, { signed: true, digits: 2 })))}</div>
      <svg aria-hidden="true" class="x" height="18">
        {ticks.map((tick, i) => (
          <text x={`${at(share(tick))}%`} y="13" text-anchor={i === 0 ? "start" : "middle"} key={tick}>
            {labels[i]}
            {i === ticks.length - 1 ? " %" : ""}
          </text>
        ))}
      </svg>
      <span class="cap w">Bits</span>
    </>
  );
}
