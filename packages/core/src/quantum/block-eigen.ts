import { type ComplexMatrix, complexZeros } from "./complex-matrix.ts";
import { fallingOrder, hermitianEigen, rowsOf } from "./hermitian-eigen.ts";

/** Eigenvalues, eigenvectors as rows, and how far rounding may have moved each. */
export interface NoisyEigen {
  readonly values: Float64Array;
  readonly vectors: ComplexMatrix;
  /** Bound of the absolute error of each value; 0 where no arithmetic was done. */
  readonly valueNoise: Float64Array;
  /** Bound of the absolute error of an inner product with each vector; 0 for a vector of the basis. */
  readonly vectorNoise: Float64Array;
}

/** The sets of places that no entry of the matrix connects with one another. */
function blocks({ rows: n, re, im }: ComplexMatrix): number[][] {
  const home = Array.from({ length: n }, (_, i) => i);
  const find = (i: number): number => {
    let at = i;
    while (home[at] !== at) at = home[at]!;
    home[i] = at;
    return at;
  };
  let apart = n;
  for (let i = 0; i < n && apart > 1; i++) {
    for (let j = 0; j < i; j++) {
      if (re[i * n + j] === 0 && im[i * n + j] === 0) continue;
      const [here, there] = [find(i), find(j)];
      if (here === there) continue;
      home[here] = there;
      apart--;
    }
  }
  const found = new Map<number, number[]>();
  for (let i = 0; i < n; i++) {
    const block = found.get(find(i));
    if (block === undefined) found.set(find(i), [i]);
    else block.push(i);
  }
  return [...found.values()];
}

/** The rows and columns of these places. */
function blockOf({ rows: n, re, im }: ComplexMatrix, places: readonly number[]): ComplexMatrix {
  const size = places.length;
  const made = complexZeros(size, size);
  for (let i = 0, at = 0; i < size; i++) {
    const row = places[i]! * n;
    for (let j = 0; j < size; j++, at++) {
      made.re[at] = re[row + places[j]!]!;
      made.im[at] = im[row + places[j]!]!;
    }
  }
  return made;
}

const roundingOf = (values: Float64Array): number =>
  values.length * 2 ** -52 * Math.max(Math.abs(values[0]!), Math.abs(values.at(-1)!));

/**
 * The decomposition of a Hermitian matrix block by block, so that a small block keeps its digits beside a large one.
 *
 * A diagonal matrix is thus its own decomposition, however small its entries.
 */
export function blockEigen(h: ComplexMatrix): NoisyEigen {
  const n = h.rows;
  const parts = blocks(h);
  if (parts.length === 1 && n > 1) {
    const whole = hermitianEigen(h);
    const noise = (value: number): Float64Array => new Float64Array(n).fill(value);
    return { ...whole, valueNoise: noise(roundingOf(whole.values)), vectorNoise: noise(n * 2 ** -52) };
  }
  const values = new Float64Array(n);
  const valueNoise = new Float64Array(n);
  const vectorNoise = new Float64Array(n);
  const vectors = complexZeros(n, n);
  let at = 0;
  for (const places of parts) {
    const size = places.length;
    if (size === 1) {
      values[at] = h.re[places[0]! * n + places[0]!]!;
      vectors.re[at * n + places[0]!] = 1;
      at++;
      continue;
    }
    const own = hermitianEigen(blockOf(h, places));
    const noise = roundingOf(own.values);
    for (let k = 0; k < size; k++, at++) {
      values[at] = own.values[k]!;
      valueNoise[at] = noise;
      vectorNoise[at] = size * 2 ** -52;
      for (const [i, row] of places.entries()) {
        vectors.re[at * n + row] = own.vectors.re[k * size + i]!;
        vectors.im[at * n + row] = own.vectors.im[k * size + i]!;
      }
    }
  }
  const order = fallingOrder(values);
  const sorted = (x: Float64Array) => Float64Array.from(order, (i) => x[i]!);
  return {
    values: sorted(values),
    vectors: rowsOf(vectors, order),
    valueNoise: sorted(valueNoise),
    vectorNoise: sorted(vectorNoise),
  };
}
