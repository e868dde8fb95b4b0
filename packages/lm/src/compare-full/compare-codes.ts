import type { CodeRows } from "../kld/code-rows.ts";
import { type RowHead, roundingOf, rowHead } from "../kld/decode-row.ts";
import type { FullRecording } from "../recording.ts";
import type { Opinion } from "../token-table.ts";
import { codeKernel } from "./code-kernel.ts";
import { addRounding, type Columns, putDivergences } from "./columns.ts";
import { readHalves, rowsOfBlock, type Side } from "./half-blocks.ts";
import type { Pairing } from "./pairing.ts";
import { putOpinion } from "./put-opinion.ts";
import { type Divergences, divergencesOf } from "./row-figures.ts";
import { saidByCodes } from "./said-by-codes.ts";
import { SUM, SUMS } from "./sums.ts";
import type { Watch } from "./watch.ts";

interface Party {
  readonly side: Side;
  readonly recording: FullRecording;
  readonly says: Opinion;
}

const MASS = [SUM.baseMass, SUM.modelMass] as const;
const LOG = [SUM.baseLog, SUM.modelLog] as const;
const KNOWN = [SUM.baseKnown, SUM.modelKnown] as const;

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
    { side: 0, recording: base, says: columns.baseSays },
    { side: 1, recording: model, says: columns.modelSays },
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
      for (const party of parties) {
        const { side, says, recording } = party;
        const found = {
          first: kernel.firstFull(side, half, index),
          known: sums[KNOWN[side]]!,
          mass: sums[MASS[side]]!,
          log: sums[LOG[side]]!,
        };
        const place = { name: recording.name, row, vocabulary: recording.vocabulary };
        const said = saidByCodes(place, heads[side]!, found, views[side]!, index * rowBytes);
        putOpinion(says, said, row, targets[row]!);
      }
      addRounding(columns, figures, roundingOf(p.scale), roundingOf(q.scale));
      if (p.clipped && q.clipped) {
        const unknown = base.vocabulary - Math.max(sums[SUM.baseKnown]!, sums[SUM.modelKnown]!);
        columns.hidden += unknown * Math.exp(Math.min(p.floor, q.floor));
      }
    }
    watch(first + count, rows);
  }
}
