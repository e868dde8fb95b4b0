import { betaI } from "../../scalar/incomplete-beta.ts";
import { type CountPair, pairSizes } from "./count-pair.ts";

/** What a reference too small for the current side leaves open. */
export interface SparseReference {
  /** Share of current in cells that the reference never saw. */
  readonly unseenMass: number;
  /** Cells with at most one reference row that hold more of current than chance would give them. */
  readonly cells: readonly number[];
  /** Share of current in those cells. */
  readonly mass: number;
  /** Whether the ratio of the two laws is probably larger than the reference can show, so that a KL is too small. */
  readonly lowerBound: boolean;
}

const FEW = 2;
/** Chance of a cell's split, one-sided, under which it is taken as a sign of different shares. */
const CHANCE = 1e-4;
/** Share of current from which it matters. */
const NOTABLE = 0.01;
/** Standard errors by which the unseen share must exceed what the reference would miss of itself. */
const CLEARLY = 2;

/**
 * Where a reference is too sparse to bound the ratio of the two laws.
 *
 * Cell by cell: P(Binomial(X+Y, n/(n+m)) ≥ X) < 0.0001 with Y < 2, where Zhang–Grabchak is biased. All together: the
 * share of current that the reference never saw against the reference's own leave-one-out share, its cells seen once
 * over m. For Dirichlet(½) against Dirichlet(½) over 200 cells it is found in 98 % of pairs of 100 rows; for one law by
 * chance in 1–9 %.
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
