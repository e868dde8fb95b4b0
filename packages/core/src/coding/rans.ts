/** A state lies in 2³¹ … 2⁶³ − 1; it begins and must end at the lower bound. */
const LOWEST = 2 ** 31;

/** Chunks of at least so many symbols are coded by two states in turn: their divisions overlap, and 64 bits are nothing. */
export const TWO_STATES_FROM = 4096;

/**
 * Codes intervals [start, start + frequency) of 2^precision, the i-th by state i mod `states`.
 *
 * Gives the states, low word first, and then the words in the order in which `ransDecoder` wants them.
 */
export function ransEncode(
  starts: Uint32Array,
  frequencies: Uint32Array,
  precision: number,
  states: 1 | 2,
): Uint8Array {
  const n = starts.length;
  const words = new Uint32Array(Math.ceil((n * precision) / 32) + 3 * states);
  let at = words.length;
  const highs = new Uint32Array(states);
  const lows = new Uint32Array(states).fill(LOWEST);
  const rest = 32 - precision;
  for (let i = n - 1; i >= 0; i--) {
    const own = i & (states - 1);
    const f = frequencies[i]!;
    let high = highs[own]!;
    let low = lows[own]!;
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
    highs[own] = (top << precision) | (quotient >>> rest);
    lows[own] = (quotient << precision) | (last - third * f + starts[i]!);
  }
  for (let own = states - 1; own >= 0; own--) {
    words[--at] = highs[own]!;
    words[--at] = lows[own]!;
  }
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
  /** Whether all words are read and the states are back at their beginning. */
  finished(): boolean;
}

/** Begins to read; undefined where there are too few bytes for the states. */
export function ransDecoder(bytes: Uint8Array, precision: number, states: 1 | 2): RansDecoder | undefined {
  if (bytes.length < 8 * states) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const highs = new Uint32Array(states);
  const lows = new Uint32Array(states);
  let at = 0;
  for (let own = 0; own < states; own++, at += 8) {
    lows[own] = view.getUint32(at, true);
    highs[own] = view.getUint32(at + 4, true);
  }
  const mask = 2 ** precision - 1;
  const rest = 32 - precision;
  let own = 0;
  return {
    slot: () => lows[own]! & mask,
    pass(start, frequency) {
      const high = highs[own]!;
      const low = lows[own]!;
      const below = ((high << rest) | (low >>> precision)) >>> 0;
      const odd = frequency * (below & 65535) + (low & mask) - start;
      const even = frequency * (below >>> 16);
      const sum = (even % 65536) * 65536 + odd;
      let nextHigh = frequency * (high >>> precision) + Math.floor(even / 65536) + Math.floor(sum / 2 ** 32);
      let nextLow = sum >>> 0;
      if (nextHigh === 0 && nextLow < LOWEST) {
        if (at + 4 > bytes.length) return false;
        nextHigh = nextLow;
        nextLow = view.getUint32(at, true);
        at += 4;
      }
      highs[own] = nextHigh;
      lows[own] = nextLow;
      own = (own + 1) & (states - 1);
      return true;
    },
    finished: () =>
      at === bytes.length && highs.every((high) => high === 0) && lows.every((low) => low === LOWEST),
  };
}
