import { joined, type NoisyCell } from "./noisy-cell.ts";

/** Neighbours together until each stands clear; what is left at the end joins the last. */
export function mergeOrdered(cells: readonly NoisyCell[], stands: (c: NoisyCell) => boolean): NoisyCell[] {
  const done: NoisyCell[] = [];
  let open: NoisyCell | undefined;
  for (const cell of cells) {
    open = open === undefined ? cell : joined(open, cell);
    if (!stands(open)) continue;
    done.push(open);
    open = undefined;
  }
  if (open === undefined) return done;
  const last = done.pop();
  return [...done, last === undefined ? open : joined(last, open)];
}

/** Those that stand clear, and the others together, with the least of those that do where they do not even then. */
export function mergeNamed(
  cells: readonly NoisyCell[],
  stands: (c: NoisyCell) => boolean,
  label: string,
): NoisyCell[] {
  const own = cells.filter(stands);
  const rest = cells.filter((c) => !stands(c));
  const [first, ...more] = rest;
  if (first === undefined) return own;
  const pool = { ...more.reduce(joined, first), label: rest.length === 1 ? first.label : label, aside: true };
  if (stands(pool) || own.length === 0) return [...own, pool];
  const least = own.reduce((a, b) => (b.x + b.y < a.x + a.y ? b : a));
  return [
    ...own.filter((c) => c !== least),
    { ...joined(least, pool), label: `${least.label} and ${pool.label}`, aside: true },
  ];
}
