/** The state lies in 2³¹ … 2⁶³ − 1; it begins and must end at the lower bound. */
const LOWEST = 2 ** 31;

/** Codes intervals [start, start + frequency) of 2^precision; what `ransDecoder` reads them back from, first to last. */
export function ransEncode(
  starts: Uint32Array,
  frequencies: Uint32Array,
  n: number,
  precision: number,
): Uint8Array {
  const words = new Uint32Array(Math.ceil((n * precision) / 32) + 3);
  let at = words.length;
  let high = 0;
  let low = LOWEST;
  const rest = 32 - precision;
  for (let i = n - 1; i >= 0; i--) {
    const f = frequencies[i]!;
    if (high >= f * 2 ** (31 - precision)) {
      words[--at] = low;
      low = high;
      high = 0;
    }
    const top = Math.floor(high / f);
    const middle = (high - top * f) * 65536 + (low >>> 16);
    const second = Math.floor(middle / f);
    const last = (middle - second * f) * 65536 + (low & 65535);
    const third = Math.floor(last / f);
    const quotient = second * 65536 + third;
    high = ((top << precision) | (quotient >>> rest)) >>> 0;
    low = ((quotient << precision) | (last - third * f + starts[i]!)) >>> 0;
  }
  words[--at] = high;
  words[--at] = low;
  const bytes = new Uint8Array(4 * (words.length - at));
  const view = new DataView(bytes.buffer);
  for (let i = at; i < words.length; i++) view.setUint32(4 * (i - at), words[i]!, true);
  return bytes;
}

/** Reads intervals back. */
export interface RansDecoder {
  /** A number below 2^precision that lies in the next interval. */
  slot(): number;
  /** Passes over the next interval; false when the words end too soon. */
  pass(start: number, frequency: number): boolean;
  /** Whether all words are read and the state is back at its beginning. */
  finished(): boolean;
}

export function ransDecoder(bytes: Uint8Array, precision: number): RansDecoder {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let low = view.getUint32(0, true);
  let high = view.getUint32(4, true);
  let at = 8;
  const mask = 2 ** precision - 1;
  const rest = 32 - precision;
  return {
    slot: () => low & mask,
    pass(start, frequency) {
      const above = high >>> precision;
      const below = ((high << rest) | (low >>> precision)) >>> 0;
      const odd = frequency * (below & 65535) + (low & mask) - start;
      const even = frequency * (below >>> 16);
      const sum = (even % 65536) * 65536 + odd;
      high = frequency * above + Math.floor(even / 65536) + Math.floor(sum / 2 ** 32);
      low = sum >>> 0;
      if (high === 0 && low < LOWEST) {
        if (at + 4 > bytes.length) return false;
        high = low;
        low = view.getUint32(at, true);
        at += 4;
      }
      return true;
    },
    finished: () => at === bytes.length && high === 0 && low === LOWEST,
  };
}
