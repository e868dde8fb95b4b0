import type { ChunkCoder } from "./chunk-coder.ts";
import { cumulate, type SlotTable, slotTable } from "./cumulative.ts";
import type { QuantisedModel } from "./quantised-model.ts";
import { ransDecoder, ransEncode, TWO_STATES_FROM } from "./rans.ts";
import { compiledCoder } from "./rans-engine.ts";

/** How many states code a chunk of n symbols. */
const statesOf = (n: number): 1 | 2 => (n < TWO_STATES_FROM ? 1 : 2);

/** Codes every symbol with the same frequencies. */
export function memorylessCoder({ frequencies, precision }: QuantisedModel): ChunkCoder {
  const below = cumulate(frequencies);
  let table: SlotTable | undefined;
  const slots = (): SlotTable => {
    table ??= slotTable(below, precision);
    return table;
  };
  const plain: ChunkCoder = {
    encode(symbols) {
      const n = symbols.length;
      const starts = new Uint32Array(n);
      const widths = new Uint32Array(n);
      for (let i = 0; i < n; i++) {
        starts[i] = below[symbols[i]!]!;
        widths[i] = frequencies[symbols[i]!]!;
      }
      return ransEncode(starts, widths, precision, statesOf(n));
    },
    decode(bytes, out) {
      const { first, shift } = slots();
      const decoder = ransDecoder(bytes, precision, statesOf(out.length));
      if (decoder === undefined) return false;
      for (let i = 0; i < out.length; i++) {
        const slot = decoder.slot();
        let symbol = first[slot >>> shift]!;
        while (below[symbol + 1]! <= slot) symbol++;
        if (!decoder.pass(below[symbol]!, frequencies[symbol]!)) return false;
        out[i] = symbol;
      }
      return decoder.finished();
    },
  };
  const compiled = (n: number) => (n < TWO_STATES_FROM ? undefined : compiledCoder());
  return {
    encode: (symbols) => compiled(symbols.length)?.encode(symbols, below, precision) ?? plain.encode(symbols),
    decode: (bytes, out) =>
      compiled(out.length)?.decode(bytes, out, slots(), precision) ?? plain.decode(bytes, out),
  };
}
