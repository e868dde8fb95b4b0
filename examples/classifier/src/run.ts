import { fileURLToPath } from "node:url";
import { crossEntropyLoss } from "@relent/core/loss";
import {
  accuracy,
  convolutional,
  curveSvg,
  givenOrDrawn,
  type Images,
  logitsOf,
  PICTURE_FILES,
  progress,
  ready,
  recall,
  type Series,
  settings,
  split,
  table,
  write,
  writeFigures,
} from "@relent/example-kit";
import { againstImbalance, againstNoise, type Contestant } from "./contests.ts";
import { classCounts, mislabel, unbalance } from "./hardships.ts";
import { train } from "./train.ts";

const { data, epochs, write: writes } = settings({ epochs: 60 }, PICTURE_FILES);
const here = fileURLToPath(new URL("../", import.meta.url));
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const mean = (rates: readonly number[]) => rates.reduce((a, b) => a + b, 0) / rates.length;

interface Outcome {
  readonly name: string;
  readonly rate: number;
  readonly worst: number;
  readonly curve: Series;
}

/** Trains a network with each loss on the same pictures and tests it on the same others. */
function contest(
  what: string,
  all: readonly Contestant[],
  seen: Images,
  unseen: Images,
  shift: number,
): Outcome[] {
  const net = convolutional(seen.size, seen.classes);
  return all.map(({ name, loss }) => {
    const say = progress(`${what}, ${name}`, epochs);
    const points: [number, number][] = [];
    const weights = train(net, {
      images: seen,
      loss,
      epochs,
      seed: 1,
      shift,
      batch: Math.min(128, Math.ceil(seen.labels.length / 8)),
      onEpoch(epoch, value, now) {
        if (epoch % 3 === 2) points.push([epoch + 1, 100 * mean(recall(logitsOf(net, now, unseen), unseen))]);
        say(epoch, `loss ${value.toFixed(3)}`);
      },
    });
    const rates = recall(logitsOf(net, weights, unseen), unseen);
    return { name, rate: mean(rates), worst: Math.min(...rates), curve: { name, points } };
  });
}

await ready();
const all = givenOrDrawn(data);
const [seen, unseen] = split(all, 0.75, 1);
const share = 0.4;

const net = convolutional(all.size, all.classes);
const say = progress("clean labels", epochs);
const weights = train(net, {
  images: seen,
  loss: crossEntropyLoss,
  epochs,
  seed: 1,
  shift: 0.25,
  onEpoch: (epoch, value) => say(epoch, `loss ${value.toFixed(3)}`),
});
const clean = accuracy(logitsOf(net, weights, unseen), unseen);
const noisy = contest(
  "40 % wrong labels",
  againstNoise(all.classes, share),
  mislabel(seen, share, 5),
  unseen,
  0,
);
const few = unbalance(seen, 50, 6);
const uneven = contest("imbalance", againstImbalance(classCounts(few)), few, unseen, 0.25);

const rows = (outcomes: readonly Outcome[]) =>
  outcomes.map(({ name, rate, worst }) => [name, percent(rate), percent(worst)]);
const head = ["loss", "mean recall of the classes", "worst class"];
const figures = `${all.called}: ${seen.labels.length} pictures to learn from, ${unseen.labels.length} to be tested on, ${epochs} epochs, seed 1.

Clean labels, cross-entropy: **${percent(clean)}** of the test pictures right.

With 40 % of the training labels wrong:

${table(head, rows(noisy))}

With ${classCounts(few).join(", ")} pictures of the ten classes:

${table(head, rows(uneven))}`;
console.log(figures);

if (writes) {
  write(
    `${here}noise.svg`,
    curveSvg({
      title: "40 % wrong labels: tested on right ones",
      x: "epoch",
      y: "mean recall, %",
      series: noisy.map(({ curve }) => curve),
    }),
  );
  writeFigures(`${here}README.md`, figures);
}
