import { gammaDraw, normalDraw, type Random } from "@relent/core/random";
import { normalQuantile } from "@relent/core/scalar";

/** A row: its forecast and its label. */
export interface Draw {
  readonly p: Float64Array;
  label: number;
}

/** A law of labelled forecasts. */
export interface ForecastLaw {
  readonly name: string;
  readonly classes: number;
  /** Overwrites `draw` with a new row; `effect` is what its cluster adds to the logits of the truth. */
  next(rng: Random, draw: Draw, effect: number): void;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Two classes: true logits N(mean, sd²), forecast logits slope·z + shift. */
function binary(name: string, mean: number, sd: number, slope: number, shift: number): ForecastLaw {
  return {
    name,
    classes: 2,
    next(rng, draw, effect) {
      const z = mean + sd * normalDraw(rng);
      draw.p[1] = sigmoid(slope * z + shift);
      draw.p[0] = sigmoid(-slope * z - shift);
      draw.label = rng.uniform() < sigmoid(z + effect) ? 1 : 0;
    },
  };
}

/** Classes of softmax logits N(0, sd²), the forecast at another temperature. */
function softmax(name: string, classes: number, sd: number, slope: number): ForecastLaw {
  const z = new Float64Array(classes);
  const truth = new Float64Array(classes);
  const normalise = (p: Float64Array): void => {
    const sum = p.reduce((a, b) => a + b, 0);
    for (let k = 0; k < p.length; k++) p[k]! /= sum;
  };
  return {
    name,
    classes,
    next(rng, draw, effect) {
      for (let k = 0; k < classes; k++) {
        z[k] = sd * normalDraw(rng) - 0.4 * k;
        draw.p[k] = Math.exp(slope * z[k]!);
        truth[k] = Math.exp(z[k]! + (k === 0 ? effect : 0));
      }
      normalise(draw.p);
      normalise(truth);
      let u = rng.uniform();
      draw.label = classes - 1;
      for (let k = 0; k < classes - 1; k++) {
        u -= truth[k]!;
        if (u < 0) {
          draw.label = k;
          break;
        }
      }
    },
  };
}

export const LAWS: readonly ForecastLaw[] = [
  binary("two classes, right", 0, 1.5, 1, 0),
  binary("two classes, overconfident", 0, 1, 2, 0.3),
  binary("one in twenty, right", -3.8, 1.5, 1, 0),
  binary("two classes, nearly sure", 0, 8, 1, 0),
  softmax("four classes, right", 4, 1.5, 1),
  softmax("four classes, overconfident", 4, 1, 1.8),
];

/** How rows come in clusters. */
export interface Clusters {
  readonly count: number;
  /** Standard deviation of what a cluster adds to the true logit. */
  readonly effect: number;
}

export const emptyDraw = (law: ForecastLaw): Draw => ({ p: new Float64Array(law.classes), label: 0 });

/** Calls back with n independent rows. */
export function independentRows(law: ForecastLaw, rng: Random, n: number, take: (draw: Draw) => void): void {
  const draw = emptyDraw(law);
  for (let i = 0; i < n; i++) {
    law.next(rng, draw, 0);
    take(draw);
  }
}

/** A lognormal number of rows, about 20 on average, at least 1. */
const clusterSize = (rng: Random, spread: number): number =>
  Math.max(1, Math.round(20 * Math.exp(spread * normalDraw(rng) - spread ** 2 / 2)));

/** Calls back with the rows of clusters of lognormal size (mean about 20), each with an effect of its own. */
export function clusteredRows(
  law: ForecastLaw,
  rng: Random,
  { count, effect }: Clusters,
  take: (draw: Draw, cluster: number) => void,
): void {
  const draw = emptyDraw(law);
  for (let c = 0; c < count; c++) {
    const size = clusterSize(rng, 0.7);
    const own = effect * normalDraw(rng);
    for (let i = 0; i < size; i++) {
      law.next(rng, draw, own);
      take(draw, c);
    }
  }
}

/** Forecasts that are right row by row, their outcomes dependent within clusters. */
export interface DependentLaw {
  readonly name: string;
  next(
    rng: Random,
    clusters: number,
    take: (forecast: number, outcome: 0 | 1, cluster: number) => void,
  ): void;
}

/** Clusters of 20 of one forecast, the luck of each from a beta law. */
const sharedLuck = (name: string, icc: number): DependentLaw => ({
  name,
  next(rng, clusters, take) {
    for (let c = 0; c < clusters; c++) {
      const forecast = betaDraw(rng, 2, 3);
      const share =
        icc > 0 ? betaDraw(rng, forecast * (1 / icc - 1), (1 - forecast) * (1 / icc - 1)) : forecast;
      for (let i = 0; i < 20; i++) take(forecast, rng.uniform() < share ? 1 : 0, c);
    }
  },
});

/** Clusters of lognormal size; logits N(mean, sd²) a row, outcomes by a normal law of which rows of a cluster share a part. */
const sharedNormal = (name: string, mean: number, sd: number, correlation: number): DependentLaw => ({
  name,
  next(rng, clusters, take) {
    for (let c = 0; c < clusters; c++) {
      const size = clusterSize(rng, 0.9);
      const own = Math.sqrt(correlation) * normalDraw(rng);
      for (let i = 0; i < size; i++) {
        const forecast = sigmoid(mean + sd * normalDraw(rng));
        const luck = own + Math.sqrt(1 - correlation) * normalDraw(rng);
        take(forecast, luck < normalQuantile(forecast) ? 1 : 0, c);
      }
    }
  },
});

export const DEPENDENT_LAWS: readonly DependentLaw[] = [
  sharedLuck("one forecast a cluster, ICC 0", 0),
  sharedLuck("one forecast a cluster, ICC 0.2", 0.2),
  sharedNormal("many forecasts, correlation 0.05", 0, 1.5, 0.05),
  sharedNormal("many forecasts, correlation 0.2", 0, 1.5, 0.2),
  sharedNormal("one in fourteen, correlation 0.2", -3, 1, 0.2),
  sharedNormal("one in fourteen, correlation 0.5", -3, 1, 0.5),
];

/** Ways in which forecasts are wrong. */
export const DISTORTIONS: Readonly<Record<string, (forecast: number) => number>> = {
  "too high, f^0.7": (f) => f ** 0.7,
  "overconfident, odds^1.5": (f) => 1 / (1 + ((1 - f) / f) ** 1.5),
};

function betaDraw(rng: Random, a: number, b: number): number {
  const x = gammaDraw(rng, a);
  return x / (x + gammaDraw(rng, b));
}
