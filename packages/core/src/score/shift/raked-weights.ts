import { invalid } from "../../finite/check.ts";
import { checkRowOptions, type RowOptions } from "../paired/mean-of-rows.ts";

/** One partition of the rows, and the shares that its cells are to have. */
export interface Margin {
  /** The cell of each row, a whole number from 0. */
  readonly cells: ArrayLike<number>;
  /** The share wanted of each cell. */
  readonly shares: ArrayLike<number>;
}

/** Weights that give every margin its shares, as near to equal as can be. */
export interface RakedWeights {
  /** ln of each row's weight, up to a constant; −Infinity for rows of a cell that is to have none. */
  readonly logWeights: Float64Array;
  /** D(weighted rows ‖ rows), nats: the least that meets the margins. */
  readonly kl: number;
  /** The largest share, over the margins, that is wanted where there are no rows; it is spread over the others. */
  readonly unsupported: number;
  readonly iterations: number;
  /** Whether all margins are met to within 1e-8. */
  readonly converged: boolean;
}

const FN = "rakedWeights";
const ROUNDS = 500;
const CLOSE = 1e-8;

/** A margin with the share of the rows in each cell, and the wanted shares over the cells that have rows. */
interface Prepared {
  readonly cells: ArrayLike<number>;
  readonly wanted: Float64Array;
  readonly unsupported: number;
}

function prepare({ cells, shares }: Margin, at: number, base: Float64Array): Prepared {
  if (cells.length !== base.length) {
    invalid(`${FN}: margins[${at}] has ${cells.length} cells for ${base.length} rows; each row needs one`);
  }
  const held = new Float64Array(shares.length);
  base.forEach((weight, i) => {
    const cell = cells[i]!;
    if (!(Number.isInteger(cell) && cell >= 0 && cell < shares.length)) {
      invalid(
        `${FN}: margins[${at}].cells[${i}] = ${cell}; it must be a whole number from 0 to ${shares.length - 1}`,
        {
          index: i,
          value: cell,
        },
      );
    }
    held[cell]! += weight;
  });
  let [met, missing] = [0, 0];
  for (let cell = 0; cell < shares.length; cell++) {
    const share = shares[cell]!;
    if (!(share >= 0 && share < Number.POSITIVE_INFINITY)) {
      invalid(`${FN}: margins[${at}].shares[${cell}] = ${share}; shares must be ≥ 0 and finite`, {
        index: cell,
        value: share,
      });
    }
    if (held[cell]! > 0) met += share;
    else missing += share;
  }
  if (!(met > 0))
    invalid(`${FN}: margins[${at}] wants nothing where there are rows; one cell at least must have both`);
  const wanted = Float64Array.from(shares, (share, cell) => (held[cell]! > 0 ? share / met : 0));
  return { cells, wanted, unsupported: missing / (met + missing) };
}

/** Scales the rows of each cell so that the margin is met; returns the largest share it was off by. */
function rake({ cells, wanted }: Prepared, weights: Float64Array): number {
  const held = new Float64Array(wanted.length);
  let total = 0;
  weights.forEach((weight, i) => {
    held[cells[i]!]! += weight;
    total += weight;
  });
  const by = wanted.map((share, cell) => (held[cell]! > 0 ? (share * total) / held[cell]! : 0));
  for (let i = 0; i < weights.length; i++) weights[i]! *= by[cells[i]!]!;
  return wanted.reduce((most, share, cell) => Math.max(most, Math.abs(share - held[cell]! / total)), 0);
}

/**
 * Weights of rows whose margins have given shares, moved by the least relative entropy: raking.
 *
 * Minimises D(w ‖ rows) subject to Σ of the weights in each cell of each margin, by scaling one margin after the other
 * (iterative proportional fitting). With one margin it is the ratio of the shares. A share wanted where there are no rows cannot be
 * met: it is told, and spread over the others.
 *
 * @throws RelentError for cells outside a margin's shares, or a margin that wants nothing where there are rows.
 * @see Deming & Stephan, Ann. Math. Statist. 11 (1940) 427; Csiszár, Ann. Probab. 3 (1975) 146.
 *
 * @example
 * ```ts
 * const { logWeights } = rakedWeights([{ cells: [0, 0, 0, 1], shares: [0.5, 0.5] }]);
 * Math.exp(logWeights[3] - logWeights[0]) // 3
 * ```
 */
export function rakedWeights(
  margins: readonly Margin[],
  { weights }: Pick<RowOptions, "weights"> = {},
): RakedWeights {
  const [first] = margins;
  if (first === undefined) invalid(`${FN}: there are no margins; one at least is needed`);
  const rows = first!.cells.length;
  if (rows === 0) invalid(`${FN}: there are no rows; one at least is needed`);
  checkRowOptions(FN, rows, { ...(weights && { weights }) });
  const base = Float64Array.from({ length: rows }, (_, i) => weights?.[i] ?? 1);
  const prepared = margins.map((margin, at) => prepare(margin, at, base));
  const raked = base.slice();
  let iterations = 0;
  let off = Number.POSITIVE_INFINITY;
  while (off > CLOSE && iterations < ROUNDS) {
    off = prepared.reduce((most, margin) => Math.max(most, rake(margin, raked)), 0);
    iterations++;
    if (prepared.length === 1) off = 0;
  }
  const [all, before] = [raked, base].map((x) => x.reduce((sum, w) => sum + w, 0));
  if (!(all! > 0)) invalid(`${FN}: the margins want nothing where they meet; no row can have weight`);
  const logWeights = raked.map((w, i) => (base[i] === 0 ? Number.NEGATIVE_INFINITY : Math.log(w / base[i]!)));
  const kl = raked.reduce(
    (sum, w, i) => (w > 0 ? sum + (w / all!) * (logWeights[i]! - Math.log(all! / before!)) : sum),
    0,
  );
  return {
    logWeights,
    kl: Math.max(0, kl),
    unsupported: Math.max(...prepared.map((margin) => margin.unsupported)),
    iterations,
    converged: off <= CLOSE,
  };
}
