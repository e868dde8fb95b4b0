import { type Grid, type GridLoss, gridEnds, SNAP } from "./grid-loss.ts";
import type { LossPair } from "./loss-pair.ts";

/**
 * A loss on a grid that has every δ(ε) of every composition from above: every loss is split between the points beside
 * it so that the masses under P and under Q both stay, a spread of dQ/dP, which dominates (Doroshenko, Ghazi, Kamath,
 * Kumar & Manurangsi, arXiv 2207.04380).
 */
export function pessimisticGrid({ atoms, density, infinite }: LossPair, grid: Grid): GridLoss {
  const [start, end] = gridEnds(grid);
  const { interval } = grid;
  const mass = new Float64Array(end - start + 1);
  const width = -Math.expm1(-interval);
  let lost = infinite;
  const put = (cell: number, p: number, share: number) => {
    const up = p * Math.min(1, Math.max(0, share));
    mass[cell]! += p - up;
    if (up > 0) mass[cell + 1]! += up;
  };
  for (const { loss, p } of atoms) {
    const place = loss / interval - start;
    const cell = Math.floor(place + SNAP);
    if (cell < 0) mass[0]! += p;
    else if (place > mass.length - 1 + SNAP) lost += p;
    else put(cell, p, place - cell > SNAP ? -Math.expm1(-interval * (place - cell)) / width : 0);
  }
  if (density !== undefined) {
    mass[0]! += density.mass(-Infinity, start * interval)[0];
    lost += density.mass(end * interval, Infinity)[0];
    for (let k = 0; k < end - start; k++) {
      const at = (start + k) * interval;
      // where the next cell begins, to the last digit: an atom may stand there
      const [p, q] = density.mass(at, (start + k + 1) * interval);
      if (p > 0) put(k, p, at > 700 ? 1 : (1 - (q / p) * Math.exp(at)) / width);
    }
  }
  return { start, offset: 0, mass, infinite: lost };
}
