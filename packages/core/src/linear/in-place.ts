import type { Matrix } from "./matrix.ts";

/** L⁻¹ x for a lower triangular L, in place of the x that begins at `at` of `b`. */
export function solveLowerInPlace({ rows: n, data: l }: Matrix, b: Float64Array, at = 0): void {
  for (let i = 0; i < n; i++) {
    let sum = b[at + i]!;
    for (let j = 0; j < i; j++) sum -= l[i * n + j]! * b[at + j]!;
    b[at + i] = sum / l[i * n + i]!;
  }
}

/** L⁻ᵀ x for a lower triangular L, in place of the x that begins at `at` of `b`. */
export function solveUpperInPlace({ rows: n, data: l }: Matrix, b: Float64Array, at = 0): void {
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[at + i]!;
    for (let j = i + 1; j < n; j++) sum -= l[j * n + i]! * b[at + j]!;
    b[at + i] = sum / l[i * n + i]!;
  }
}
