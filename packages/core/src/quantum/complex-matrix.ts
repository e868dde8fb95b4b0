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

/** A Bᵀ: entry (i, j) from row i of A and row j of B, both of which lie side by side; with `conjugate`, A* Bᵀ. */
export function timesTransposed(a: ComplexMatrix, b: ComplexMatrix, conjugate = false): ComplexMatrix {
  const made = complexZeros(a.rows, b.rows);
  const sign = conjugate ? -1 : 1;
  for (let i = 0; i < a.rows; i += 2) {
    for (let j = 0; j < b.rows; j += 2) dotFour(made, a, i, b, j, sign);
  }
  return made;
}

/** Entries (i, j) to (i + 1, j + 1), as far as they exist, in one pass over four rows. */
function dotFour(
  made: ComplexMatrix,
  a: ComplexMatrix,
  i: number,
  b: ComplexMatrix,
  j: number,
  sign: number,
): void {
  const width = a.cols;
  const { re: ar, im: ai } = a;
  const { re: br, im: bi } = b;
  const i1 = Math.min(i + 1, a.rows - 1);
  const j1 = Math.min(j + 1, b.rows - 1);
  let r00 = 0;
  let m00 = 0;
  let r01 = 0;
  let m01 = 0;
  let r10 = 0;
  let m10 = 0;
  let r11 = 0;
  let m11 = 0;
  for (
    let k = 0, x = i * width, y = i1 * width, u = j * width, v = j1 * width;
    k < width;
    k++, x++, y++, u++, v++
  ) {
    const xr = ar[x]!;
    const xi = sign * ai[x]!;
    const yr = ar[y]!;
    const yi = sign * ai[y]!;
    const ur = br[u]!;
    const ui = bi[u]!;
    const vr = br[v]!;
    const vi = bi[v]!;
    r00 += xr * ur - xi * ui;
    m00 += xr * ui + xi * ur;
    r01 += xr * vr - xi * vi;
    m01 += xr * vi + xi * vr;
    r10 += yr * ur - yi * ui;
    m10 += yr * ui + yi * ur;
    r11 += yr * vr - yi * vi;
    m11 += yr * vi + yi * vr;
  }
  const { cols, re, im } = made;
  re[i * cols + j] = r00;
  im[i * cols + j] = m00;
  re[i * cols + j1] = r01;
  im[i * cols + j1] = m01;
  re[i1 * cols + j] = r10;
  im[i1 * cols + j] = m10;
  re[i1 * cols + j1] = r11;
  im[i1 * cols + j1] = m11;
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

/** A B. */
export function timesComplex(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  return timesTransposed(a, transposed(b));
}

/** A B A†. */
export function sandwich(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  return timesTransposed(timesComplex(a, b), conjugate(a));
}

/** H as the basis sees it whose vectors are the rows of `basis`: entry (a, b) is ⟨a|H|b⟩. */
export function inBasis(basis: ComplexMatrix, h: ComplexMatrix): ComplexMatrix {
  return sandwich(conjugate(basis), h);
}

/** Σ wₐ |a⟩⟨a| over the rows of `basis`. */
export function fromBasis(basis: ComplexMatrix, weights: ArrayLike<number>): ComplexMatrix {
  const columns = transposed(basis);
  const { rows, cols } = columns;
  const scaled: ComplexMatrix = {
    rows,
    cols,
    re: columns.re.map((value, i) => value * weights[i % cols]!),
    im: columns.im.map((value, i) => value * weights[i % cols]!),
  };
  return hermitianPart(timesTransposed(scaled, conjugate(columns)));
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
