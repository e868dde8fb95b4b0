/** A table of cos and sin of 2πk/n for k < n/2. */
interface Wheel {
  readonly cos: Float64Array;
  readonly sin: Float64Array;
}

let last: Wheel = { cos: new Float64Array(0), sin: new Float64Array(0) };

/** The last table made is kept: transforms come in pairs of one length. */
function wheel(n: number): Wheel {
  if (last.cos.length === n / 2) return last;
  const cos = new Float64Array(n / 2);
  const sin = new Float64Array(n / 2);
  for (let k = 0; k < n / 2; k++) {
    cos[k] = Math.cos((2 * Math.PI * k) / n);
    sin[k] = Math.sin((2 * Math.PI * k) / n);
  }
  last = { cos, sin };
  return last;
}

/** Puts index k at k with its bits reversed. */
function reverseBits(re: Float64Array, im: Float64Array): void {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    const x = re[i]!;
    re[i] = re[j]!;
    re[j] = x;
    const y = im[i]!;
    im[i] = im[j]!;
    im[j] = y;
  }
}

/** Σ x_j e^{−2πijk/n} in place; `turns` is the wheel of a multiple n·stride. */
function transform(re: Float64Array, im: Float64Array, turns: Wheel, stride: number): void {
  const n = re.length;
  reverseBits(re, im);
  for (let half = 1; half < n; half *= 2) {
    const pace = (n / (2 * half)) * stride;
    for (let start = 0; start < n; start += 2 * half)
      for (let k = 0; k < half; k++) {
        const a = start + k;
        const b = a + half;
        const c = turns.cos[k * pace]!;
        const s = turns.sin[k * pace]!;
        const x = re[b]! * c + im[b]! * s;
        const y = im[b]! * c - re[b]! * s;
        re[b] = re[a]! - x;
        im[b] = im[a]! - y;
        re[a] = re[a]! + x;
        im[a] = im[a]! + y;
      }
  }
}

/** The first n/2 + 1 Fourier coefficients of n real numbers. */
export interface Spectrum {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * The discrete Fourier transform of n real numbers, n a power of 2 from 4, by one complex transform of half the length.
 *
 * Sorensen, Jones, Heideman & Burrus, IEEE Trans. ASSP 35 (1987).
 */
export function fourier(x: Float64Array): Spectrum {
  const n = x.length;
  const h = n / 2;
  const turns = wheel(n);
  const re = new Float64Array(h + 1);
  const im = new Float64Array(h + 1);
  const evens = re.subarray(0, h);
  const odds = im.subarray(0, h);
  for (let k = 0; k < h; k++) {
    evens[k] = x[2 * k]!;
    odds[k] = x[2 * k + 1]!;
  }
  transform(evens, odds, turns, 2);
  re[h] = re[0]! - im[0]!;
  re[0] = re[0]! + im[0]!;
  im[0] = 0;
  for (let k = 1; 2 * k <= h; k++) {
    const m = h - k;
    const [a, b, c, d] = [re[k]!, im[k]!, re[m]!, im[m]!];
    const oddRe = (b + d) / 2;
    const oddIm = (c - a) / 2;
    const cos = turns.cos[k]!;
    const sin = turns.sin[k]!;
    const x1 = oddRe * cos + oddIm * sin;
    const y1 = oddIm * cos - oddRe * sin;
    re[k] = (a + c) / 2 + x1;
    im[k] = (b - d) / 2 + y1;
    re[m] = (a + c) / 2 - x1;
    im[m] = (d - b) / 2 + y1;
  }
  return { re, im };
}

/** The n real numbers whose transform this is. */
export function inverseFourier({ re, im }: Spectrum): Float64Array {
  const h = re.length - 1;
  const n = 2 * h;
  const turns = wheel(n);
  const a = new Float64Array(h);
  const b = new Float64Array(h);
  for (let k = 0; k < h; k++) {
    const m = h - k;
    const evenRe = re[k]! + re[m]!;
    const evenIm = im[k]! - im[m]!;
    const gapRe = re[k]! - re[m]!;
    const gapIm = im[k]! + im[m]!;
    const oddRe = gapRe * turns.cos[k]! - gapIm * turns.sin[k]!;
    const oddIm = gapRe * turns.sin[k]! + gapIm * turns.cos[k]!;
    a[k] = evenRe - oddIm;
    // the conjugate goes in, so that the forward transform turns back
    b[k] = -(evenIm + oddRe);
  }
  transform(a, b, turns, 2);
  const x = new Float64Array(n);
  for (let k = 0; k < h; k++) {
    x[2 * k] = a[k]! / n;
    x[2 * k + 1] = -b[k]! / n;
  }
  return x;
}

/** Every coefficient to a whole power, by repeated squaring. */
export function spectralPower({ re, im }: Spectrum, power: number): Spectrum {
  const outRe = new Float64Array(re.length);
  const outIm = new Float64Array(re.length);
  for (let k = 0; k < re.length; k++) {
    let [a, b, x, y] = [1, 0, re[k]!, im[k]!];
    for (let n = power; n > 0; n = Math.floor(n / 2)) {
      if (n % 2 === 1) [a, b] = [a * x - b * y, a * y + b * x];
      [x, y] = [x * x - y * y, 2 * x * y];
    }
    outRe[k] = a;
    outIm[k] = b;
  }
  return { re: outRe, im: outIm };
}
