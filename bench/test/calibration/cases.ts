import { type NumberSample, numberSample, type Pair } from "../../src/calibration/sample.ts";

/** The small inputs of fixtures/drift.json: counts of categories in alphabetical order. */
export const CATEGORY_CASES: Readonly<Record<string, Pair<readonly number[]>>> = {
  six: { reference: [16, 18, 16, 14, 12, 12], current: [16, 16, 16, 16, 16, 8] },
  abc_abd: { reference: [50, 30, 20, 0], current: [30, 30, 0, 40] },
  ab_ac: { reference: [50, 50, 0], current: [50, 0, 50] },
  bin_200_800__400_600: { reference: [200, 800], current: [400, 600] },
};

const hundred = Array.from({ length: 100 }, (_, i) => i);
const pair = (reference: readonly number[], current: readonly number[]): Pair<NumberSample> => ({
  reference: numberSample(reference),
  current: numberSample(current),
});

export const NUMBER_CASES: Readonly<Record<string, Pair<NumberSample>>> = {
  range100_plus25: pair(
    hundred,
    hundred.map((i) => i + 25),
  ),
  range100_sq: pair(
    hundred,
    hundred.map((i) => i ** 2 / 99),
  ),
  eight: pair([38.7, 41.5, 43.8, 44.5, 45.5, 46, 47.7, 58], [39.2, 39.3, 39.7, 41.4, 41.8, 42.9, 43.3, 45.8]),
};
