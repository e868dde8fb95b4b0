import type { PositionedFile } from "./positioned-file.ts";

/** About how many bytes are read at once. */
export const BLOCK_BYTES: number = 8 * 2 ** 20;

/** Rows of equal length in a file, of which a stretch is held. */
export interface RowWindow {
  /** The bytes of one row, valid until the next is asked for; aligned to 8 bytes where rows are. */
  row(index: number): Promise<Uint8Array>;
}

/** Reads rows of `rowBytes` bytes that begin at `offset`, about 8 MiB at a time. */
export function rowWindow(file: PositionedFile, offset: number, rowBytes: number, rows: number): RowWindow {
  const many = Math.max(1, Math.min(rows, Math.floor(BLOCK_BYTES / rowBytes)));
  let block: Uint8Array | undefined;
  let first = 0;
  let held = 0;
  return {
    async row(index) {
      if (index < first || index >= first + held) {
        block ??= new Uint8Array(many * rowBytes);
        held = 0;
        const count = Math.min(many, rows - index);
        await file.read(block.subarray(0, count * rowBytes), offset + index * rowBytes);
        first = index;
        held = count;
      }
      const from = (index - first) * rowBytes;
      return block!.subarray(from, from + rowBytes);
    },
  };
}
