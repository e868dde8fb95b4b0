import type { ComplexMatrix } from "./complex-matrix.ts";
import { timesTransposed } from "./products.ts";
import type { Spectrum } from "./spectrum.ts";

/** Inner products ⟨i|j⟩ of the eigenvectors of two states; those within their rounding of 0 are 0. */
export function amplitudesOf(a: Spectrum, b: Spectrum): ComplexMatrix {
  const made = timesTransposed(a.vectors, b.vectors, true);
  const { cols, re, im } = made;
  for (let at = 0; at < re.length; at++) {
    const noise = a.vectorNoise[Math.floor(at / cols)]! + b.vectorNoise[at % cols]!;
    if (re[at]! ** 2 + im[at]! ** 2 > noise * noise) continue;
    re[at] = 0;
    im[at] = 0;
  }
  return made;
}
