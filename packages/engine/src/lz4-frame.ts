import { RelentError } from "@relent/core";

const magic = 0x184d2204;

function damaged(what: string): RelentError {
  return new RelentError("unreadable", `lz4Frame: ${what}; the file is damaged or was cut short`);
}

/** A byte buffer that grows by doubling. */
interface Output {
  bytes: Uint8Array;
  length: number;
}

function reserve(output: Output, more: number): void {
  const needed = output.length + more;
  if (needed > output.bytes.length) {
    const grown = new Uint8Array(Math.max(needed, 2 * output.bytes.length));
    grown.set(output.bytes.subarray(0, output.length));
    output.bytes = grown;
  }
}

function append(output: Output, piece: Uint8Array): void {
  reserve(output, piece.length);
  output.bytes.set(piece, output.length);
  output.length += piece.length;
}

/** Copies `length` bytes from `distance` back; they may overlap what is being written. */
function repeat(output: Output, distance: number, length: number): void {
  if (distance === 0 || distance > output.length) {
    throw damaged(`a match reaches ${distance} bytes back at byte ${output.length}`);
  }
  reserve(output, length);
  const { bytes } = output;
  let from = output.length - distance;
  let to = output.length;
  if (distance >= length) {
    bytes.copyWithin(to, from, from + length);
  } else {
    for (let i = 0; i < length; i++) {
      bytes[to++] = bytes[from++]!;
    }
  }
  output.length += length;
}

/** Lengths of 15 and more go on in following bytes, each up to 255, the last below it. */
function readLength(block: Uint8Array, at: number, start: number): readonly [length: number, at: number] {
  let length = start;
  let position = at;
  if (start === 15) {
    for (;;) {
      const more = block[position++];
      if (more === undefined) {
        throw damaged("a length runs past the end of its block");
      }
      length += more;
      if (more < 255) {
        break;
      }
    }
  }
  return [length, position];
}

function decodeBlock(block: Uint8Array, output: Output): void {
  let at = 0;
  while (at < block.length) {
    const token = block[at++]!;
    const [literals, afterLength] = readLength(block, at, token >> 4);
    if (afterLength + literals > block.length) {
      throw damaged("literals run past the end of their block");
    }
    append(output, block.subarray(afterLength, afterLength + literals));
    at = afterLength + literals;
    if (at === block.length) {
      return;
    }
    if (at + 2 > block.length) {
      throw damaged("a match has no distance");
    }
    const distance = block[at]! | (block[at + 1]! << 8);
    const [matched, afterMatch] = readLength(block, at + 2, token & 15);
    at = afterMatch;
    repeat(output, distance, matched + 4);
  }
}

/**
 * Unpacks LZ4 frames, as Arrow IPC files use them (LZ4 Frame Format 1.6.x; checksums are skipped over, not checked).
 *
 * @throws RelentError `unreadable` where the bytes are not a whole frame.
 */
export function decodeLz4Frames(input: Uint8Array): Uint8Array {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  const output: Output = { bytes: new Uint8Array(Math.max(64, 4 * input.length)), length: 0 };
  let at = 0;
  while (at < input.length) {
    if (at + 7 > input.length || view.getUint32(at, true) !== magic) {
      throw damaged(`no LZ4 frame begins at byte ${at}`);
    }
    const flags = input[at + 4]!;
    const blockChecksum = (flags & 16) === 0 ? 0 : 4;
    const contentChecksum = (flags & 4) === 0 ? 0 : 4;
    at += 6 + ((flags & 8) === 0 ? 0 : 8) + ((flags & 1) === 0 ? 0 : 4) + 1;
    for (;;) {
      if (at + 4 > input.length) {
        throw damaged("a frame has no end mark");
      }
      const size = view.getUint32(at, true);
      at += 4;
      if (size === 0) {
        break;
      }
      const length = size & 0x7fffffff;
      if (at + length > input.length) {
        throw damaged(`a block of ${length} bytes runs past the end`);
      }
      const block = input.subarray(at, at + length);
      if (size >>> 31 === 1) {
        append(output, block);
      } else {
        decodeBlock(block, output);
      }
      at += length + blockChecksum;
    }
    at += contentChecksum;
  }
  return output.bytes.subarray(0, output.length);
}
