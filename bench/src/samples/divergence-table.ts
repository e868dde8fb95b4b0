import {
  crossFittedLogRatios,
  estimateKl,
  kdTree,
  nearest,
  nearestOthers,
  type Samples,
  samples,
} from "@relent/core/estimate";
import { type Random, random } from "@relent/core/random";
import { DIVERGENCE_CASES, type DivergenceCase } from "./divergence-cases.ts";
import { biasAndError, markdownHead, markdownRow, percent, performanceOf, type Run } from "./summary.ts";

/** Wang, Kulkarni and Verdú's estimate for one k, as published: points as they are, Euclidean distance. */
function plainNeighbours(p: Samples, q: Samples, ks: readonly number[]): readonly number[] {
  const most = Math.max(...ks);
  const own = nearestOthers(kdTree(p.data, p.dim), most).distances;
  const other = nearest(kdTree(q.data, q.dim), p.data, most).distances;
  return ks.map((k) => {
    let sum = 0;
    for (let i = 0; i < p.n; i++) sum += Math.log(other[i * most + k - 1]! / own[i * most + k - 1]!);
    return (p.dim * sum) / p.n + Math.log(q.n / (p.n - 1));
  });
}

/** Donsker and Varadhan's, and Nguyen, Wainwright and Jordan's bounds from log-ratios at unseen points. */
function bounds(p: Samples, q: Samples, seed: number): readonly [dv: number, nwj: number] {
  const ratios = crossFittedLogRatios(p, q, { seed });
  const mean = ratios.p.reduce((a, b) => a + b, 0) / p.n;
  const exponential = ratios.q.reduce((a, b) => a + Math.exp(b), 0) / q.n;
  return [mean - Math.log(exponential), mean - exponential + 1];
}

const METHODS = ["relent", "WKV k = 1", "WKV k = 5", "relent, gaussian", "DV", "NWJ"] as const;
type Method = (typeof METHODS)[number];

function runsOf(of: DivergenceCase, count: number): Readonly<Record<Method, Run[]>> {
  const runs = Object.fromEntries(METHODS.map((name) => [name, []])) as unknown as Record<Method, Run[]>;
  for (let run = 0; run < count; run++) {
    const rng = random(["divergence", of.name, of.dim, run].join());
    const draw = (law: (rng: Random) => number[]): Samples =>
      samples(Array.from({ length: of.n }, () => law(rng)));
    const [p, q] = [draw(of.p), draw(of.q)];
    const estimate = estimateKl(p, q, { seed: run });
    const [first, fifth] = plainNeighbours(p, q, [1, 5]);
    const [dv, nwj] = bounds(p, q, run);
    runs.relent.push(estimate);
    runs["relent, gaussian"].push(estimateKl(p, q, { method: "gaussian" }));
    runs["WKV k = 1"].push({ value: first! });
    runs["WKV k = 5"].push({ value: fifth! });
    runs.DV.push({ value: dv });
    runs.NWJ.push({ value: nwj });
  }
  return runs;
}

/** Least runs of the slowest cases, as a share of those of the others. */
const SLOW_DIMENSIONS = 20;

/** Bias and root mean squared error of each method on each case, with the coverage of the intervals. */
export function divergenceTable(count: number, mostDimensions: number): string {
  const lines = DIVERGENCE_CASES.filter(({ dim }) => dim <= mostDimensions).map((of) => {
    const runs = runsOf(of, of.dim >= SLOW_DIMENSIONS ? Math.ceil(count / 4) : count);
    const shown = METHODS.map((name) => performanceOf(runs[name], of.truth));
    process.stderr.write(`${of.name}, ${of.dim} dimensions\n`);
    return markdownRow([
      `${of.name}, d = ${of.dim}`,
      of.n.toLocaleString("en-US"),
      of.truth.toFixed(3),
      ...shown.map(biasAndError),
      percent(shown[0]!.coverage),
      percent(shown[3]!.coverage),
    ]);
  });
  const head = ["law, dimensions", "n = m", "truth", ...METHODS, "relent covers", "gaussian covers"];
  return [...markdownHead(head), ...lines].join("\n");
}
