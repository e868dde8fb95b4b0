import { codesOf } from "../kld/code-rows.ts";
import type { FullRecording } from "../recording.ts";
import type { TokenTable } from "../token-table.ts";
import { emptyColumns, tableOf } from "./columns.ts";
import { compareCodes } from "./compare-codes.ts";
import { compareLogits, storedPair } from "./compare-logits.ts";
import { compareRows } from "./compare-rows.ts";
import { pairRows } from "./pairing.ts";
import { type CompareOptions, watchOf } from "./watch.ts";

/**
 * Compares the next-token distributions P of `base` and Q of `model`, token by token, in nats.
 *
 * D(P ‖ Q) is summed as Σ p(e^d − 1 − d) with d = ln(q/p), which equals it where both sum to 1, is never negative, exactly
 * 0 for equal rows, and moves only in second order with the rounding of a file. `.kld` files and logits in one file of half,
 * bfloat16 or single precision are compared as they stand, their terms in single precision and summed in double: figures x
 * are right to 5e-6·(x + √x), total variation to 2e-6. All others are compared in double precision.
 *
 * Entries that a file only bounds from above (its clipped tail, what a packed file leaves out) are taken to be as near to the
 * other side as the bound allows, and equal where both are clipped: the figures are then the least that the files allow. A
 * clipped file beside exact logits is not led astray by a tail that it does not have.
 * `noiseFloor` is the most that rounding can have put on the mean of D(P ‖ Q): about 3e-8 nats for equal models, growing
 * with their total variation at 2.4e-4 times that (16-nat files); rows whose D(P ‖ Q) is Infinity are not in it. Surprisals are as the files say them.
 *
 * Infinity where a model gives no probability to what the base allows, which exact logits of −Infinity can say.
 *
 * @throws RelentError `incompatible` for other vocabularies or texts, `unreadable` for a damaged row, `interrupted`.
 *
 * @example
 * ```ts
 * const table = await compareFull(await openKld("base.kld"), await openKld("q4_0.kld"));
 * const mean = table.divergence.kl.reduce((sum, kl) => sum + kl, 0) / table.length;
 * ```
 */
export async function compareFull(
  base: FullRecording,
  model: FullRecording,
  options: CompareOptions = {},
): Promise<TokenTable> {
  const pairing = pairRows(base, model);
  const columns = emptyColumns(pairing.rows);
  const watch = watchOf("compareFull", options);
  watch(0, pairing.rows);
  const [a, b] = [codesOf(base), codesOf(model)];
  if (a !== undefined && b !== undefined) await compareCodes(base, model, [a, b], pairing, columns, watch);
  else {
    const stored = storedPair(base, model, pairing.rows);
    if (stored === undefined) await compareRows(base, model, pairing, columns, watch);
    else await compareLogits(stored, pairing, columns, watch);
  }
  return tableOf(base, model, pairing, columns);
}
