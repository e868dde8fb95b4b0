import { betaI } from "../../scalar/incomplete-beta.ts";
import { type CountPair, pairSizes } from "./count-pair.ts";

/** What a reference too small for the current side leaves open. */
export interface SparseReference {
  /** Share of current in cells that the reference never saw. */
  readonly unseenMass: number;
  /** Cells with under 5 reference rows that hold more of current than chance would give them. */
  readonly cells: readonly number[];
  /** Share of current in those cells. */
  readonly mass: number;
  /** Whether the ratio of the two laws is probably larger than the reference can show, so that a KL is too small. */
  readonly lowerBound: boolean;
}

const FEW = 5;
/** Chance of a cell's split, one-sided, under which it is taken as a sign of different shares. */
const CHANCE = 1e-3;
/** Share of current from which it matters. */
const NOTABLE = 0.01;
/** Standard errors by which the unseen share must exceed what the reference would miss of itself. */
const CLEARLY = 3;

/**
 * Where a reference is too sparse to bound the ratio of the two laws.
 *
 * Cell by cell: P(Binomial(X+Y, n/(n+m)) ≥ X) < 0.001 with Y < 5. All together: the share of current that the reference
 * never saw against the reference's own leave-one-out share, its cells seen once over m.
 */
export function sparseReference(pair: CountPair): SparseReference {
  const { n, m } = pairSizes(pair, "sparseReference");
  const { x, y } = pair;
  const cells: number[] = [];
  let mass = 0;
  let unseen = 0;
  let once = 0;
  for (let i = 0; i < x.length; i++) {
    if (y[i] === 1) once++;
    if (y[i]! >= FEW || x[i] === 0) continue;
    if (y[i] === 0) unseen += x[i]!;
    if (betaI(x[i]!, y[i]! + 1, n / (n + m)) < CHANCE) {
      cells.push(i);
      mass += x[i]! / n;
    }
  }
  const unseenMass = unseen / n;
  const gap = unseenMass - once / m;
  const clear = gap > CLEARLY * Math.sqrt((unseenMass * (1 - unseenMass)) / n + once / m ** 2);
  return { unseenMass, cells, mass, lowerBound: mass >= NOTABLE || (clear && gap >= NOTABLE) };
}
