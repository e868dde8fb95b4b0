import type { Batch, Row } from "../../finite/kinds.ts";
import { kl } from "../../finite/kl.ts";
import type { Estimate } from "../estimate.ts";
import { type AverageOptions, averageTerms } from "./average.ts";

/**
 * The mean of the exact D(pᵢ‖qᵢ) over a batch of rows, one a position, with its standard error and interval.
 *
 * The Rao–Blackwellised estimate: where whole rows of probabilities or logits are at hand, the divergence of each
 * position is computed, not sampled, and only the choice of positions (or of documents: `clusters`) adds error, so that
 * its variance is never above that of k1 on sampled tokens. Positions drawn from p give the divergence of sequences a
 * token. A position where q excludes what p allows makes the mean Infinity and is named.
 *
 * @throws RelentError as `kl` for rows that are no distributions, and for a batch without rows.
 * @see Amini, Vieira & Cotterell, "Better estimation of the KL divergence between language models" (2025).
 *
 * @example
 * ```ts
 * const p = probs([0.5, 0.5, 0.5, 0.5], { cols: 2 });
 * const q = probs([0.5, 0.5, 0.25, 0.75], { cols: 2 });
 * estimateKlFromRows(p, q).value // 0.07192051811294523
 * ```
 */
export function estimateKlFromRows(p: Batch, q: Batch | Row, options: AverageOptions = {}): Estimate {
  const values = kl(p, q);
  const infinite: number[] = [];
  values.forEach((value, row) => {
    if (value === Number.POSITIVE_INFINITY) infinite.push(row);
  });
  const named = `${infinite.slice(0, 3).join(", ")}${infinite.length > 3 ? ", …" : ""}`;
  const notes =
    infinite.length > 0 ? [`infinite in ${infinite.length} of ${values.length} rows: ${named}`] : [];
  return averageTerms("estimateKlFromRows", values, "D(p‖q) a row", notes, options);
}
