import { deflateRawSync, inflateRawSync } from "node:zlib";
import { RelentError } from "@relent/core";
import { crc32 } from "@relent/core/coding";

/** Begins a column's file: "rCol", then the version; a file of bytes is the coder's frame alone. */
const MAGIC = Uint8Array.of(0x72, 0x43, 0x6f, 0x6c, 1);
const HEAD = MAGIC.length + 8;

const isColumn = (bytes: Uint8Array): boolean => MAGIC.every((byte, i) => bytes[i] === byte);

/** The values of a column before its frame: their deflated JSON with its length and checksum; nothing for bytes. */
export function dictionaryBytes(values: readonly (string | null)[] | undefined): Uint8Array {
  if (values === undefined) return new Uint8Array(0);
  const packed = deflateRawSync(JSON.stringify(values), { level: 9 });
  const out = new Uint8Array(HEAD + packed.length);
  out.set(MAGIC);
  const view = new DataView(out.buffer);
  view.setUint32(MAGIC.length, packed.length, true);
  view.setUint32(MAGIC.length + 4, crc32(packed), true);
  out.set(packed, HEAD);
  return out;
}

/** A coded file taken apart into the values that its symbols stand for, if any, and the coder's frame. */
export function openContainer(bytes: Uint8Array): {
  readonly values?: readonly (string | null)[];
  readonly frame: Uint8Array;
} {
  if (!isColumn(bytes)) return { frame: bytes };
  const damaged = (): never => {
    throw new RelentError(
      "unreadable",
      "code: the values of the column were cut or damaged; give what --emit wrote",
    );
  };
  if (bytes.length < HEAD) damaged();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(MAGIC.length, true);
  const packed = bytes.subarray(HEAD, HEAD + length);
  if (packed.length < length || crc32(packed) !== view.getUint32(MAGIC.length + 4, true)) damaged();
  const values = JSON.parse(new TextDecoder().decode(inflateRawSync(packed))) as (string | null)[];
  return { values, frame: bytes.subarray(HEAD + length) };
}
