/** Answers are compared over this many characters at most, as Gao et al. do. */
export const MOST_CHARACTERS = 1000;

/** Unicode code points of a text, at most `MOST_CHARACTERS` of them. */
export function codePoints(text: string): Int32Array {
  const points: number[] = [];
  for (const character of text) {
    if (points.length === MOST_CHARACTERS) break;
    points.push(character.codePointAt(0)!);
  }
  return Int32Array.from(points);
}

/** The share of `length` places in which two texts, padded with one same character, agree. */
function agreement(a: Int32Array, b: Int32Array, length: number): number {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  let same = length - long.length;
  for (let i = 0; i < short.length; i++) if (short[i] === long[i]) same++;
  return same / length;
}

/**
 * The Hamming kernel between all answers to one prompt: k(x, y) = Σᵢ 1[xᵢ = yᵢ]/L, row by row; L is the longest answer.
 *
 * Padding is compared without being laid out, so a pair takes time by its shorter text.
 *
 * @see Gao, Liang & Guestrin, Model equality testing (arXiv 2410.20247), with L = 1,000 for all prompts.
 */
export function hammingKernel(answers: readonly Int32Array[]): Float64Array {
  const n = answers.length;
  const length = Math.max(1, ...answers.map((answer) => answer.length));
  const kernel = new Float64Array(n * n).fill(1);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const share = agreement(answers[i]!, answers[j]!, length);
      kernel[i * n + j] = share;
      kernel[j * n + i] = share;
    }
  }
  return kernel;
}
