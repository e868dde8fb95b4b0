import type { Grid, Segment } from "../plan/grid.ts";
import type { EdgeDomain } from "./edge-domain.ts";

/** Cells between two neighbouring edges. */
const CELLS = 4;

/** Equal cells between two edges: of whole values no more than there are values, and where it goes evenly. */
function cellsBetween(domain: EdgeDomain, low: number, high: number): number {
  const steps = high - low;
  if (domain.grain === 0) return Math.min(CELLS, steps);
  const width = Math.round((domain.edge(high) - domain.edge(low)) / domain.grain);
  if (width <= 2 * CELLS) return width;
  return [CELLS, CELLS - 1, CELLS - 2].find((cells) => width % cells === 0) ?? CELLS;
}

/** The grid whose stretches lie between the edges that were drawn; where all are the same, one step of their domain. */
export function edgeGrid(domain: EdgeDomain, edges: readonly number[]): Grid {
  const rising = edges.filter((edge, i) => i === 0 || edge > edges[i - 1]!);
  const [first = 0] = rising;
  const ends = rising.length > 1 ? rising : first < domain.last ? [first, first + 1] : [first - 1, first];
  const segments = ends.slice(1).map((high, i): Segment => {
    const low = ends[i]!;
    const lo = domain.edge(low);
    const cells = cellsBetween(domain, low, high);
    return { lo, scale: cells / (domain.edge(high) - lo), cells };
  });
  return { segments, points: [] };
}

const DAY = 86_400;
/** Spans of equal cells that people know, from a minute to four weeks. */
const SPANS: readonly number[] = [60, 900, 3600, 6 * 3600, DAY, 7 * DAY, 28 * DAY];
const MOST_CELLS = 64;

/** Cells of whole hours, days, weeks or four weeks over a public span of time, at most 64 of them; longer ones where it needs. */
export function calendarGrid(low: number, high: number, days: boolean): Grid {
  const spans = days ? SPANS.filter((span) => span >= DAY) : SPANS;
  const longest = 28 * DAY;
  const span =
    spans.find((one) => (high - low) / one <= MOST_CELLS) ??
    longest * Math.ceil((high - low) / longest / MOST_CELLS);
  return { segments: [{ lo: low, scale: 1 / span, cells: Math.ceil((high - low) / span) }], points: [] };
}
