import type { EigenArrays, EigenLoops } from "./eigen-workspace.ts";

function multiply({ n, re, im, vr, vi, pr, pi }: EigenArrays, k: number): void {
  const row = k * n;
  pr.fill(0);
  pi.fill(0);
  for (let i = k + 1; i < n; i++) {
    const yr = vr[row + i]!;
    const yi = vi[row + i]!;
    let sumRe = re[i * n + i]! * yr;
    let sumIm = re[i * n + i]! * yi;
    for (let j = k + 1, at = i * n + k + 1; j < i; j++, at++) {
      const ar = re[at]!;
      const ai = im[at]!;
      const zr = vr[row + j]!;
      const zi = vi[row + j]!;
      sumRe += ar * zr - ai * zi;
      sumIm += ar * zi + ai * zr;
      pr[j]! += ar * yr + ai * yi;
      pi[j]! += ar * yi - ai * yr;
    }
    pr[i]! += sumRe;
    pi[i]! += sumIm;
  }
}

function subtract({ n, re, im, vr, vi, pr, pi }: EigenArrays, k: number): void {
  const row = k * n;
  for (let i = k + 1; i < n; i++) {
    const yr = vr[row + i]!;
    const yi = vi[row + i]!;
    const wr = pr[i]!;
    const wi = pi[i]!;
    for (let j = k + 1, at = i * n + k + 1; j <= i; j++, at++) {
      const zr = vr[row + j]!;
      const zi = vi[row + j]!;
      const ur = pr[j]!;
      const ui = pi[j]!;
      re[at]! -= yr * ur + yi * ui + wr * zr + wi * zi;
      im[at]! -= yi * ur - yr * ui + wi * zr - wr * zi;
    }
  }
}

/** Two rotations a pass, so that the rows are read and written half as often. */
function turn({ n, z, cos, sin }: EigenArrays, low: number, high: number): void {
  let i = high;
  for (; i > low; i -= 2) {
    const [c, s, cc, ss] = [cos[i]!, sin[i]!, cos[i - 1]!, sin[i - 1]!];
    for (let x = (i - 1) * n, y = x + n, w = y + n, end = y; x < end; x++, y++, w++) {
      const first = z[x]!;
      const second = z[y]!;
      const third = z[w]!;
      const middle = c * second - s * third;
      z[w] = s * second + c * third;
      z[y] = ss * first + cc * middle;
      z[x] = cc * first - ss * middle;
    }
  }
  if (i < low) return;
  const [c, s] = [cos[i]!, sin[i]!];
  for (let x = i * n, y = x + n, end = y; x < end; x++, y++) {
    const first = z[x]!;
    const second = z[y]!;
    z[y] = s * first + c * second;
    z[x] = c * first - s * second;
  }
}

/** Applies I − β v v† with row k of the reflectors to two rows, each v read once for both. */
function reflectBy({ n, re, im, vr, vi, beta }: EigenArrays, m: number, l: number, k: number): void {
  const other = m === l ? 0 : beta[k]!;
  let ar = 0;
  let ai = 0;
  let br = 0;
  let bi = 0;
  for (
    let v = k * n + k + 1, y = m * n + k + 1, z = l * n + k + 1, end = (k + 1) * n;
    v < end;
    v++, y++, z++
  ) {
    const r = vr[v]!;
    const i = vi[v]!;
    const yr = re[y]!;
    const yi = im[y]!;
    const zr = re[z]!;
    const zi = im[z]!;
    ar += r * yr + i * yi;
    ai += r * yi - i * yr;
    br += r * zr + i * zi;
    bi += r * zi - i * zr;
  }
  ar *= beta[k]!;
  ai *= beta[k]!;
  br *= other;
  bi *= other;
  for (
    let v = k * n + k + 1, y = m * n + k + 1, z = l * n + k + 1, end = (k + 1) * n;
    v < end;
    v++, y++, z++
  ) {
    const r = vr[v]!;
    const i = vi[v]!;
    re[y]! -= ar * r - ai * i;
    im[y]! -= ar * i + ai * r;
    re[z]! -= br * r - bi * i;
    im[z]! -= br * i + bi * r;
  }
}

/** The loops in plain JavaScript. */
export function plainLoops(arrays: EigenArrays): EigenLoops {
  return {
    multiply: (k) => multiply(arrays, k),
    subtract: (k) => subtract(arrays, k),
    turn: (low, high) => turn(arrays, low, high),
    reflect(m, l) {
      for (let k = arrays.n - 2; k >= 0; k--) if (arrays.beta[k] !== 0) reflectBy(arrays, m, l, k);
    },
  };
}
