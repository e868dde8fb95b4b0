/** Frequency of all symbols before each, and of all at the end. */
export function cumulate(frequencies: Uint32Array): Uint32Array {
  const below = new Uint32Array(frequencies.length + 1);
  for (let i = 0; i < frequencies.length; i++) below[i + 1] = below[i]! + frequencies[i]!;
  return below;
}

/** The first symbol of each run of 2^shift slots, where a search for the symbol of a slot may begin. */
export interface SlotTable {
  readonly below: Uint32Array;
  readonly first: Uint16Array | Uint32Array;
  readonly shift: number;
}

/** About four runs a symbol, 1,024 to 65,536 of them: few searches take a step. */
export function slotTable(below: Uint32Array, precision: number): SlotTable {
  const alphabet = below.length - 1;
  const bits = Math.min(precision, 16, Math.max(10, 2 + Math.ceil(Math.log2(alphabet))));
  const shift = precision - bits;
  const first = alphabet <= 65536 ? new Uint16Array(2 ** bits) : new Uint32Array(2 ** bits);
  let symbol = 0;
  for (let run = 0; run < first.length; run++) {
    while (below[symbol + 1]! <= run * 2 ** shift) symbol++;
    first[run] = symbol;
  }
  return { below, first, shift };
}
