import { compiled, type Engine } from "../../kernel/engine.ts";
import { padded, place } from "../../kernel/quick-kl.ts";
import { isQuickRow, roomFor } from "../../kernel/quick-kl-logits.ts";
import { quickStart, type Rows } from "../rows.ts";

/** Two rows of f32 logits in the memory of the compiled kernels. */
export interface QuickRows {
  engine: Engine;
  /** Where each row starts in its array. */
  from: number;
  to: number;
  /** Addresses. */
  at: number;
  other: number;
  whole: number;
}

let found: QuickRows | undefined;

/**
 * A divergence below which logits over a temperature have lost digits to single precision, unless it is a power of 2.
 */
const CLOSE = 1e-3;

/** Whether a value survives the rounding of logits over a temperature. */
export function survives(value: number, temperature: number): boolean {
  return value > CLOSE || Number.isInteger(Math.log2(temperature));
}

/**
 * Places two rows over a temperature for the compiled kernels; undefined where those do not apply. One object serves
 * all rows.
 */
export function quickRows(
  first: Rows,
  second: Rows,
  row: number,
  temperature: number,
): QuickRows | undefined {
  const n = first.cols;
  const from = quickStart(first, row);
  const to = quickStart(second, row);
  const engine = from >= 0 && to >= 0 && isQuickRow(n) ? compiled() : undefined;
  if (engine === undefined) return undefined;
  found ??= { engine, from, to, at: 0, other: 0, whole: 0 };
  found.engine = engine;
  found.from = from;
  found.to = to;
  found.whole = padded(n, 4);
  found.at = place(
    engine,
    first.data as Float32Array,
    from,
    from + n,
    4,
    roomFor(0, n),
    Number.NEGATIVE_INFINITY,
  );
  found.other = place(
    engine,
    second.data as Float32Array,
    to,
    to + n,
    4,
    roomFor(1, n),
    Number.NEGATIVE_INFINITY,
  );
  if (temperature !== 1) {
    engine.exports.scaleF32(found.at, roomFor(0, n), found.whole, 1 / temperature);
    engine.exports.scaleF32(found.other, roomFor(1, n), found.whole, 1 / temperature);
    found.at = roomFor(0, n);
    found.other = roomFor(1, n);
  }
  return found;
}
