import { addKnown, addTerms } from "./add-terms.ts";
import type { CodeKernel, KernelShape } from "./code-kernel.ts";
import { SUM } from "./sums.ts";

/** e^(scale·code + floor) as a product of two numbers from tables of 256: no exponentials but these for a row. */
interface Powers {
  readonly high: Float64Array;
  readonly low: Float64Array;
}

const emptyPowers = (): Powers => ({ high: new Float64Array(256), low: new Float64Array(256) });

function layPowers({ high, low }: Powers, scale: number, floor: number): void {
  for (let i = 0; i < 256; i++) {
    high[i] = Math.exp(scale * 256 * i + floor);
    low[i] = Math.exp(scale * i);
  }
}

/** The twin in plain JavaScript, in double precision throughout. */
export function javascriptKernel({ vocabulary, rowBytes, rowsPerBlock }: KernelShape): CodeKernel {
  const blocks = Array.from({ length: 4 }, () => new Uint8Array(rowBytes * rowsPerBlock));
  const heads = blocks.map(({ buffer }) => new Float32Array(buffer));
  const codes = blocks.map(({ buffer }) => new Uint16Array(buffer));
  const [base, model] = [emptyPowers(), emptyPowers()];
  const rowOf = (block: number, index: number): Uint16Array => {
    const from = (index * rowBytes) / 2 + 4;
    return codes[block]!.subarray(from, from + vocabulary);
  };
  return {
    block: (side, half) => blocks[2 * side + half]!,
    compare(half, index, clipped, sums) {
      const head = (index * rowBytes) / 4;
      const [a, b] = [rowOf(half, index), rowOf(2 + half, index)];
      const [scaleA, floorA] = [heads[half]![head]!, heads[half]![head + 1]!];
      const [scaleB, floorB] = [heads[2 + half]![head]!, heads[2 + half]![head + 1]!];
      layPowers(base, scaleA, floorA);
      layPowers(model, scaleB, floorB);
      sums.fill(0);
      for (let i = 0; i < vocabulary; i++) {
        const codeA = a[i]!;
        const codeB = b[i]!;
        const hiddenA = codeA === 0 && (clipped & 1) !== 0;
        const hiddenB = codeB === 0 && (clipped & 2) !== 0;
        if (hiddenA && hiddenB) continue;
        const logA = scaleA * codeA + floorA;
        const logB = scaleB * codeB + floorB;
        let x = logA;
        let y = logB;
        let p = base.high[codeA >> 8]! * base.low[codeA & 255]!;
        let q = model.high[codeB >> 8]! * model.low[codeB & 255]!;
        if (!hiddenA) {
          addKnown(sums, SUM.baseMass, SUM.baseLog, p, logA);
          sums[SUM.baseKnown]! += 1;
        }
        if (!hiddenB) {
          addKnown(sums, SUM.modelMass, SUM.modelLog, q, logB);
          sums[SUM.modelKnown]! += 1;
        }
        if (hiddenA && logB < logA) [x, p] = [y, q];
        if (hiddenB && logA < logB) [y, q] = [x, p];
        addTerms(sums, x, y, p, q);
      }
    },
    firstFull: (side, half, index) => rowOf(2 * side + half, index).indexOf(65535),
  };
}
