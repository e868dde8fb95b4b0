import { RelentError } from "@relent/core";
import { logitsOf } from "../arrays/raw-logits.ts";
import { rowWindow } from "../arrays/row-window.ts";
import { pairRows } from "../compare-full/pairing.ts";
import { type CompareOptions, watchOf } from "../compare-full/watch.ts";
import { type CodeRows, codesOf } from "../kld/code-rows.ts";
import { rowHead } from "../kld/decode-row.ts";
import type { FullRecording } from "../recording.ts";
import { type Quantiles, quantilesOf } from "./quantiles.ts";
import { type BaseRow, type ModelRow, rowValues } from "./row-values.ts";
import { addValues, emptySums, type Standing, standingOf } from "./running-sums.ts";

/** Everything that llama.cpp's `--kl-divergence` prints. */
export interface LlamaCppStatistics extends Standing {
  /** Where the figures stood after each chunk. */
  readonly chunks: readonly Standing[];
  readonly kldQuantiles: Quantiles;
  readonly dpQuantiles: Quantiles;
}

const KLD_SHARES: readonly number[] = [0.999, 0.99, 0.95, 0.9];
const DP_SHARES: readonly number[] = [...KLD_SHARES, 0.75];

type ReadCodes = (row: number) => Promise<BaseRow>;

function codeReader(recording: FullRecording, { file, offset, rowBytes }: CodeRows): ReadCodes {
  const window = rowWindow(file, offset, rowBytes, recording.rows);
  return async (row) => {
    const bytes = await window.row(row);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const { scale, floor } = rowHead(view, 0, recording.name, row);
    return { scale, floor, codes: new Uint16Array(bytes.buffer, bytes.byteOffset + 8, recording.vocabulary) };
  };
}

/** Log-probabilities as a file has them, in single precision, code 0 as the least of them. */
function decode({ scale, floor, codes }: BaseRow, out: Float64Array): void {
  for (let i = 0; i < codes.length; i++) out[i] = Math.fround(Math.fround(scale * codes[i]!) + floor);
}

/** How the model's rows are read: logits as they are, another `.kld` file decoded, anything else by its log-probabilities. */
function modelReader(model: FullRecording): (row: number) => Promise<ModelRow> {
  const logits = new Float64Array(model.vocabulary);
  const raw = logitsOf(model);
  const rows = codesOf(model);
  const codes = rows === undefined ? undefined : codeReader(model, rows);
  return async (row) => {
    if (raw !== undefined) await raw(row, logits);
    else if (codes !== undefined) decode(await codes(row), logits);
    else await model.logProbabilities(row, logits);
    if (raw === undefined) return { logits, normalised: true };
    for (let i = 0; i < logits.length; i++) logits[i] = Math.fround(logits[i]!);
    return { logits, normalised: false };
  };
}

/**
 * The statistics that `llama-perplexity --kl-divergence` prints, in its own arithmetic (single precision, tokens of a base
 * log-probability up to −16 passed over, tokens independent, clipped targets taken as they stand).
 *
 * `base` is a `.kld` file. `model` as logits gives llama.cpp's digits; as a second `.kld` file, which llama.cpp cannot read
 * there, figures that differ by the rounding of that file (2e-6 nats in mean KLD on a real model).
 *
 * @throws RelentError `incompatible` where `base` is no `.kld` file, or the two are of different texts or vocabularies.
 * @see llama.cpp 0.5, `tools/perplexity/perplexity.cpp`.
 *
 * @example
 * ```ts
 * console.log(formatLlamaCpp(await llamaCppStatistics(await openKld("base.kld"), await openNpy("q4_0.npy"))));
 * ```
 */
export async function llamaCppStatistics(
  base: FullRecording,
  model: FullRecording,
  options: CompareOptions = {},
): Promise<LlamaCppStatistics> {
  const rows = codesOf(base);
  const pairing = pairRows(base, model);
  if (rows === undefined || base.targets === undefined) {
    throw new RelentError(
      "incompatible",
      `llamaCppStatistics: ${base.name} is ${base.format}; a .kld file of llama.cpp is allowed as the base`,
      { value: base.format },
    );
  }
  const readBase = codeReader(base, rows);
  const readModel = modelReader(model);
  const watch = watchOf("llamaCppStatistics", options);
  const sums = emptySums();
  const chunks: Standing[] = [];
  const kld: number[] = [];
  const dp: number[] = [];
  for (let row = 0; row < pairing.rows; row++) {
    const values = rowValues(await readBase(row), await readModel(row), base.targets[row]!, row);
    addValues(sums, values);
    kld.push(values.kld);
    dp.push(values.dp);
    const last = row + 1 === pairing.rows || base.placeOf(row + 1).document !== base.placeOf(row).document;
    if (!last) continue;
    chunks.push(standingOf(sums));
    watch(row + 1, pairing.rows);
  }
  return {
    ...standingOf(sums),
    chunks,
    kldQuantiles: quantilesOf(kld, KLD_SHARES),
    dpQuantiles: quantilesOf(dp, DP_SHARES),
  };
}
