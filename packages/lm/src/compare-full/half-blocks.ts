import type { PositionedFile } from "../arrays/positioned-file.ts";
import { type BlockSource, readBlocks } from "./read-blocks.ts";

/** Which recording: the base's, P, or the model's, Q. */
export type Side = 0 | 1;

/** Which of the two blocks of a side: one can be filled while the other is compared. */
export type Half = 0 | 1;

/** Rows of equal length in a file. */
export interface FileRows {
  readonly file: PositionedFile;
  readonly offset: number;
  readonly rowBytes: number;
  /** Number in the file of a row that is compared, where they differ. */
  readonly storedRow?: (row: number) => number;
}

/** Bytes of one block, of which four are held: a pair stays in the second cache between reading and comparing. */
const BLOCK_BYTES = 2 ** 20;

/** How many rows of either side a block has. */
export function rowsOfBlock(rows: number, sides: readonly FileRows[]): number {
  const widest = Math.max(...sides.map(({ rowBytes }) => rowBytes));
  return Math.min(rows, Math.max(1, Math.floor(BLOCK_BYTES / widest)));
}

/** A block of either side that lies in memory. */
export interface Filled {
  readonly half: Half;
  /** Number of its first row, and how many rows it has. */
  readonly first: number;
  readonly count: number;
}

/** Where rows go, and the byte of the file where as many others begin as follow one another there. */
function* runsOf(
  { file, offset, rowBytes, storedRow = (row) => row }: FileRows,
  first: number,
  count: number,
  block: Uint8Array,
): Generator<{ readonly file: PositionedFile; readonly target: Uint8Array; readonly at: number }> {
  for (let from = 0, to = 0; from < count; from = to) {
    const start = storedRow(first + from);
    for (to = from + 1; to < count && storedRow(first + to) === start + to - from; ) to += 1;
    yield {
      file,
      target: block.subarray(from * rowBytes, to * rowBytes),
      at: offset + start * rowBytes,
    };
  }
}

/** Reads the rows of two files block by block to where `block` says, in turn into either half. */
export async function* readHalves(
  sides: readonly [FileRows, FileRows],
  rows: number,
  rowsPerBlock: number,
  block: (side: Side, half: Half) => Uint8Array,
): AsyncGenerator<Filled> {
  const filled = (index: number): Filled => {
    const first = index * rowsPerBlock;
    return { half: (index & 1) as Half, first, count: Math.min(rowsPerBlock, rows - first) };
  };
  const targets = (index: number) => {
    const { half, first, count } = filled(index);
    return sides.flatMap((rows, side) => [...runsOf(rows, first, count, block(side as Side, half))]);
  };
  const source: BlockSource = {
    blocks: Math.ceil(rows / rowsPerBlock),
    readNow(index) {
      for (const { file, target, at } of targets(index)) file.readNow(target, at);
    },
    async read(index) {
      await Promise.all(targets(index).map(({ file, target, at }) => file.read(target, at)));
    },
  };
  for await (const index of readBlocks(source)) yield filled(index);
}
