import { invalid } from "./fail.ts";

/** A message: indices into an alphabet. */
export type SymbolArray = Uint8Array | Uint16Array | Uint32Array;

/** A message as it may be given. */
export type Symbols = readonly number[] | SymbolArray | Int32Array;

/** The most symbols that an alphabet may have. */
export const MOST_SYMBOLS: number = 2 ** 24;

/** The narrowest array for n symbols of an alphabet. */
export function symbolArray(n: number, alphabet: number): SymbolArray {
  return alphabet <= 256 ? new Uint8Array(n) : alphabet <= 65536 ? new Uint16Array(n) : new Uint32Array(n);
}

/** The message in its narrowest array, each symbol checked to be of the alphabet. */
export function toSymbols(fn: string, symbols: Symbols, alphabet: number): SymbolArray {
  const fits =
    (symbols instanceof Uint8Array && alphabet === 256) ||
    (symbols instanceof Uint16Array && alphabet === 65536);
  if (fits) return symbols as SymbolArray;
  const out = symbolArray(symbols.length, alphabet);
  for (let i = 0; i < out.length; i++) {
    const value = symbols[i]!;
    if (!(value >= 0 && value < alphabet && Number.isInteger(value))) {
      invalid(`${fn}: symbols[${i}] = ${value}; a symbol must be a whole number from 0 to ${alphabet - 1}`, {
        index: i,
        value,
      });
    }
    out[i] = value;
  }
  return out;
}

/** How often each symbol of the alphabet occurs. */
export function countSymbols(symbols: SymbolArray, alphabet: number): Float64Array {
  const counts = new Float64Array(alphabet);
  for (let i = 0; i < symbols.length; i++) counts[symbols[i]!]!++;
  return counts;
}
