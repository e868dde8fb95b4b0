import type { ChunkCoder } from "./chunk-coder.ts";
import { massless } from "./fail.ts";
import { PRECISION } from "./precision.ts";
import { ransDecoder, ransEncode } from "./rans.ts";
import type { Predictor } from "./sequential-model.ts";

/** The symbol in whose interval a slot lies: in strides that double from where the model guesses, then by halves. */
function symbolAt(predictor: Predictor, slot: number, alphabet: number): number {
  let low = 0;
  let high = alphabet;
  const guess = predictor.near?.(slot) ?? alphabet >>> 1;
  if (predictor.below(guess) <= slot) {
    low = guess;
    for (let stride = 1; low + stride < high; stride *= 2) {
      if (predictor.below(low + stride) > slot) high = low + stride;
      else low += stride;
    }
  } else {
    high = guess;
    for (let stride = 1; high - stride > low; stride *= 2) {
      if (predictor.below(high - stride) <= slot) low = high - stride;
      else high -= stride;
    }
  }
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (predictor.below(middle) <= slot) low = middle;
    else high = middle;
  }
  return low;
}

/** Codes each symbol as the model expects it after all before it, across chunks. */
export function sequentialCoder(fn: string, predictor: Predictor, alphabet: number): ChunkCoder {
  let passed = 0;
  return {
    encode(symbols) {
      const n = symbols.length;
      const starts = new Uint32Array(n);
      const widths = new Uint32Array(n);
      for (let i = 0; i < n; i++, passed++) {
        const symbol = symbols[i]!;
        starts[i] = predictor.below(symbol);
        widths[i] = predictor.below(symbol + 1) - starts[i]!;
        if (widths[i] === 0) massless(fn, passed, symbol);
        predictor.update(symbol);
      }
      return ransEncode(starts, widths, PRECISION, 1);
    },
    decode(bytes, out) {
      const decoder = ransDecoder(bytes, PRECISION, 1);
      if (decoder === undefined) return false;
      for (let i = 0; i < out.length; i++) {
        const symbol = symbolAt(predictor, decoder.slot(), alphabet);
        const start = predictor.below(symbol);
        if (!decoder.pass(start, predictor.below(symbol + 1) - start)) return false;
        out[i] = symbol;
        predictor.update(symbol);
      }
      return decoder.finished();
    },
  };
}
