import { checkDims } from "./check-state.ts";
import { type ComplexMatrix, complexIdentity, complexZeros } from "./complex-matrix.ts";
import { refuse } from "./fail.ts";
import { known } from "./known-state.ts";
import { type Complex, readComplex } from "./read-matrix.ts";
import type { Spectrum } from "./spectrum.ts";
import type { DensityMatrix } from "./state.ts";

/** An orthonormal basis, as rows, whose first vector is the one given: the unit matrix reflected. */
function basisFrom(re: Float64Array, im: Float64Array): ComplexMatrix {
  const n = re.length;
  const made = complexIdentity(n);
  const first = Math.hypot(re[0]!, im[0]!);
  const phaseRe = first > 0 ? re[0]! / first : 1;
  const phaseIm = first > 0 ? im[0]! / first : 0;
  const vr = re.slice();
  const vi = im.slice();
  vr[0]! += phaseRe;
  vi[0]! += phaseIm;
  const beta = 1 / (1 + first);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      made.re[i * n + j]! -= beta * (vr[j]! * vr[i]! + vi[j]! * vi[i]!);
      made.im[i * n + j]! -= beta * (vi[j]! * vr[i]! - vr[j]! * vi[i]!);
    }
  }
  made.re.set(re, 0);
  made.im.set(im, 0);
  return made;
}

/** How amplitudes are taken for a state vector. */
export interface KetOptions {
  /** Dimensions of the subsystems; one system when left out. */
  readonly dims?: readonly number[];
  /** How far the length may be off 1, n·2⁻⁵² when left out; within it the amplitudes stand for their direction. */
  readonly tolerance?: number;
  /** Divides by the length. */
  readonly normalise?: boolean;
}

/**
 * The pure state |ψ⟩⟨ψ| of a vector of amplitudes: numbers, `[re, im]` or `{ re, im }`.
 *
 * Its spectrum is known without arithmetic: 1 along ψ, exactly 0 elsewhere.
 *
 * @throws RelentError "invalid-argument" for amplitudes that are not finite, and for a length that is not 1 up to
 * rounding unless `normalise` is set.
 * @example
 * ```ts
 * ket([0.6, [0, 0.8]]).re // Float64Array [ 0.36, 0, 0, 0.64 ]
 * quantumRelativeEntropy(ket([1, 0]), ket([1, 1], { normalise: true })) // Infinity
 * ```
 */
export function ket(amplitudes: readonly Complex[], options: KetOptions = {}): DensityMatrix {
  const n = amplitudes.length;
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const [real, imaginary] = readComplex(`ket: amplitudes[${i}]`, amplitudes[i], i);
    re[i] = real;
    im[i] = imaginary;
  }
  const length = Math.hypot(...re, ...im);
  const { tolerance = n * 2 ** -52 } = options;
  if (!(length > 0) || (!options.normalise && !(Math.abs(length - 1) <= tolerance))) {
    refuse(
      `ket: amplitudes have the length ${length}; it must be ${options.normalise ? "positive and finite" : "1 (normalise: true divides by it, tolerance allows more than rounding)"}`,
      { value: length },
    );
  }
  for (let i = 0; i < n; i++) {
    re[i]! /= length;
    im[i]! /= length;
  }
  const dims = checkDims("ket", options.dims ?? [n], n);
  const matrix = complexZeros(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      matrix.re[i * n + j] = re[i]! * re[j]! + im[i]! * im[j]!;
      matrix.im[i * n + j] = i === j ? 0 : im[i]! * re[j]! - re[i]! * im[j]!;
    }
  }
  return known(matrix, dims, () => pureSpectrum(re, im));
}

function pureSpectrum(re: Float64Array, im: Float64Array): Spectrum {
  const n = re.length;
  const size = re.reduce((count, value, i) => count + (value !== 0 || im[i] !== 0 ? 1 : 0), 0);
  const values = new Float64Array(n);
  values[0] = 1;
  const noise = size === 1 ? 0 : size * 2 ** -52;
  return { values, vectors: basisFrom(re, im), vectorNoise: new Float64Array(n).fill(noise) };
}
