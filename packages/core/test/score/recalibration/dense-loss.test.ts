import { expect, it } from "vitest";
import { random } from "../../../src/random/index.ts";
import { linearLoss } from "../../../src/score/recalibration/linear-loss.ts";
import { dirichletMap } from "../../../src/score/recalibration/linear-map.ts";
import { poolAdjacent, poolOutcomes } from "../../../src/score/recalibration/pool-adjacent.ts";

it("the loss of a dense map and its derivatives are those of its terms", () => {
  const rng = random(3);
  const [rows, classes] = [40, 4];
  const logs = Float64Array.from({ length: rows * classes }, () => Math.log(rng.uniform()));
  const labels = Array.from({ length: rows }, () => rng.integer(classes));
  const weights = Array.from({ length: rows }, () => rng.integer(3));
  const map = dirichletMap(classes, 2);
  const size = map.identity.length;
  const theta = map.identity.map((x) => x + rng.uniform() - 0.5);
  const [dense, sparse] = [map, { ...map, dense: false }].map((one) => {
    const [gradient, second] = [new Float64Array(size), new Float64Array(size * size)];
    const value = linearLoss(one, { rows, classes, logs }, labels, weights)(theta, gradient, second);
    return [value, ...gradient, ...second];
  });
  for (const [i, x] of dense!.entries()) expect(x).toBeCloseTo(sparse![i]!, 12);
});

it("outcomes pooled by sides are pooled as points are", () => {
  const rng = random(5);
  const x = Float64Array.from({ length: 300 }, () => Math.round(100 * rng.uniform()) / 100);
  const y = x.map((p) => (rng.uniform() < p ? 1 : 0));
  const sides = poolOutcomes(
    x.filter((_, i) => y[i] === 1),
    x.filter((_, i) => y[i] === 0),
  );
  expect(sides).toEqual(poolAdjacent(x, y));
});
