import { atomicPair } from "./atomic-pair.ts";
import { klTerm } from "./cumulant.ts";
import type { LossAtom, LossDensity, LossNodes, LossPair } from "./loss-pair.ts";
import type { Tilt } from "./tilted-cumulant.ts";

/** Atoms at multiples of a lattice, in rising order of their losses. */
export interface LatticeLaw {
  readonly atoms: number;
  atom(i: number): LossAtom;
  readonly lattice: number;
  /** log E e^{zL} of very many atoms, where it is known without a sum over them that cancels. */
  cumulant(z: number): number | undefined;
  /** K, K′ and K″ of them, if they are known without a sum. */
  tilt?(z: number): Tilt;
}

/** More atoms than this are not moved onto a grid one by one, but summed between its points. */
const MANY = 16_384;
/** Intervals of more atoms are told by the difference of tails. */
const WIDE = 4096;
/** Moments that E e^{zL} is summed from where |zL| ≤ 1. */
const MOMENTS = 20;

interface Columns {
  readonly loss: Float64Array;
  readonly p: Float64Array;
  readonly q: Float64Array;
}

function columnsOf({ atoms, atom }: LatticeLaw): Columns {
  const [loss, p, q] = [0, 1, 2].map(() => new Float64Array(atoms)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let i = 0; i < atoms; i++) {
    const one = atom(i);
    loss[i] = one.loss;
    p[i] = one.p;
    q[i] = one.q;
  }
  return { loss, p, q };
}

/** How many losses are at most this. */
function rank(loss: Float64Array, at: number): number {
  let low = 0;
  let high = loss.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (loss[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Sums of a column over ranks [from, to), the smaller of the tails beyond taken from the nearer end. */
function sums(column: Float64Array): (from: number, to: number) => number {
  const n = column.length;
  const below = new Float64Array(n + 1);
  const above = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) below[i + 1] = below[i]! + column[i]!;
  for (let i = n - 1; i >= 0; i--) above[i] = above[i + 1]! + column[i]!;
  return (from, to) => {
    if (to - from > WIDE || to === n || from === 0)
      return above[from]! < below[to]! ? above[from]! - above[to]! : below[to]! - below[from]!;
    let sum = 0;
    for (let i = from; i < to; i++) sum += column[i]!;
    return sum;
  };
}

function densityOf({ loss, p, q }: Columns): LossDensity {
  const [sumP, sumQ] = [sums(p), sums(q)];
  return {
    low: loss[0]!,
    high: loss.at(-1)!,
    mass(low, high) {
      const [from, to] = [rank(loss, low), rank(loss, high)];
      return from < to ? [sumP(from, to), sumQ(from, to)] : [0, 0];
    },
  };
}

/** E L^k/k! of the atoms but for the 1 at k = 0, the first without cancellation. */
function momentsOf({ loss, p, q }: Columns): readonly number[] {
  const sums = new Float64Array(MOMENTS + 1);
  for (let i = 0; i < loss.length; i++) {
    sums[1]! += q[i]! * klTerm(Math.expm1(loss[i]!), loss[i]!);
    let term = p[i]! * loss[i]!;
    for (let k = 2; k <= MOMENTS; k++) {
      term *= loss[i]! / k;
      sums[k]! += term;
    }
  }
  return [...sums];
}

function crowd(law: LatticeLaw): LossPair {
  const columns = columnsOf(law);
  const { loss, p } = columns;
  let known: readonly number[] | undefined;
  let nodes: LossNodes | undefined;
  const moments = (): readonly number[] => {
    known ??= momentsOf(columns);
    return known;
  };
  const bySeries = (z: number): number => Math.log1p(moments().reduceRight((sum, x) => x + z * sum, 0));
  return {
    infinite: 0,
    atoms: [],
    density: densityOf(columns),
    cumulant: (z) => law.cumulant(z) ?? bySeries(z),
    ...(law.tilt === undefined ? {} : { tilt: law.tilt }),
    nodes: () => {
      nodes ??= { loss, weight: p, logWeight: p.map(Math.log), kl: moments()[1]! };
      return nodes;
    },
  };
}

/** The pair of a law on a lattice: its atoms, or very many of them by the intervals between losses. */
export function latticePair(law: LatticeLaw): LossPair {
  if (law.atoms > MANY) return crowd(law);
  const atoms = Array.from({ length: law.atoms }, (_, i) => law.atom(i));
  return atomicPair(
    atoms.filter(({ p, q }) => p > 0 && q > 0),
    0,
    law.lattice,
  );
}

/** Remembers the last result: accountants ask for the same pair one after the other. */
export function lastOf<A extends readonly number[], R>(make: (...key: A) => R): (...key: A) => R {
  let last: { readonly key: A; readonly result: R } | undefined;
  return (...key) => {
    if (last === undefined || key.some((x, i) => x !== last!.key[i])) last = { key, result: make(...key) };
    return last.result;
  };
}
