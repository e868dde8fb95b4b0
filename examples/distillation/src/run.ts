import { fileURLToPath } from "node:url";
import { kl, logits } from "@relent/core";
import { random } from "@relent/core/random";
import {
  accuracy,
  convolutional,
  curveSvg,
  givenOrDrawn,
  type Images,
  logitsOf,
  PICTURE_FILES,
  perceptron,
  pick,
  progress,
  ready,
  type Series,
  settings,
  shifted,
  split,
  table,
  write,
  writeFigures,
} from "@relent/example-kit";
import { ALONE, BETWEEN, TEMPERATURES, TRUNCATED, type Way } from "./lessons.ts";
import { train } from "./train.ts";

const { data, steps, seeds: howMany, write: writes } = settings({ steps: 2000, seeds: 1 }, PICTURE_FILES);
const seeds = Array.from({ length: howMany }, (_, i) => i + 1);
/** How often each picture is shown, moved by a part of a pixel each time: the teacher says what it makes of each. */
const COPIES = 16;
const here = fileURLToPath(new URL("../", import.meta.url));
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const mean = (all: readonly number[]) => all.reduce((a, b) => a + b, 0) / all.length;

await ready();
const all = givenOrDrawn(data);
const [first, unseen] = split(all, 0.75, 1);
const cols = all.classes;
const stream = random(2);
const places = Int32Array.from({ length: COPIES * first.labels.length }, (_, i) => i % first.labels.length);
const seen: Images = { ...pick(first, places), pixels: shifted(first, places, 0.5, () => stream.uniform()) };

const large = convolutional(all.size, cols);
const say = progress("teacher", steps);
const own = train(large, {
  images: seen,
  teacher: new Float32Array(seen.labels.length * cols),
  loss: ALONE.loss,
  steps,
  seed: 1,
  onStep: (step, loss) => say(step, `loss ${loss.toFixed(3)}`),
});
const known = logitsOf(large, own, seen);
const truth = logitsOf(large, own, unseen);

const small = perceptron(all.size, cols, 128);
const curves: Series[] = [];

/** Trains the student from several seeds and tests it. */
function teach({ name, loss }: Way): readonly [string, string, string] {
  const outcomes = seeds.map((seed) => {
    const tell = progress(`${name}, seed ${seed}`, steps);
    const points: [number, number][] = [];
    const weights = train(small, {
      images: seen,
      teacher: known,
      loss,
      steps,
      seed,
      onStep(step, value) {
        if (step % 25 === 24) points.push([step + 1, value]);
        tell(step, `loss ${value.toFixed(4)}`);
      },
    });
    if (seed === 1) curves.push({ name, points });
    const rows = logitsOf(small, weights, unseen);
    return {
      right: accuracy(rows, unseen),
      bits: mean([...kl(logits(truth, { cols }), logits(rows, { cols }), { base: 2 })]),
    };
  });
  return [
    name,
    percent(mean(outcomes.map(({ right }) => right))),
    mean(outcomes.map(({ bits }) => bits)).toFixed(3),
  ];
}

const head = [
  "student taught by",
  "test pictures right",
  "bits per picture from the teacher, KL(teacher ‖ student)",
];
const rows = [ALONE, ...TEMPERATURES, ...BETWEEN, ...TRUNCATED].map(teach);
const size = (shapes: Readonly<Record<string, readonly number[]>>) =>
  Object.values(shapes).reduce((sum, shape) => sum + shape.reduce((a, b) => a * b, 1), 0);
const figures = `${all.called}: ${first.labels.length} pictures to learn from, each moved by parts of a pixel ${COPIES} times, ${unseen.labels.length} to be tested on, ${steps} steps, ${seeds.length === 1 ? "seed 1" : `means over ${seeds.length} seeds`}.

The teacher (${size(large.shapes)} parameters): **${percent(accuracy(truth, unseen))}** right. The student has ${size(small.shapes)} parameters.

${table(head, rows)}`;
console.log(figures);

if (writes) {
  write(
    `${here}learning.svg`,
    curveSvg({
      title: "The student's loss with each temperature",
      x: "step",
      y: "loss, nats",
      log: true,
      series: curves.filter(({ name }) => name.startsWith("forward KL")),
    }),
  );
  writeFigures(`${here}README.md`, figures);
}
