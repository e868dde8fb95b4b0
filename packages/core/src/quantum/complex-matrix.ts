/** A dense complex matrix, row after row, real and imaginary parts apart. */
export interface ComplexMatrix {
  readonly rows: number;
  readonly cols: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** A complex matrix of zeros. */
export function complexZeros(rows: number, cols: number): ComplexMatrix {
  return { rows, cols, re: new Float64Array(rows * cols), im: new Float64Array(rows * cols) };
}

/** The complex unit matrix. */
export function complexIdentity(n: number): ComplexMatrix {
  const made = complexZeros(n, n);
  for (let i = 0; i < n; i++) made.re[i * n + i] = 1;
  return made;
}

/** |aᵢⱼ|², each row divided by the square of its length where lengths are given. */
export function squares({ cols, re, im }: ComplexMatrix, lengths?: Float64Array): Float64Array {
  return re.map((value, at) => {
    const length = lengths?.[Math.floor(at / cols)] ?? 1;
    return length === 0 ? 0 : (value / length) ** 2 + (im[at]! / length) ** 2;
  });
}

/** A*. */
export function conjugate({ rows, cols, re, im }: ComplexMatrix): ComplexMatrix {
  return { rows, cols, re, im: im.map((value) => -value) };
}

/** Aᵀ. */
export function transposed({ rows, cols, re, im }: ComplexMatrix): ComplexMatrix {
  const made = complexZeros(cols, rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      made.re[j * rows + i] = re[i * cols + j]!;
      made.im[j * rows + i] = im[i * cols + j]!;
    }
  }
  return made;
}

/** (A + A†)/2. */
export function hermitianPart({ rows: n, re, im }: ComplexMatrix): ComplexMatrix {
  const made = complexZeros(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const real = 0.5 * (re[i * n + j]! + re[j * n + i]!);
      const imaginary = i === j ? 0 : 0.5 * (im[i * n + j]! - im[j * n + i]!);
      made.re[i * n + j] = real;
      made.re[j * n + i] = real;
      made.im[i * n + j] = imaginary;
      made.im[j * n + i] = -imaginary;
    }
  }
  return made;
}

/** The tensor (Kronecker) product A ⊗ B. */
export function kronecker(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  const made = complexZeros(a.rows * b.rows, a.cols * b.cols);
  for (let i = 0; i < made.rows; i++) {
    for (let j = 0; j < made.cols; j++) {
      const x = Math.floor(i / b.rows) * a.cols + Math.floor(j / b.cols);
      const y = (i % b.rows) * b.cols + (j % b.cols);
      const at = i * made.cols + j;
      made.re[at] = a.re[x]! * b.re[y]! - a.im[x]! * b.im[y]!;
      made.im[at] = a.re[x]! * b.im[y]! + a.im[x]! * b.re[y]!;
    }
  }
  return made;
}
