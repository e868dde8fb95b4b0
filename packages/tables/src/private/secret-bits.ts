/** Random bytes from the system's cryptographic source, drawn in blocks. */
const BLOCK = 4096;

/** Whole numbers that nobody can predict or draw again. */
export interface SecretBits {
  /** A whole number in [0, n), each alike; n ≤ 2⁴⁸. */
  below(n: number): number;
}

/** Opens the cryptographic source: never a seeded one, since who knows the seed subtracts the noise. */
export function secretBits(): SecretBits {
  const bytes = new Uint8Array(BLOCK);
  let at = BLOCK;
  const next = (): number => {
    if (at === BLOCK) {
      globalThis.crypto.getRandomValues(bytes);
      at = 0;
    }
    return bytes[at++]!;
  };
  return {
    below(n) {
      const width = Math.ceil(Math.log2(n) / 8) || 1;
      const range = 256 ** width;
      const most = range - (range % n);
      for (;;) {
        let value = 0;
        for (let i = 0; i < width; i++) value = value * 256 + next();
        if (value < most) return value % n;
      }
    },
  };
}
