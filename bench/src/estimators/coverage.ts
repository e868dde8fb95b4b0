import { kl } from "@relent/core";
import { estimateKl } from "@relent/core/estimate";
import { random } from "@relent/core/random";
import { tilted } from "../calibration/tilt.ts";
import { counted, uniform, zipf } from "./laws.ts";
import { type Outcome, Tally } from "./tally.ts";

/** One pair of laws and sizes at which the default interval is tried. */
export interface CoverageSetting {
  readonly law: "uniform" | "Zipf";
  readonly k: number;
  readonly n: number;
  readonly m: number;
  readonly bits: number;
}

export interface CoverageRow extends CoverageSetting, Outcome {
  /** Both sides have ten rows a cell, and each cell with 1 % of current expects five reference rows. */
  readonly plenty: boolean;
  /** Coverage of the same value with a normal interval, delta method on add-½ counts. */
  readonly delta: number;
}

const RATIOS: readonly (readonly [n: number, m: number])[] = [
  [10, 10],
  [10, 100],
  [100, 10],
  [50, 50],
  [500, 500],
];

/** Half a row and two rows a cell: shown, not demanded. */
const SPARSE: readonly (readonly [n: number, m: number])[] = [
  [0.5, 0.5],
  [2, 2],
];

export function coverageSettings(ks: readonly number[]): CoverageSetting[] {
  return (["uniform", "Zipf"] as const).flatMap((law) =>
    ks.flatMap((k) =>
      [...SPARSE, ...RATIOS].flatMap(([a, b]) =>
        [0, 0.001, 0.01, 0.1, 0.5].map((bits) => ({
          law,
          k,
          n: Math.ceil(a * k),
          m: Math.ceil(b * k),
          bits,
        })),
      ),
    ),
  );
}

export function coverageRow(setting: CoverageSetting, trials: number, seed: string): CoverageRow {
  const { law, k, n, m, bits } = setting;
  const rng = random(`${seed}/coverage/${law}/${k}/${n}/${m}/${bits}`);
  const q = (law === "Zipf" ? zipf : uniform)(k).of(rng);
  const p = tilted(q, bits);
  const truth = kl(p, q);
  const [own, delta] = [new Tally(), new Tally()];
  for (let i = 0; i < trials; i++) {
    const estimate = estimateKl(counted(rng, n, p), counted(rng, m, q), { maxDraws: 0 });
    own.add(estimate, truth);
    const half = 1.959964 * estimate.standardError;
    delta.add({ value: estimate.value, low: estimate.value - half, high: estimate.value + half }, truth);
  }
  const plenty = Math.min(n, m) >= 10 * k && p.every((share, i) => share < 0.01 || q[i]! * m >= 5);
  return { ...setting, ...own.outcome(), plenty, delta: delta.outcome().covered };
}
