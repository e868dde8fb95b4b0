import { mkdir, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { percent, table } from "../sequential/table.ts";
import { BINS, coverage, type Setting, type Tally } from "./coverage.ts";
import { FIGURES } from "./figures.ts";
import { DEPENDENT_LAWS, DISTORTIONS, type ForecastLaw, LAWS } from "./forecast-laws.ts";
import { levelInClusters, levelOfTest } from "./test-level.ts";

/** Coverage of evaluation's intervals, level of its calibration test, bias of its calibration errors: seeded, no peers, no times. */
const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    share: { type: "string", default: "1" },
    write: { type: "boolean", default: false },
  },
});
const factor = values.quick ? 0.05 : Number(values.share);
const trials = Math.round(400 * factor);
const clusteredTrials = Math.round(200 * factor);
const levelTrials = Math.round(4000 * factor);
const clusteredLevelTrials = Math.round(1000 * factor);
const powerTrials = Math.round(400 * factor);
const truthRows = values.quick ? 20_000 : 400_000;

interface Column {
  readonly law: ForecastLaw;
  readonly name: string;
  readonly tallies: Map<string, Tally>;
}

function column(law: ForecastLaw, name: string, setting: Setting, count: number): Column {
  process.stderr.write(`${law.name}, ${name}\n`);
  return { law, name, tallies: coverage(law, setting, count, truthRows) };
}

function heldTable(columns: readonly Column[]): string {
  return table(
    ["figure", ...columns.map(({ law, name }) => `${law.name}; ${name}`)],
    Object.keys(FIGURES).map((figure) => [
      figure,
      ...columns.map(({ tallies }) => {
        const tally = tallies.get(figure);
        return tally === undefined ? "–" : percent(tally.held / tally.made);
      }),
    ]),
  );
}

function biasTable(columns: readonly Column[]): string {
  const shown = (x: number): string => (1000 * x).toFixed(1);
  return table(
    ["forecasts", "truth × 1000", "plug-in ECE's bias", "ours", "plug-in squared error's bias", "ours"],
    columns.map(({ law, name, tallies }) => {
      const [absolute, squared] = ["expected calibration error", "squared calibration error"].map((figure) =>
        tallies.get(figure),
      );
      return [
        `${law.name}; ${name}`,
        shown(absolute!.truth),
        shown(absolute!.plugInBias / absolute!.made),
        shown(absolute!.bias / absolute!.made),
        shown(squared!.plugInBias / squared!.made),
        shown(squared!.bias / squared!.made),
      ];
    }),
  );
}

const independent = LAWS.flatMap((law) =>
  [200, 1000].map((rows) => column(law, `${rows} rows`, { rows }, trials)),
);
const clustered = [LAWS[0]!, LAWS[1]!, LAWS[4]!].flatMap((law) =>
  [20, 50, 200].map((count) =>
    column(law, `${count} clusters`, { clusters: { count, effect: 1 } }, clusteredTrials),
  ),
);
const shares = [...independent, ...clustered].flatMap(({ tallies }) =>
  [...tallies.values()].map(({ held, made }) => held / made),
);
const within = (low: number, high: number): string =>
  percent(shares.filter((share) => share >= low && share <= high).length / shares.length);

process.stderr.write("level of the calibration test\n");
const RIGHT = LAWS.filter(({ name }) => !name.includes("overconfident"));
const levels = table(
  ["forecasts of the last class", "100 rows", "1,000 rows"],
  RIGHT.map((law) => [
    law.name,
    ...[100, 1000].map((rows) => {
      const { binned, spiegelhalter } = levelOfTest(law, rows, levelTrials);
      return `${percent(binned)} / ${percent(spiegelhalter)}`;
    }),
  ]),
);
const COUNTS = [10, 30, 100];
const clusteredLevels = table(
  ["outcomes", ...COUNTS.map((count) => `${count} clusters`)],
  DEPENDENT_LAWS.map((law) => [
    law.name,
    ...COUNTS.map((count) => {
      const { named, unnamed } = levelInClusters(law, count, clusteredLevelTrials);
      return `${percent(named)} / ${percent(unnamed)}`;
    }),
  ]),
);
const powers = table(
  ["forecasts", "200 independent rows", ...COUNTS.map((count) => `${count} clusters`)],
  Object.entries(DISTORTIONS).map(([name, distort]) => [
    name,
    percent(levelOfTest(LAWS[0]!, 200, powerTrials, distort).binned),
    ...COUNTS.map((count) => percent(levelInClusters(DEPENDENT_LAWS[3]!, count, powerTrials, distort).named)),
  ]),
);

const slack = (share: number, count: number): string =>
  (200 * Math.sqrt((share * (1 - share)) / count)).toFixed(1);
const text = `# Evaluation: coverage, level, bias

Seeded simulations; the truth is the same figure of ${truthRows.toLocaleString("en")} rows (a divergence that comes out negative there is 0). Calibration
errors use ${BINS} bins, both sides' splits as many but of 20 rows or more (10 at 200 rows). ${within(0.93, 1)} % of the entries hold in 93 % or more, ${within(0.9, 1)} % in 90 % or more.

## Independent rows

Per cent of ${trials} 95 % intervals that held the truth; two standard errors are ${slack(0.95, trials)} points.

${heldTable(independent)}

## Clusters

Clusters of lognormal size (mean about 20), each with an effect N(0, 1) on the true logit. Per cent of ${clusteredTrials}; two standard
errors are ${slack(0.95, clusteredTrials)} points.

${heldTable(clustered)}

## Level of the calibration test

Per cent rejected at 5 % where the forecasts are right: binned test / Spiegelhalter's Z. ${levelTrials} simulations, two standard errors
${slack(0.05, levelTrials)} points.

${levels}

The same where outcomes depend on each other within clusters of about 20 rows and the forecasts are right row by row: clusters named / not named.
${clusteredLevelTrials} simulations, two standard errors ${slack(0.05, clusteredLevelTrials)} points. A few clusters that hold most of a rare class (last row) are beyond any
test of them alone: nothing in the data says what the next cluster may hold.

${clusteredLevels}

## Power of the calibration test

Per cent of ${powerTrials} rejected at 5 % where the forecasts are wrong; clusters of many forecasts, correlation 0.2.

${powers}

## Bias of calibration errors

Mean less truth, × 1000, of the top class's probability: what chance adds to the plug-in, and what is left of it in ours.

${biasTable(independent)}
`;
console.log(text);
if (values.write) {
  const folder = resolve(import.meta.dirname, "../../results");
  await mkdir(folder, { recursive: true });
  await writeFile(resolve(folder, "evaluation-coverage.md"), text);
}
