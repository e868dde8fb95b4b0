import { arraysOf, type CompiledLoops, compiledLoops } from "./compiled-loops.ts";
import { type ComplexMatrix, complexZeros, conjugate, hermitianPart, transposed } from "./complex-matrix.ts";

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

/** Rows of A that are multiplied at once: with B and the product they fill the memory of the compiled loops. */
const STRIP = 128;

function compiledProduct(
  own: CompiledLoops,
  a: ComplexMatrix,
  b: ComplexMatrix,
  sign: number,
): ComplexMatrix {
  const [n, m, width] = [a.rows, b.rows, a.cols];
  const made = complexZeros(n, m);
  const array = arraysOf(own);
  const [br, bi] = [array(m * width), array(m * width)];
  br.set(b.re);
  bi.set(b.im);
  const rows = Math.min(n, STRIP);
  const [ar, ai, re, im] = [array(rows * width), array(rows * width), array(rows * m), array(rows * m)];
  for (let from = 0; from < n; from += rows) {
    const to = Math.min(n, from + rows);
    ar.set(a.re.subarray(from * width, to * width));
    ai.set(a.im.subarray(from * width, to * width));
    if (sign < 0) for (let i = 0; i < ai.length; i++) ai[i] = -ai[i]!;
    const [x, y, u, v] = [ar.byteOffset, ai.byteOffset, br.byteOffset, bi.byteOffset];
    own.multiplyRows(to - from, m, width, x, y, u, v, re.byteOffset, im.byteOffset);
    made.re.set(re.subarray(0, (to - from) * m), from * m);
    made.im.set(im.subarray(0, (to - from) * m), from * m);
  }
  return made;
}

/** A Bᵀ: entry (i, j) from row i of A and row j of B, both of which lie side by side; with `conjugated`, A* Bᵀ. */
export function timesTransposed(a: ComplexMatrix, b: ComplexMatrix, conjugated = false): ComplexMatrix {
  const sign = conjugated ? -1 : 1;
  const own = compiledLoops(a.rows, b.rows, a.cols);
  if (own !== null) return compiledProduct(own, a, b, sign);
  const made = complexZeros(a.rows, b.rows);
  for (let i = 0; i < a.rows; i += 2) {
    for (let j = 0; j < b.rows; j += 2) dotFour(made, a, i, b, j, sign);
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
