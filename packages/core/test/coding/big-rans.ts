/** The coder in whole numbers of any length, straight from its definition: what the fast twins must write. */
export function bigRans(
  symbols: ArrayLike<number>,
  frequencies: ArrayLike<number>,
  precision: number,
  states: number,
): Uint8Array {
  const below = [0];
  for (let i = 0; i < frequencies.length; i++) below.push(below[i]! + frequencies[i]!);
  const words: bigint[] = [];
  const state = new Array<bigint>(states).fill(2n ** 31n);
  for (let i = symbols.length - 1; i >= 0; i--) {
    let x = state[i % states]!;
    const f = BigInt(frequencies[symbols[i]!]!);
    if (x >= f << BigInt(63 - precision)) {
      words.unshift(x & 0xffffffffn);
      x >>= 32n;
    }
    state[i % states] = ((x / f) << BigInt(precision)) + (x % f) + BigInt(below[symbols[i]!]!);
  }
  const all = [...state.flatMap((x) => [x & 0xffffffffn, x >> 32n]), ...words];
  return Uint8Array.from(
    all.flatMap((word) => [0n, 8n, 16n, 24n].map((shift) => Number((word >> shift) & 255n))),
  );
}
