import type { FullRecording } from "../recording.ts";
import { addTerms } from "./add-terms.ts";
import { addRounding, type Columns, putDivergences } from "./columns.ts";
import { readHalves, rowsOfBlock } from "./half-blocks.ts";
import { type LogitKernel, logitKernel } from "./logit-kernel.ts";
import type { Pairing } from "./pairing.ts";
import { putOpinion } from "./put-opinion.ts";
import { type Divergences, divergencesOf } from "./row-figures.ts";
import { type LaidRow, type StoredSide, sideOf } from "./stored-side.ts";
import { SUM, SUMS } from "./sums.ts";
import { compiledOr } from "./twin.ts";
import type { Watch } from "./watch.ts";

/** Sums the terms of two rows that are laid; those too faint for single precision in double. */
function sumTerms(kernel: LogitKernel, a: LaidRow, b: LaidRow, sums: Float64Array): void {
  sums.fill(0);
  sums[SUM.baseMass] = a.mass;
  sums[SUM.modelMass] = b.mass;
  for (const token of kernel.compare(a.top, b.top, sums)) {
    let x = a.at(token);
    let y = b.at(token);
    x ??= Math.min(a.cap, y!);
    y ??= Math.min(b.cap, x);
    addTerms(sums, x, y, Math.exp(x), Math.exp(y));
  }
}

/** Two recordings that the kernel can take as they stand, of which one at least holds logits, and the kernel. */
export interface StoredPair {
  readonly kernel: LogitKernel;
  readonly sides: readonly [StoredSide, StoredSide];
  readonly rowsPerBlock: number;
}

/** The pair, if both stand in files and there is a compiled kernel. */
export function storedPair(base: FullRecording, model: FullRecording, rows: number): StoredPair | undefined {
  const [a, b] = [sideOf(base), sideOf(model)];
  if (a === undefined || b === undefined || (a.second && b.second)) return undefined;
  const sides = [a, b] as const;
  const rowsPerBlock = rowsOfBlock(rows, [a.rows, b.rows]);
  const bytes = [rowsPerBlock * a.rows.rowBytes, rowsPerBlock * b.rows.rowBytes] as const;
  return compiledOr<StoredPair | undefined>(
    () => ({ kernel: logitKernel(base.vocabulary, bytes), sides, rowsPerBlock }),
    () => undefined,
  );
}

/** Compares rows of logits in single precision, summed in double, reading the next blocks meanwhile. */
export async function compareLogits(
  { kernel, sides: [a, b], rowsPerBlock }: StoredPair,
  { rows, targets }: Pairing,
  columns: Columns,
  watch: Watch,
): Promise<void> {
  const sums = new Float64Array(SUMS);
  const figures = {} as Divergences;
  for await (const { half, first, count } of readHalves([a.rows, b.rows], rows, rowsPerBlock, kernel.block)) {
    for (let index = 0; index < count; index++) {
      const row = first + index;
      const layA = (other?: LaidRow): LaidRow => a.lay(kernel, 0, half, index, row, other);
      const layB = (other?: LaidRow): LaidRow => b.lay(kernel, 1, half, index, row, other);
      const early = a.second ? layB() : layA();
      const [p, q] = a.second ? [layA(early), early] : [early, layB(early)];
      sumTerms(kernel, p, q, sums);
      divergencesOf(sums, !p.clipped && !q.clipped, figures);
      putDivergences(columns, row, figures);
      putOpinion(columns.baseSays, p, row, targets[row]!);
      putOpinion(columns.modelSays, q, row, targets[row]!);
      addRounding(columns, figures, p.rounding, q.rounding);
    }
    watch(first + count, rows);
  }
}
