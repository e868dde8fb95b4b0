import { fileURLToPath } from "node:url";
import { cyclicalSchedule } from "@relent/core/loss";
import {
  curveSvg,
  givenOrDrawn,
  PICTURE_FILES,
  picturesSvg,
  progress,
  ready,
  type Series,
  settings,
  split,
  table,
  write,
  writeFigures,
} from "@relent/example-kit";
import { autoencoder, train } from "./autoencoder.ts";
import { dream, judge } from "./judge.ts";

const { data, steps, write: writes } = settings({ steps: 4000 }, PICTURE_FILES);
const here = fileURLToPath(new URL("../", import.meta.url));

const WAYS = [
  { name: "β 4", beta: () => 4 },
  { name: "plain (β 1)", beta: () => 1 },
  { name: "β in cycles", beta: (step: number) => cyclicalSchedule(step, steps / 4) },
  { name: "free bits, λ 0.25 nats", beta: () => 1, freeBits: 0.25 },
  { name: "free bits, λ 0.5 nats", beta: () => 1, freeBits: 0.5 },
];

await ready();
const all = givenOrDrawn(data);
const [seen, unseen] = split(all, 0.8, 1);
const net = autoencoder(all.size ** 2);
const curves: Series[] = [];
const rows = WAYS.map(({ name, ...way }) => {
  const say = progress(name, steps);
  const points: [number, number][] = [];
  const weights = train(net, {
    images: seen,
    steps,
    seed: 1,
    ...way,
    onStep(step, reconstruction, kl, now) {
      if (step % Math.ceil(steps / 40) === 0) points.push([step, -judge(net, now, unseen).elbo]);
      say(step, `reconstruction ${reconstruction.toFixed(2)}, KL ${kl.toFixed(2)} nats`);
    },
  });
  curves.push({ name, points });
  const { elbo, reconstruction, divergence, diagnose } = judge(net, weights, unseen);
  const { activeUnits, kl, mutualInformation } = diagnose();
  if (writes && name === WAYS.at(-1)!.name) {
    write(
      `${here}samples.svg`,
      picturesSvg(dream(net, weights, 100, 3), all.size, 20, "Digits decoded from random latents"),
    );
  }
  const byLatent = [...kl].sort((a, b) => b - a).map((nats) => nats.toFixed(1));
  return [
    name,
    elbo.toFixed(2),
    reconstruction.toFixed(2),
    divergence.toFixed(2),
    `**${activeUnits}** of ${net.latents}`,
    mutualInformation.map((nats) => nats.toFixed(2)).join(" to "),
    byLatent.join(" "),
  ];
});

const figures = `${all.called}: ${seen.labels.length} pictures to learn from, ${unseen.labels.length} unseen ones that the figures are of, ${steps} steps, seed 1. Nats per picture.

${table(["trained with", "ELBO", "reconstruction", "KL", "active latents", "information between picture and latents", "KL of each latent"], rows)}`;
console.log(figures);

if (writes) {
  write(
    `${here}learning.svg`,
    curveSvg({ title: "Negative ELBO of unseen digits", x: "step", y: "nats per picture", series: curves }),
  );
  writeFigures(`${here}README.md`, figures);
}
