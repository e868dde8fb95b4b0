import { random } from "@relent/core/random";
import { afterEach, describe, expect, test } from "vitest";
import { compareFull } from "../../src/compare-full/compare-full.ts";
import { estimateModel } from "../../src/estimate/model.ts";
import { openPacked } from "../../src/packed/read-packed.ts";
import { packRecording } from "../../src/packed/write-packed.ts";
import type { FullRecording } from "../../src/recording.ts";
import { settingsOf } from "../../src/settings.ts";
import { TOKEN_DIVERGENCES } from "../../src/token-table.ts";
import { comparePacked } from "../../src/truncated/compare-packed.ts";
import { expected, fixture, floats, held, inFolder } from "../oracle.ts";
import { randomDistribution, randomNeighbour } from "./random-pair.ts";

const VOCABULARY = 12;

/** Rows of random distributions and of others near them, as recordings of logits. */
function randomPair(seed: number, rows: number): [FullRecording, FullRecording] {
  const rng = random(seed);
  const p = new Float32Array(rows * VOCABULARY);
  const q = new Float32Array(rows * VOCABULARY);
  for (let row = 0; row < rows; row++) {
    const one = randomDistribution(rng, VOCABULARY, 2 ** (rng.uniform() * 6 - 3)).map((x) =>
      Math.max(x, 1e-12),
    );
    p.set(one.map(Math.log), row * VOCABULARY);
    q.set(randomNeighbour(rng, one).map(Math.log), row * VOCABULARY);
  }
  return [held(p, VOCABULARY), held(q, VOCABULARY)];
}

/** Packed, read back, and closed at the end of a test. */
const open: FullRecording[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function packedTo(
  folder: string,
  recording: FullRecording,
  top: number,
  name: string,
): Promise<FullRecording> {
  const path = `${folder}/${name}.rlm`;
  await packRecording(recording, path, { top });
  const packed = await openPacked(path);
  open.push(packed);
  return packed;
}

describe("packed recordings beside others", () => {
  test.each([1, 2, 5, 11])("are bounded on both sides by what %i tokens tell, the whole ones within", (top) =>
    inFolder(async (folder) => {
      const [p, q] = randomPair(top, 150);
      const whole = await compareFull(p, q);
      const [a, b] = [await packedTo(folder, p, top, "a"), await packedTo(folder, q, top, "b")];
      for (const [one, other, floor] of [
        [a, q, undefined],
        [p, b, undefined],
        [a, b, undefined],
        [a, b, 1e-16],
      ] as const) {
        const { bounds, divergence } = await comparePacked(one, other, floor === undefined ? {} : { floor });
        for (const name of TOKEN_DIVERGENCES) {
          for (let row = 0; row < p.rows; row++) {
            const [low, exact, high] = [
              bounds![name]!.low[row]!,
              whole.divergence[name][row]!,
              bounds![name]!.high[row]!,
            ];
            if (floor !== undefined && exact === Infinity) continue;
            const where = `${name} of row ${row}: ${low} ≤ ${exact} ≤ ${high}`;
            expect(low, where).toBeLessThanOrEqual(exact + 1e-12);
            expect(high, where).toBeGreaterThanOrEqual(exact - 1e-12);
            expect(divergence[name][row]).toBeGreaterThanOrEqual(low);
          }
        }
      }
    }),
  );

  test("have an upper end of D(base ‖ model) where only the base is packed, and need a floor where the model is", () =>
    inFolder(async (folder) => {
      const [p, q] = randomPair(9, 20);
      const [a, b] = [await packedTo(folder, p, 4, "a"), await packedTo(folder, q, 4, "b")];
      const highOf = async (...args: Parameters<typeof comparePacked>) =>
        Math.max(...(await comparePacked(...args)).bounds!.kl!.high);
      expect(await highOf(a, q)).toBeLessThan(40);
      expect(await highOf(p, b)).toBe(Infinity);
      expect(await highOf(p, b, { floor: 1e-12 })).toBeLessThan(40);
    }));

  test("are not called the same by what packing left", () =>
    inFolder(async (folder) => {
      const { n_vocab } = expected("v256");
      const [base, model] = ["base", "quant"].map((side) =>
        held(floats(fixture(`v256-${side}-logits.f32.gz`)), n_vocab),
      ) as [FullRecording, FullRecording];
      const settings = settingsOf({ floor: 0.1 });
      expect(estimateModel(await compareFull(base, model), settings).verdict).toBe("same");
      const some = await packedTo(folder, base, 4, "a");
      const { verdict, sentence, kl } = estimateModel(await comparePacked(some, model), settings);
      expect(kl.high).toBeLessThan(0.1);
      expect(verdict).toBe("too few tokens");
      expect(sentence).toContain("What the recordings leave out may put it above the floor of 0.1 bits");
    }));
});
