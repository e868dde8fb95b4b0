import { fileURLToPath } from "node:url";
import { blockBootstrapMean } from "@relent/core/estimate";
import { binaryCrossEntropyLoss } from "@relent/core/loss";
import { curveSvg, orEnd, progress, settings, table, write, writeFigures } from "@relent/example-kit";
import { covering, seeking, TARGET } from "./modes.ts";
import { byWeights, drawAnswers, readAnswers, scores } from "./regression.ts";
import { hamiltonianChain } from "./sampler.ts";
import { fitPosterior } from "./variational.ts";

const {
  data,
  steps,
  draws,
  write: writes,
} = settings({ steps: 2000, draws: 4000 }, "CSV with a row of names whose last column is 0 or 1");
const here = fileURLToPath(new URL("../", import.meta.url));
const priorSd = 2;

const answers =
  data === undefined ? drawAnswers(4000, [-0.5, 1, -1.5, 0.8, 0], 1) : orEnd(() => readAnswers(data));
const d = answers.columns;

const say = progress("variational inference", steps);
const bounds: [number, number][] = [];
const q = fitPosterior(answers, {
  priorSd,
  steps,
  seed: 2,
  onStep(step, elbo) {
    if (step % 20 === 0) bounds.push([step, elbo]);
    say(step, `ELBO ${elbo.toFixed(2)} nats`);
  },
});
const sd = q.logVariance.map((l) => Math.exp(l / 2));

const tell = progress("Hamiltonian Monte Carlo", draws);
const chain = hamiltonianChain(
  (at, slope) => {
    const { value, grad } = binaryCrossEntropyLoss(scores(answers, at), answers.y, { reduction: "sum" });
    slope.set(byWeights(answers, grad));
    let energy = value;
    for (let j = 0; j < d; j++) {
      slope[j]! += at[j]! / priorSd ** 2;
      energy += 0.5 * (at[j]! / priorSd) ** 2;
    }
    return energy;
  },
  { start: q.mean, scale: sd, draws, seed: 3, onDraw: (draw) => tell(draw, "") },
);

const rows = Array.from({ length: d }, (_, j) => {
  const along = Float64Array.from({ length: draws }, (_, t) => chain.draws[t * d + j]!);
  const { value, standardError } = blockBootstrapMean(along, { seed: 4 });
  const spread = Math.sqrt(along.reduce((sum, x) => sum + (x - value) ** 2, 0) / (draws - 1));
  return { j, value, standardError, spread, away: (q.mean[j]! - value) / standardError };
});
const worst = Math.max(...rows.map(({ away }) => Math.abs(away)));
const laws = [covering(300), seeking(-3), seeking(3)];
const figures = `${data === undefined ? "Drawn answers" : "Answers from the file given"}: ${answers.y.length} rows of ${d} columns; prior N(0, ${priorSd}²); ${steps} steps; ${draws} draws of the chain, ${(100 * chain.accepted).toFixed(0)} % accepted.

${table(
  [
    "weight",
    "mean, chain",
    "standard error of it",
    "mean, variational",
    "apart, in standard errors",
    "sd, chain",
    "sd, variational",
  ],
  rows.map(({ j, value, standardError, spread, away }) => [
    j === 0 ? "constant" : j,
    value.toFixed(4),
    standardError.toFixed(4),
    q.mean[j]!.toFixed(4),
    away.toFixed(2),
    spread.toFixed(4),
    sd[j]!.toFixed(4),
  ]),
)}

The means lie at most **${worst.toFixed(2)}** standard errors of the chain apart; the variational standard deviations are too small where the columns are correlated, as those of independent coordinates must be.

A normal law q fitted to a law p with two modes, \`${TARGET}\`:

${table(
  ["minimises", "q", "KL(p ‖ q), nats", "KL(q ‖ p), nats"],
  laws.map(({ name, law, forward, reverse }) => [
    name,
    `mean ${law.mean().toFixed(3)}, sd ${Math.sqrt(law.variance()).toFixed(3)}`,
    forward.toFixed(3),
    reverse.toFixed(3),
  ]),
)}`;
console.log(figures);

if (writes) {
  write(
    `${here}learning.svg`,
    curveSvg({
      title: "Evidence lower bound",
      x: "step",
      y: "nats",
      series: [{ name: "ELBO", points: bounds.slice(2) }],
    }),
  );
  const grid = Array.from({ length: 241 }, (_, i) => -6 + i * 0.05);
  const density = (name: string, law: typeof TARGET) => ({
    name,
    points: grid.map((x) => [x, Math.exp(law.logDensity(x))] as const),
  });
  write(
    `${here}modes.svg`,
    curveSvg({
      title: "One normal law for two modes",
      x: "x",
      y: "density",
      series: [density("p", TARGET), ...laws.map(({ name, law }) => density(name, law))],
    }),
  );
  writeFigures(`${here}README.md`, figures);
}
