import { STEPS } from "../kld/clip.ts";
import type { CodeRows } from "../kld/code-rows.ts";
import { checkRow, type RowHead, roundingOf, rowHead } from "../kld/decode-row.ts";
import type { FullRecording } from "../recording.ts";
import type { Opinion } from "../token-table.ts";
import { type CodeKernel, codeKernel } from "./code-kernel.ts";
import { addRounding, type Columns, putDivergences } from "./columns.ts";
import { type Half, readHalves, rowsOfBlock, type Side } from "./half-blocks.ts";
import type { Pairing } from "./pairing.ts";
import { type Divergences, divergencesOf, entropyOf } from "./row-figures.ts";
import { SUM, SUMS } from "./sums.ts";
import type { Watch } from "./watch.ts";

interface Party {
  readonly side: Side;
  readonly recording: FullRecording;
  readonly rows: CodeRows;
  readonly says: Opinion;
}

const MASS = [SUM.baseMass, SUM.modelMass] as const;
const LOG = [SUM.baseLog, SUM.modelLog] as const;
const KNOWN = [SUM.baseKnown, SUM.modelKnown] as const;

/** What one side says by itself of the row at `index` of the block. */
function putOpinion(
  party: Party,
  head: RowHead,
  sums: Float64Array,
  row: number,
  target: number,
  kernel: CodeKernel,
  half: Half,
  index: number,
): void {
  const { side, says, recording, rows } = party;
  const mass = sums[MASS[side]]!;
  const unknown = recording.vocabulary - sums[KNOWN[side]]!;
  const full = kernel.firstFull(side, half, index);
  checkRow(recording.name, row, head, full >= 0, mass, unknown);
  const top = head.scale * STEPS + head.floor;
  says.top[row] = Math.max(0, full);
  says.confidence[row] = Math.min(1, Math.exp(top) / (head.clipped ? 1 : mass));
  says.entropy[row] = entropyOf(mass, sums[LOG[side]]!, { clipped: head.clipped, cap: head.floor, unknown });
  if (target < 0) return;
  const block = kernel.block(side, half);
  const at = index * rows.rowBytes + 8 + 2 * target;
  const code = block[at]! + 256 * block[at + 1]!;
  says.surprisal[row] = Math.max(0, -(head.scale * code + head.floor));
  says.censored[row] = code === 0 && head.clipped ? 1 : 0;
}

/** Compares two files of 16-bit codes block by block, reading the next blocks meanwhile. */
export async function compareCodes(
  base: FullRecording,
  model: FullRecording,
  [baseRows, modelRows]: readonly [CodeRows, CodeRows],
  { rows, targets }: Pairing,
  columns: Columns,
  watch: Watch,
): Promise<void> {
  const { rowBytes } = baseRows;
  const rowsPerBlock = rowsOfBlock(rows, [baseRows, modelRows]);
  const kernel = codeKernel({ vocabulary: base.vocabulary, rowBytes, rowsPerBlock });
  const parties: readonly Party[] = [
    { side: 0, recording: base, rows: baseRows, says: columns.baseSays },
    { side: 1, recording: model, rows: modelRows, says: columns.modelSays },
  ];
  const sums = new Float64Array(SUMS);
  const figures = {} as Divergences;
  for await (const { half, first, count } of readHalves(
    [baseRows, modelRows],
    rows,
    rowsPerBlock,
    kernel.block,
  )) {
    const views = parties.map(({ side }) => {
      const { buffer, byteOffset, byteLength } = kernel.block(side, half);
      return new DataView(buffer, byteOffset, byteLength);
    });
    for (let index = 0; index < count; index++) {
      const row = first + index;
      const heads = parties.map(({ recording, side }) =>
        rowHead(views[side]!, index * rowBytes, recording.name, row),
      );
      const [p, q] = heads as [RowHead, RowHead];
      kernel.compare(half, index, (p.clipped ? 1 : 0) + (q.clipped ? 2 : 0), sums);
      divergencesOf(sums, !p.clipped && !q.clipped, figures);
      putDivergences(columns, row, figures);
      for (const party of parties)
        putOpinion(party, heads[party.side]!, sums, row, targets[row]!, kernel, half, index);
      addRounding(columns, figures, roundingOf(p.scale), roundingOf(q.scale));
      if (p.clipped && q.clipped) {
        const unknown = base.vocabulary - Math.max(sums[SUM.baseKnown]!, sums[SUM.modelKnown]!);
        columns.hidden += unknown * Math.exp(Math.min(p.floor, q.floor));
      }
    }
    watch(first + count, rows);
  }
}
