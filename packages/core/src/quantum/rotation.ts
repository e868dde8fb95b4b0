import type { ComplexMatrix } from "./complex-matrix.ts";

/** More are never needed: rotations converge quadratically. */
export const SWEEPS = 40;

/** cos, both parts of sin·e^(−iφ), and g·tan, of the rotation that makes [[a, g e^(iφ)], [·, b]] diagonal, from b − a and g e^(iφ). */
export function rotation(gap: number, re: number, im: number): readonly [number, number, number, number] {
  const size = Math.hypot(re, im);
  const theta = gap / (2 * size);
  const tan = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(1, theta));
  const cos = 1 / Math.hypot(1, tan);
  return [cos, (tan * cos * re) / size, (-tan * cos * im) / size, tan * size];
}

/** Turns rows p and q: p′ = cos·p − w·q, and q′ = w*·p + cos·q. */
export function turn(x: ComplexMatrix, p: number, q: number, cos: number, wr: number, wi: number): void {
  const { cols, re, im } = x;
  for (let k = 0, a = p * cols, b = q * cols; k < cols; k++, a++, b++) {
    const pr = re[a]!;
    const pi = im[a]!;
    const qr = re[b]!;
    const qi = im[b]!;
    re[a] = cos * pr - (wr * qr - wi * qi);
    im[a] = cos * pi - (wr * qi + wi * qr);
    re[b] = cos * qr + wr * pr + wi * pi;
    im[b] = cos * qi + wr * pi - wi * pr;
  }
}
