/** Bytes being read; each reader calls `fail` where they end too soon or hold no such number. */
export interface ByteReader {
  byte(): number;
  /** A whole number below 2⁵³, seven bits a byte, lowest first (LEB128). */
  whole(): number;
  /** 32 bits, lowest byte first. */
  word(): number;
  /** A view of the next bytes. */
  bytes(length: number): Uint8Array;
  /** Index of the next byte. */
  at(): number;
}

export function byteReader(source: Uint8Array, start: number, fail: (what: string) => never): ByteReader {
  let at = start;
  const byte = (): number => (at < source.length ? source[at++]! : fail("ends too soon"));
  return {
    byte,
    whole() {
      let value = 0;
      for (let scale = 1; scale <= 2 ** 49; scale *= 128) {
        const next = byte();
        value += (next % 128) * scale;
        if (next < 128) return Number.isSafeInteger(value) ? value : fail("holds a number of 2^53 or more");
      }
      return fail("holds a number of 2^53 or more");
    },
    word() {
      let value = 0;
      for (let shift = 0; shift < 32; shift += 8) value |= byte() << shift;
      return value >>> 0;
    },
    bytes(length) {
      if (length > source.length - at) fail("ends too soon");
      at += length;
      return source.subarray(at - length, at);
    },
    at: () => at,
  };
}
