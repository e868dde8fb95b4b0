import type { ComparedCell } from "../compare/cell-set.ts";
import { type Writer, writerFor } from "../compare/label.ts";
import { LOWER_BOUND } from "../compare/lower-bound.ts";
import type { ColumnPlan } from "../plan/plan.ts";
import type { CountSummary } from "../summary/summary.ts";
import { clear, HIDING, hiddenShare, lifted, MOSTLY, pooledShare, seen } from "./clear-of-noise.ts";
import { mergeNamed, mergeOrdered } from "./merge-noisy.ts";
import {
  gridCellsOf,
  joined,
  type NoiseVariance,
  type NoisyCell,
  specials,
  valueCellsOf,
} from "./noisy-cell.ts";
import type { NoisyCells } from "./noisy-divergence.ts";

function labelled(c: NoisyCell, write: Writer): string {
  if (c.label !== "") return c.label;
  if (c.lo === c.hi) return write.value(c.lo);
  const width = c.hi - c.lo;
  if (c.lo === Number.NEGATIVE_INFINITY)
    return c.hi === Number.POSITIVE_INFINITY ? "all numbers" : `below ${write.edge(c.hi)}`;
  return c.hi === Number.POSITIVE_INFINITY
    ? `above ${write.edge(c.lo)}`
    : `${write.edge(c.lo, width)} to ${write.edge(c.hi, width)}`;
}

/**
 * (Σ dᵢ²)/(Σ dᵢ), with dᵢ the variance of a cell's difference of shares over what it is without noise and of single rows:
 * by it sizes are divided, as by a design effect.
 */
function inflation(cells: readonly NoisyCell[], n: number, m: number, noise: NoiseVariance): number {
  const factors = cells.map((c) => {
    const share = Math.max(pooledShare(c, n, m, noise), 1 / (n + m));
    const added = (c.xDraws * noise.current) / n ** 2 + (c.yDraws * noise.reference) / m ** 2;
    const own = noise.currentUnit / n + noise.referenceUnit / m;
    return (own + added / share) / (1 / n + 1 / m);
  });
  const sum = factors.reduce((a, d) => a + d, 0);
  return factors.reduce((a, d) => a + d * d, 0) / sum;
}

const sum = (cells: readonly { readonly x: number; readonly y: number }[], side: "x" | "y"): number =>
  Math.max(
    1,
    cells.reduce((a, c) => a + c[side], 0),
  );

/**
 * Lays two sides of which at least one is noisy over cells that stand clear of the noise.
 *
 * Cells too small are merged with their neighbours or with each other; fewer than two are left where there are too few
 * rows for the noise. Null where the sides were not counted alike.
 */
export function privateCells(
  plan: ColumnPlan,
  current: CountSummary,
  reference: CountSummary,
  noise: NoiseVariance,
): NoisyCells | null {
  const write = writerFor(plan);
  const ordered = current.kind === "cells" && reference.kind === "cells";
  const inner = ordered
    ? gridCellsOf(plan, current, reference)
    : current.kind === "values" && reference.kind === "values"
      ? valueCellsOf(current, reference, noise, write)
      : null;
  if (inner === null || current.kind === "skipped" || reference.kind === "skipped") return null;
  const kinds = specials(plan.type, current.specials, reference.specials);
  const [n, m] = [sum([...inner, ...kinds], "x"), sum([...inner, ...kinds], "y")];
  const stands = (c: NoisyCell): boolean => clear(c, n, m, noise);
  const measured = (c: NoisyCell): NoisyCell => {
    const share = pooledShare(c, n, m, noise);
    return { ...c, share, largest: c.xDraws + c.yDraws > 2 ? 0 : share };
  };
  const [counted, apart] = [inner.map(measured), kinds.map(measured)];
  const merged = ordered ? mergeOrdered(counted, stands) : counted;
  const own = [...merged, ...apart].map((c) => ({ ...c, label: labelled(c, write) }));
  const standing = own.filter(stands).reduce((all, c) => all + pooledShare(c, n, m, noise), 0);
  // where few stand clear they do so by luck, and differ by it
  const first = standing < MOSTLY ? [own.reduce(joined)] : mergeNamed(own, stands, "rare");
  const raised = first.map((c) => lifted(c, n, m, noise));
  const cells = mergeNamed(raised, (c) => seen(c, noise), "rare");
  const compared = cells.map(
    (c): ComparedCell => ({
      label: c.label === "" ? "everything" : c.label,
      aside: c.aside,
      x: Math.max(0, c.x),
      y: Math.max(0, c.y),
    }),
  );
  const rises = raised.some((c, i) => c !== first[i]);
  const all = inner.length + apart.length;
  const hides = hiddenShare(cells, n, m, noise) > HIDING;
  const notes = [
    ...(first.length < all
      ? [`${hides ? `${LOWER_BOUND}: ` : ""}noise merged ${all} cells into ${first.length}`]
      : hides
        ? [`${LOWER_BOUND}: some values are not told apart`]
        : []),
    ...(cells.length < first.length
      ? [`${LOWER_BOUND}: the reference is lost in the noise in some cells, which were merged`]
      : []),
    ...(rises
      ? [
          `${LOWER_BOUND}: of some cells the reference shows nothing but noise, and counts as the most it can have`,
        ]
      : []),
  ];
  return {
    set: {
      cells: compared,
      scale: ordered ? "ordered" : "named",
      unpooled: null,
      rareShare: 0,
      fresh: [],
      single: false,
      notes,
    },
    // of what is compared, so that shares add up to one
    sizes: { n: sum(compared, "x"), m: sum(compared, "y"), effect: inflation(cells, n, m, noise) },
    noise: cells.map((c) => ({ x: c.xDraws * noise.current, y: c.yDraws * noise.reference })),
    unit: { current: noise.currentUnit, reference: noise.referenceUnit },
  };
}
