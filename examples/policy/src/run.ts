import { fileURLToPath } from "node:url";
import { kl, logProbs } from "@relent/core";
import { curveSvg, progress, settings, table, write, writeFigures } from "@relent/example-kit";
import { best, compareEstimators, makeBandit, objective, type Penalty, trainBandit } from "./bandit.ts";
import { ACTIONS, STATES } from "./grid.ts";
import { type Leash, meanReward, trainWalker } from "./walker.ts";

const { steps, write: writes } = settings({ steps: 600 });
const here = fileURLToPath(new URL("../", import.meta.url));

const bandit = makeBandit(50, 0.5, 1);
const ideal = best(bandit);
const PENALTIES: readonly (readonly [name: string, penalty: Penalty])[] = [
  ["KL of the whole vocabulary", "full"],
  ["k3, gradient of the reverse KL", { estimator: "k3", gradient: "reverse" }],
  ["k2 as written", { estimator: "k2", gradient: "asWritten" }],
  ["k3 as written (forward KL)", { estimator: "k3", gradient: "asWritten" }],
  ["k1 as written (no gradient)", { estimator: "k1", gradient: "asWritten" }],
];
const bandits = PENALTIES.map(([name, penalty]) => {
  const { policy, path } = trainBandit(bandit, penalty, 2 * steps, 2);
  return {
    name,
    path,
    row: [
      name,
      objective(bandit, policy).toFixed(4),
      kl(logProbs(policy), logProbs(bandit.reference)).toFixed(3),
      kl(logProbs(policy), logProbs(ideal)).toFixed(4),
    ],
  };
});
const estimators = [10, 2, 0.5].flatMap((weight) =>
  compareEstimators(best(bandit, weight), bandit.reference, 64, 1000).map(({ method, exact, bias, sd }) => [
    exact.toFixed(4),
    method,
    bias.toFixed(4),
    sd.toFixed(4),
  ]),
);

/** A reference that walks about and leans towards the goal. */
const reference = Float64Array.from({ length: STATES * ACTIONS }, (_, i) => (i % ACTIONS < 2 ? 0.5 : 0));
const LEASHES: readonly (readonly [name: string, leash: Leash])[] = [
  ["nothing", { kind: "none" }],
  ["ratios clipped (PPO)", { kind: "clip" }],
  ["KL, target 0.3 nats", { kind: "kl", target: 0.3 }],
  ["KL, target 0.1 nats", { kind: "kl", target: 0.1 }],
];
const walkers = LEASHES.map(([name, leash]) => {
  const say = progress(`grid, ${name}`, steps);
  const reward: [number, number][] = [];
  const divergence: [number, number][] = [];
  let last = 0;
  const z = trainWalker(reference, leash, steps, 3, (at) => {
    if (at.step % 10 === 0) {
      reward.push([at.step, at.reward]);
      divergence.push([at.step, at.divergence]);
    }
    last = at.divergence;
    say(at.step, `reward ${at.reward.toFixed(2)}, KL ${at.divergence.toFixed(3)} nats`);
  });
  return { name, reward, divergence, row: [name, meanReward(z, 4000, 9).toFixed(3), last.toFixed(3)] };
});

const figures = `A bandit of 50 arms, E r − 0.5 KL(π ‖ reference), 64 draws a step, ${2 * steps} steps. The best policy is known in closed form: ${objective(bandit, ideal).toFixed(4)}.

${table(
  [
    "penalty in the loss",
    "objective reached",
    "KL from the reference, nats",
    "KL from the best policy, nats",
  ],
  bandits.map(({ row }) => row),
)}

Estimators of KL(π ‖ reference) from 64 draws of the best policies for β = 10, 2 and 0.5, over 1000 trials, in nats:

${table(["exact", "estimator", "bias", "standard deviation"], estimators)}

A slippery grid, ${steps} steps of 40 walks; the reference earns ${meanReward(reference, 4000, 9).toFixed(3)} a walk.

${table(
  ["kept near the reference by", "reward of a walk", "KL from the reference, nats"],
  walkers.map(({ row }) => row),
)}`;
console.log(figures);

if (writes) {
  const curves = [
    [
      "bandit.svg",
      "Objective of the bandit",
      "reward − 0.5 KL",
      bandits.map(({ name, path }) => ({ name: name.split(",")[0]!.split(" (")[0]!, points: path })),
    ],
    [
      "reward.svg",
      "Reward on the grid",
      "reward of a walk",
      walkers.map(({ name, reward }) => ({ name, points: reward })),
    ],
    [
      "divergence.svg",
      "Distance from the reference",
      "KL, nats",
      walkers.map(({ name, divergence }) => ({ name, points: divergence })),
    ],
  ] as const;
  for (const [file, title, y, series] of curves)
    write(`${here}${file}`, curveSvg({ title, x: "step", y, series }));
  writeFigures(`${here}README.md`, figures);
}
