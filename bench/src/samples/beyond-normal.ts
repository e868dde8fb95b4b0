import { normalDraw, type Random } from "@relent/core/random";
import { digamma, logGamma, normalCdf } from "@relent/core/scalar";

/** One point of (x, y). */
interface Pair {
  readonly x: number[];
  readonly y: number[];
}

/** A law of (x, y) whose mutual information is known in closed form, in nats. */
export interface InformationTask {
  readonly name: string;
  readonly dims: readonly [number, number];
  readonly truth: number;
  readonly draw: (rng: Random) => Pair;
}

/*
 * The tasks of Czyż, Grabowski, Vogt, Beerenwinkel & Marx, "Beyond Normal: On the Evaluation of Mutual Information
 * Estimators" (NeurIPS 36, 2023), by the definitions in its appendix.
 */

const times = (count: number, draw: () => number): number[] => Array.from({ length: count }, draw);

/** Normal, unit variances, correlation r between the first `pairs` coordinates of x and of y. */
function paired(name: string, dim: number, pairs: number, r: number): InformationTask {
  return {
    name,
    dims: [dim, dim],
    truth: -0.5 * pairs * Math.log1p(-r * r),
    draw: (rng) => {
      const x = times(dim, () => normalDraw(rng));
      const y = x.map((value, i) => {
        const noise = normalDraw(rng);
        return i < pairs ? r * value + Math.sqrt(1 - r * r) * noise : noise;
      });
      return { x, y };
    },
  };
}

/** Determinant of the matrix with 1 on the diagonal and ½ off it. */
const logDense = (dim: number): number => Math.log1p(0.5 * (dim - 1)) + (dim - 1) * Math.log(0.5);

/** Normal, unit variances, every correlation ½. */
const dense = (dim: number): InformationTask => ({
  name: `Multinormal ${dim} × ${dim} (dense)`,
  dims: [dim, dim],
  truth: logDense(dim) - 0.5 * logDense(2 * dim),
  draw: (rng) => {
    const shared = normalDraw(rng);
    const one = (): number => Math.SQRT1_2 * (shared + normalDraw(rng));
    return { x: times(dim, one), y: times(dim, one) };
  },
});

/** Entropy of the standard Student law with `freedom` degrees of freedom. */
function studentEntropy(dim: number, freedom: number): number {
  const half = (freedom + dim) / 2;
  return (
    logGamma(freedom / 2) -
    logGamma(half) +
    (dim / 2) * Math.log(freedom * Math.PI) +
    half * (digamma(half) - digamma(freedom / 2))
  );
}

/** Student's law of identity dispersion: x and y share nothing but their scale. */
const student = (dim: number, freedom: number): InformationTask => ({
  name: `Student ${dim} × ${dim} (${freedom} degrees of freedom)`,
  dims: [dim, dim],
  truth: 2 * studentEntropy(dim, freedom) - studentEntropy(2 * dim, freedom),
  draw: (rng) => {
    const square = times(freedom, () => normalDraw(rng) ** 2).reduce((a, b) => a + b, 0);
    const scale = Math.sqrt(freedom / square);
    const one = (): number => scale * normalDraw(rng);
    return { x: times(dim, one), y: times(dim, one) };
  },
});

/** y = x + noise, x uniform on (0, 1), noise uniform on (−ε, ε). */
const additive = (noise: number): InformationTask => ({
  name: `Additive noise ${noise}`,
  dims: [1, 1],
  truth: noise > 0.5 ? 1 / (4 * noise) : noise - Math.log(2 * noise),
  draw: (rng) => {
    const x = rng.uniform();
    return { x: [x], y: [x + noise * (2 * rng.uniform() - 1)] };
  },
});

type Map = (block: number[]) => number[];

/** The same information after one-to-one maps of x and of y. */
const mapped = (
  name: string,
  task: InformationTask,
  ofX: Map,
  ofY: Map,
  dims = task.dims,
): InformationTask => ({
  name: `${name} @ ${task.name}`,
  dims,
  truth: task.truth,
  draw: (rng) => {
    const { x, y } = task.draw(rng);
    return { x: ofX(x), y: ofY(y) };
  },
});

const each =
  (map: (value: number) => number): Map =>
  (block) =>
    block.map(map);
const both = (name: string, task: InformationTask, map: Map): InformationTask => mapped(name, task, map, map);

const halfCube = each((t) => t * Math.sqrt(Math.abs(t)));
const asinh = each(Math.asinh);
const uniform = each(normalCdf);
const wiggleX = each(
  (t) => t + 0.4 * Math.sin(t) + 0.2 * Math.sin(1.7 * t + 1) + 0.03 * Math.sin(3.3 * t - 2.5),
);
const wiggleY = each(
  (t) => t - 0.4 * Math.sin(0.4 * t) + 0.17 * Math.sin(1.3 * t + 3.5) + 0.02 * Math.sin(4.3 * t - 2.5),
);

/** The inverse of an increasing function on (−20, 20), by bisection. */
const inverse =
  (f: (t: number) => number) =>
  (u: number): number => {
    let [low, high] = [-20, 20];
    for (let step = 0; step < 60; step++) {
      const middle = (low + high) / 2;
      if (f(middle) < u) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
const bimodalX = each(inverse((t) => 0.3 * normalCdf(t) + 0.7 * normalCdf(t - 5)));
const bimodalY = each(inverse((t) => 0.5 * normalCdf(t + 1) + 0.5 * normalCdf(t - 3)));

const swissRoll: Map = ([u]) => {
  const t = 1.5 * Math.PI * (1 + 2 * u!);
  return [(t * Math.cos(t)) / 21, (t * Math.sin(t)) / 21];
};

/** Turns coordinates i and j by the squared length of the point times 1/dim. */
const spiral =
  (i: number, j: number): Map =>
  (block) => {
    const angle = block.reduce((sum, value) => sum + value * value, 0) / block.length;
    const [a, b] = [block[i]!, block[j]!];
    const out = block.slice();
    out[i] = Math.cos(angle) * a - Math.sin(angle) * b;
    out[j] = Math.sin(angle) * a + Math.cos(angle) * b;
    return out;
  };
const spiralled = (task: InformationTask): InformationTask =>
  mapped("Spiral", task, spiral(0, 1), spiral(1, 2));

const binormal = paired("Binormal", 1, 1, 0.75);
const uniformised = both("Normal CDF", binormal, uniform);
const twoPair = (dim: number): InformationTask => paired(`Multinormal ${dim} × ${dim} (2-pair)`, dim, 2, 0.8);
const bistudent = student(1, 1);

/** The forty tasks, in the order of the paper's list. */
export const INFORMATION_TASKS: readonly InformationTask[] = [
  binormal,
  uniformised,
  additive(0.1),
  additive(0.75),
  mapped("Bimodal", uniformised, bimodalX, bimodalY),
  mapped("Wiggly", binormal, wiggleX, wiggleY),
  both("Half-cube", binormal, halfCube),
  bistudent,
  both("Asinh", bistudent, asinh),
  mapped("Swiss roll", uniformised, swissRoll, (y) => y, [2, 1]),
  ...[2, 3, 5, 25, 50].map(dense),
  ...[2, 3, 5, 25].map(twoPair),
  student(2, 1),
  student(2, 2),
  student(3, 2),
  student(3, 3),
  student(5, 2),
  student(5, 3),
  ...[3, 5, 25].map((dim) => both("Normal CDF", twoPair(dim), uniform)),
  ...[3, 5, 25].map((dim) => both("Half-cube", twoPair(dim), halfCube)),
  ...[3, 5, 25].map((dim) => spiralled(twoPair(dim))),
  ...[3, 5, 25].map((dim) => spiralled(both("Normal CDF", twoPair(dim), uniform))),
  both("Asinh", student(2, 1), asinh),
  both("Asinh", student(3, 2), asinh),
  both("Asinh", student(5, 2), asinh),
];
