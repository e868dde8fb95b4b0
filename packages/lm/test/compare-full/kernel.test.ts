import { normalDraw, random } from "@relent/core/random";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CodeKernel, chooseCodeKernel, codeKernel } from "../../src/compare-full/code-kernel.ts";
import { SUM, SUMS } from "../../src/compare-full/sums.ts";
import { isClipped } from "../../src/kld/clip.ts";
import { encodeRow } from "../../src/kld/encode-row.ts";

const ROWS = 3;

interface Made {
  readonly vocabulary: number;
  readonly rowBytes: number;
  readonly base: Uint8Array;
  readonly model: Uint8Array;
}

/** Rows of logits of some spread, and the same moved by some noise, encoded. */
function make(seed: number, vocabulary: number, spread: number, noise: number): Made {
  const draw = random(seed);
  const rowBytes = 2 * (vocabulary + (vocabulary % 2)) + 8;
  const [base, model] = [new Uint8Array(ROWS * rowBytes), new Uint8Array(ROWS * rowBytes)];
  for (let row = 0; row < ROWS; row++) {
    const logits = Float32Array.from({ length: vocabulary }, () => spread * normalDraw(draw));
    encodeRow(logits, 16, base.subarray(row * rowBytes, (row + 1) * rowBytes), row);
    const moved = logits.map((logit) => logit + noise * normalDraw(draw));
    encodeRow(moved, row === 1 ? 24 : 16, model.subarray(row * rowBytes, (row + 1) * rowBytes), row);
  }
  return { vocabulary, rowBytes, base, model };
}

function kernelOf(twin: "js" | "simd", { vocabulary, rowBytes, base, model }: Made): CodeKernel {
  chooseCodeKernel(twin);
  const kernel = codeKernel({ vocabulary, rowBytes, rowsPerBlock: ROWS });
  chooseCodeKernel("auto");
  kernel.block(0, 1).set(base);
  kernel.block(1, 1).set(model);
  return kernel;
}

const clippedAt = (rows: Uint8Array, at: number): number =>
  isClipped(new DataView(rows.buffer).getFloat32(at, true)) ? 1 : 0;

describe("the compiled kernel and its plain twin", () => {
  test("sum the same to single precision, for any vocabulary, spread and noise", () => {
    const seen = new Set<number>();
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.integer({ min: 1, max: 700 }),
        fc.constantFrom(0.1, 1, 3, 8),
        fc.constantFrom(0, 1e-3, 0.1, 0.5, 3),
        (seed, vocabulary, spread, noise) => {
          const made = make(seed, vocabulary, spread, noise);
          const [simd, plain] = [kernelOf("simd", made), kernelOf("js", made)];
          const [ours, truth] = [new Float64Array(SUMS), new Float64Array(SUMS)];
          for (let row = 0; row < ROWS; row++) {
            const at = row * made.rowBytes;
            const clipped = clippedAt(made.base, at) + 2 * clippedAt(made.model, at);
            seen.add(clipped);
            simd.compare(1, row, clipped, ours);
            plain.compare(1, row, clipped, truth);
            for (const side of [0, 1] as const) {
              expect(simd.firstFull(side, 1, row)).toBe(plain.firstFull(side, 1, row));
            }
            for (const [name, k] of Object.entries(SUM)) {
              const [a, b] = [ours[k]!, truth[k]!];
              // Logarithms of up to 30 are kept to 2e-6: this is what it makes of sums that are quadratic in their difference.
              const first =
                name === "absolute" || name.endsWith("Log") ? 1e-5 : 1e-5 * Math.sqrt(Math.abs(b));
              expect(
                Math.abs(a - b),
                `${name} of ${seed} ${vocabulary} ${spread} ${noise}`,
              ).toBeLessThanOrEqual(2e-5 * Math.abs(b) + first + 1e-9);
            }
          }
        },
      ),
      { numRuns: 150 },
    );
    expect([...seen].sort()).toEqual([0, 1, 2, 3]);
  });
});
