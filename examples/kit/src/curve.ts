import { scaleLinear, scaleLog } from "d3-scale";
import { line } from "d3-shape";

/** One line of a chart. */
export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** A chart of lines. */
export interface Curve {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly series: readonly Series[];
  /** Whether the y axis is logarithmic. */
  readonly log?: boolean;
}

const WIDTH = 780;
const HEIGHT = 360;
const EDGE = { left: 62, right: 290, top: 40, bottom: 46 };
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#666666", "#8a6d00"];
const DASHES = ["", "6 3", "2 3", "8 3 2 3", "", "6 3", "2 3", "8 3 2 3"];

const STYLE = `text{font:12px system-ui,sans-serif;fill:#1b1b1b}.axis{stroke:#999}.grid{stroke:#ddd}.t{font-size:14px;font-weight:600}
@media(prefers-color-scheme:dark){text{fill:#eee}.ground{fill:#161616}.axis{stroke:#888}.grid{stroke:#333}}`;

const safe = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** The chart as an SVG document of its own, light or dark as the reader's system is. */
export function curveSvg({ title, x, y, series, log = false }: Curve): string {
  const all = series
    .flatMap(({ points }) => points)
    .filter(([a, b]) => Number.isFinite(a) && Number.isFinite(b) && (!log || b > 0));
  if (all.length === 0) throw new Error(`curveSvg: ${title} has no finite point`);
  const span = (axis: 0 | 1): [number, number] => {
    const values = all.map((point) => point[axis]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return low < high ? [low, high] : [low - 0.5, high + 0.5];
  };
  const across = scaleLinear(span(0), [EDGE.left, WIDTH - EDGE.right]);
  const up = (log ? scaleLog() : scaleLinear()).domain(span(1)).range([HEIGHT - EDGE.bottom, EDGE.top]);
  up.nice();
  const write = line<readonly [number, number]>(
    ([a]) => Math.round(10 * across(a)) / 10,
    ([, b]) => Math.round(10 * up(b)) / 10,
  ).defined(([a, b]) => Number.isFinite(a) && Number.isFinite(b) && (!log || b > 0));
  const bottom = HEIGHT - EDGE.bottom;
  const right = WIDTH - EDGE.right;
  const lower = across
    .ticks(6)
    .map(
      (tick) =>
        `<text x="${across(tick).toFixed(1)}" y="${bottom + 18}" text-anchor="middle">${across.tickFormat(6)(tick)}</text>`,
    );
  const side = up.ticks(5).map((tick) => {
    const at = up(tick).toFixed(1);
    const label = up.tickFormat(5)(tick);
    return `<line class="grid" x1="${EDGE.left}" x2="${right}" y1="${at}" y2="${at}"/><text x="${EDGE.left - 8}" y="${at}" dy="0.32em" text-anchor="end">${label}</text>`;
  });
  const lines = series.map(({ name, points }, i) => {
    const colour = COLOURS[i % COLOURS.length];
    const dash = DASHES[i % DASHES.length];
    const stroke = `stroke="${colour}" stroke-width="2"${dash ? ` stroke-dasharray="${dash}"` : ""}`;
    const key = EDGE.top + 8 + 20 * i;
    return `<path d="${write([...points]) ?? ""}" fill="none" ${stroke}/><line x1="${right + 12}" x2="${right + 36}" y1="${key}" y2="${key}" ${stroke}/><text x="${right + 42}" y="${key}" dy="0.32em">${safe(name)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${safe(title).replaceAll('"', "&quot;")}">
<style>${STYLE}</style><rect class="ground" width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
<text class="t" x="${EDGE.left}" y="22">${safe(title)}</text>
${side.join("\n")}
<line class="axis" x1="${EDGE.left}" x2="${right}" y1="${bottom}" y2="${bottom}"/>
${lower.join("\n")}
<text x="${(EDGE.left + right) / 2}" y="${HEIGHT - 8}" text-anchor="middle">${safe(x)}</text>
<text transform="translate(14 ${(EDGE.top + bottom) / 2}) rotate(-90)" text-anchor="middle">${safe(y)}</text>
${lines.join("\n")}
</svg>
`;
}
