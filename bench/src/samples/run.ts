import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { divergenceTable } from "./divergence-table.ts";
import { informationTable } from "./information-table.ts";
import { speedTable } from "./speed.ts";

/** Estimates from samples beside the truth and beside other estimates, and their speed beside SciPy's. */
const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    python: { type: "string", default: "python3" },
    runs: { type: "string" },
    points: { type: "string" },
  },
});

const runs = Number(values.runs ?? (values.quick ? 4 : 60));
const points = Number(values.points ?? (values.quick ? 400 : 2000));
const informationRuns = values.quick ? 2 : Math.ceil(runs / 6);
const most = values.quick ? 5 : Number.POSITIVE_INFINITY;
const machine = `${cpus()[0]?.model.trim() ?? "unknown processor"}, ${cpus().length} cores, Node ${process.version}, load ${loadavg()[0]!.toFixed(2)} at the start`;

const text = [
  "# Estimates from samples",
  "",
  `\`node bench/dist/samples/run.js${values.quick ? " --quick" : ""} --write\` on ${machine}. All seeds are fixed.`,
  "",
  "## Kullback–Leibler divergence of two samples",
  "",
  `Bias, with the root mean squared error in brackets, in nats, over ${runs} pairs of samples (a quarter of them in 20 dimensions), and how often the 95 % interval held the truth. "relent" is \`estimateKl(samples(x), samples(y))\` as it comes: spacings for numbers, neighbours to 5 dimensions, a classifier above. WKV: Wang, Kulkarni and Verdú's neighbours as published. DV, NWJ: Donsker and Varadhan's, and Nguyen, Wainwright and Jordan's bounds from the same classifier's log-ratios. "gaussian" is right for normal laws alone. Student against normal: the ratio has no bound and q no points to show it, which the estimate's note says.`,
  "",
  divergenceTable(runs, most),
  "",
  '## Mutual information: the tasks of "Beyond Normal"',
  "",
  `Mean, with the root mean squared error in brackets, in nats, over ${informationRuns} samples of ${points.toLocaleString("en-US")} pairs; tasks and truths after Czyż et al. (NeurIPS 2023), who use 10,000 pairs. KSG 1: Kraskov, Stögbauer and Grassberger's first estimate on coordinates of unit variance.`,
  "",
  informationTable(informationRuns, points, most),
  "",
  "## Speed beside SciPy",
  "",
  `D(p ‖ q) from ${values.quick ? "20,000" : "100,000"} points a side in 3 dimensions, wall time, in turns.`,
  "",
  await speedTable(values.python, values.quick ? 2e4 : 1e5, values.quick ? 3 : 9),
  "",
].join("\n");
if (values.write) {
  writeFileSync(resolve(import.meta.dirname, "../../results/estimators-samples.md"), text);
}
console.log(text);
