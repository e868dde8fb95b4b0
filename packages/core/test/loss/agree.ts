import { expect } from "vitest";

/** The same pattern of NaN and Infinity, and finite numbers within `tolerance` of the largest of them (or of 1). */
export function expectClose(
  got: ArrayLike<number>,
  want: ArrayLike<number>,
  tolerance: number,
  what: string,
): void {
  expect(got.length, what).toBe(want.length);
  let scale = 0;
  for (let i = 0; i < want.length; i++)
    if (Number.isFinite(want[i])) scale = Math.max(scale, Math.abs(want[i]!));
  for (let i = 0; i < want.length; i++) {
    const [g, w] = [got[i]!, want[i]!];
    if (Number.isFinite(w)) {
      const off = Math.abs(g - w);
      if (!(off <= tolerance * Math.max(scale, 1e-300) || off <= tolerance * 1e-3))
        expect(g, `${what}[${i}]`).toBe(w);
    } else expect(g, `${what}[${i}]`).toBe(w);
  }
}

/** The same, of numbers that may be near 0 each by its own size. */
export function expectRelative(got: number, want: number, tolerance: number, what: string): void {
  if (want === 0 || !Number.isFinite(want)) expect(got + 0, what).toBe(want + 0);
  else expect(Math.abs(got / want - 1), `${what}: ${got} for ${want}`).toBeLessThanOrEqual(tolerance);
}
