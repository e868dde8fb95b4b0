import { invalid } from "../finite/check.ts";
import type { BatchOptions, OutOptions } from "../finite/compare.ts";
import { resultOf } from "../finite/compare.ts";
import type { JensenShannonOptions } from "../finite/jensen-shannon.ts";
import type { Batch, Row } from "../finite/kinds.ts";
import { isBatch } from "../finite/mass.ts";
import { MEASURES } from "../finite/measures.ts";
import type { PositionOptions } from "../finite/positions.ts";
import { isDeterministic } from "../kernel/engine.ts";
import { openPool } from "./threads.ts";

type One<O> = (p: Batch, options?: O) => Promise<Float64Array>;
type OneBy<O> = (p: Batch, order: number, options?: O) => Promise<Float64Array>;
type Two<O> = (p: Batch, q: Batch | Row, options?: O) => Promise<Float64Array>;
type TwoBy<O> = (p: Batch, q: Batch | Row, parameter: number, options?: O) => Promise<Float64Array>;

/** The measures of batches as promises, over worker threads. */
export interface Threads {
  /** How many there are. */
  readonly size: number;
  readonly entropy: One<BatchOptions>;
  readonly minEntropy: One<BatchOptions>;
  readonly perplexity: One<OutOptions>;
  readonly renyiEntropy: OneBy<BatchOptions>;
  readonly tsallisEntropy: OneBy<OutOptions>;
  readonly bhattacharyya: Two<BatchOptions>;
  readonly chiSquared: Two<OutOptions>;
  readonly cramer: Two<OutOptions & PositionOptions>;
  readonly crossEntropy: Two<BatchOptions>;
  readonly energy: Two<OutOptions & PositionOptions>;
  readonly generalizedKl: Two<OutOptions>;
  readonly hellinger: Two<OutOptions>;
  readonly hellingerSquared: Two<OutOptions>;
  readonly itakuraSaito: Two<OutOptions>;
  readonly jeffreys: Two<BatchOptions>;
  readonly jensenShannon: Two<BatchOptions & JensenShannonOptions>;
  readonly jensenShannonDistance: Two<BatchOptions>;
  readonly kl: Two<BatchOptions>;
  readonly kolmogorovSmirnov: Two<OutOptions>;
  readonly leCam: Two<OutOptions>;
  readonly neymanChiSquared: Two<OutOptions>;
  readonly reverseKl: Two<BatchOptions>;
  readonly totalVariation: Two<OutOptions>;
  readonly triangular: Two<OutOptions>;
  readonly wasserstein1: Two<OutOptions & PositionOptions>;
  readonly alphaDivergence: TwoBy<OutOptions>;
  readonly betaDivergence: TwoBy<OutOptions>;
  readonly gammaDivergence: TwoBy<BatchOptions>;
  readonly renyi: TwoBy<BatchOptions>;
  readonly skewKl: TwoBy<BatchOptions>;
  readonly tsallis: TwoBy<OutOptions>;
  /** Ends the threads; what they have not answered is rejected. */
  close(): void;
}

/** Where the threads' script is, if it is not where the package has it. */
export interface ParallelOptions {
  readonly worker?: URL;
}

/** Pieces a thread, so that a slow one does not hold up the rest. */
const PIECES = 4;

/** Some rows of a batch as a batch of their own: shared memory is passed on, other memory copied once and handed over. */
function piece(batch: Batch, from: number, to: number, transfer: ArrayBuffer[]): Batch {
  const start = batch.offset + from * batch.rowStride;
  const end = batch.offset + (to - 1) * batch.rowStride + batch.cols;
  const { data } = batch;
  const floats = data instanceof Float32Array || data instanceof Float64Array;
  const shared =
    typeof SharedArrayBuffer === "function" && floats && data.buffer instanceof SharedArrayBuffer;
  const own = { ...batch, offset: 0, rows: to - from, firstRow: batch.firstRow + from };
  if (shared) return { ...own, data: data.subarray(start, end) };
  const copy = floats ? data.slice(start, end) : Float64Array.from(data.slice(start, end));
  transfer.push(copy.buffer as ArrayBuffer);
  return { ...own, data: copy };
}

/**
 * The same measures over worker threads: the rows of a batch are dealt out, each is measured as in one thread.
 *
 * Results do not depend on how many threads there are, to the last bit. Each call takes a `Batch` and gives one number
 * a row, in the caller's `out` if there is one. Rows in a `SharedArrayBuffer` are read in place, others copied once.
 * Starting a thread takes 50–100 ms; idle threads do not keep Node alive.
 *
 * @throws RelentError "invalid-argument" for a number of threads that is not whole and above 0; the promises reject with
 * what the measure would throw.
 * @example
 * ```ts
 * typeof parallel // "function"
 * ```
 */
export async function parallel(threads: number, options: ParallelOptions = {}): Promise<Threads> {
  if (!(Number.isInteger(threads) && threads > 0 && threads <= 1024)) {
    invalid(`parallel: threads = ${threads}; it must be a whole number from 1 to 1024`, { value: threads });
  }
  const pool = await openPool(threads, options.worker ?? new URL("./worker.js", import.meta.url));
  const ask = async (measure: string, inputs: readonly unknown[]): Promise<Float64Array> => {
    const batch = inputs[0];
    if (!isBatch(batch)) {
      invalid(`parallel: ${measure} takes a batch; give cols to the kind of p, or call ${measure} itself`);
    }
    const other = inputs.find((input) => isBatch(input) && input.rows !== batch.rows) as Batch | undefined;
    if (other !== undefined) {
      invalid(
        `${measure}: p has ${batch.rows} rows and q has ${other.rows}; q must have as many, or be one row`,
      );
    }
    const last = inputs.at(-1);
    const hasOptions = inputs.length > 1 && typeof last === "object" && last !== null && "out" in last;
    const { out, ...rest } = hasOptions ? (last as OutOptions) : {};
    const asked = hasOptions ? [...inputs.slice(0, -1), rest] : inputs;
    const all = resultOf(measure, batch.rows, out);
    const size = Math.max(1, Math.ceil(batch.rows / (threads * PIECES)));
    const starts = Array.from({ length: Math.ceil(batch.rows / size) }, (_, i) => i * size);
    const exact = isDeterministic();
    await Promise.all(
      starts.map(async (from) => {
        const to = Math.min(batch.rows, from + size);
        const transfer: ArrayBuffer[] = [];
        const own = asked.map((input) => (isBatch(input) ? piece(input, from, to, transfer) : input));
        all.set(await pool.ask({ measure, inputs: own, exact }, transfer), from);
      }),
    );
    return all;
  };
  const measures = MEASURES.filter(({ inputs }) => inputs !== "joint").map(
    ({ name }) => [name, (...inputs: unknown[]) => ask(name, inputs)] as const,
  );
  return { size: threads, ...Object.fromEntries(measures), close: pool.close } as unknown as Threads;
}
