import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { random } from "@relent/core/random";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareFull } from "../../src/compare-full/compare-full.ts";
import { writeKld } from "../../src/kld/write-kld.ts";
import { openRecording } from "../../src/open-recording.ts";
import { likeliest } from "../../src/packed/likeliest.ts";
import { packRecording } from "../../src/packed/write-packed.ts";
import type { FullRecording } from "../../src/recording.ts";
import { TOKEN_DIVERGENCES } from "../../src/token-table.ts";
import { expected, fixture, floats, held, inFolder, mean, put, writeSynthetic } from "../oracle.ts";

const opened = async (path: string): Promise<FullRecording> => (await openRecording(path)) as FullRecording;

async function packed(
  folder: string,
  recording: FullRecording,
  top: number,
  name = "a.rlm",
): Promise<FullRecording> {
  const path = join(folder, name);
  await packRecording(recording, path, { top });
  return opened(path);
}

/** D(P ‖ packed P) of a row in double precision, by its definition: tokens left out share what is left equally. */
async function lostOf(full: FullRecording, other: FullRecording, row: number): Promise<number> {
  const [p, q] = [new Float64Array(full.vocabulary), new Float64Array(full.vocabulary)];
  await full.logProbabilities(row, p);
  const { clipped, rest } = await other.read!(row, q);
  const logs = q.map((log) => (log === -Infinity && clipped > 0 ? Math.log(rest / clipped) : log));
  const mass = logs.reduce((sum, log) => sum + Math.exp(log), 0);
  return p.reduce(
    (sum, log, i) => sum + (log === -Infinity ? 0 : Math.exp(log) * (log - logs[i]! + Math.log(mass))),
    0,
  );
}

describe("a packed recording", () => {
  const { n_vocab } = expected("v256");
  const full = held(floats(fixture("v256-base-logits.f32.gz")), n_vocab);

  test("keeps the likeliest tokens to half a step of 16 bits, and what the others have exactly", () =>
    inFolder(async (folder) => {
      const some = await packed(folder, full, 20);
      const [exact, kept] = [new Float64Array(n_vocab), new Float64Array(n_vocab)];
      for (let row = 0; row < full.rows; row++) {
        await full.logProbabilities(row, exact);
        const { clipped, cap, rest, rounding } = await some.read!(row, kept);
        const ids = [...likeliest(exact, 20)];
        const listed = [...kept].flatMap((log, id) => (log > -Infinity ? [id] : []));
        expect(listed).toEqual(ids.filter((id) => exact[id]! > -Infinity));
        for (const id of listed) expect(Math.abs(kept[id]! - exact[id]!)).toBeLessThanOrEqual(rounding);
        expect(rounding).toBeLessThan(3e-4);
        const others = [...exact].filter((_, id) => !listed.includes(id));
        expect(rest).toBeCloseTo(
          others.reduce((sum, log) => sum + Math.exp(log), 0),
          14,
        );
        if (clipped > 0) expect(cap).toBeGreaterThanOrEqual(Math.max(...others));
      }
    }));

  test.each([1, 5, 20, 255, 256, 1000])("of %i tokens loses no more than it says, and hardly less", (top) =>
    inFolder(async (folder) => {
      const path = join(folder, "a.rlm");
      const { lostMean, lostMost, bytes } = await packRecording(full, path, { top });
      const some = await opened(path);
      expect(bytes).toBe(statSync(path).size);
      const lost: number[] = [];
      for (let row = 0; row < full.rows; row++) lost.push(await lostOf(full, some, row));
      expect(mean(lost)).toBeLessThanOrEqual(lostMean + 1e-12);
      expect(Math.max(...lost)).toBeLessThanOrEqual(lostMost + 1e-12);
      expect(lostMean).toBeLessThan(1.01 * mean(lost) + 1e-7);
      expect(some.notes.at(-1)).toContain(`is at most ${lostMean.toPrecision(2)} nats a token`);
    }),
  );

  test("of a .kld file keeps its places and tokens and says what the file said", () =>
    inFolder(async (folder) => {
      const kld = await opened(await writeSynthetic(folder, "v101", "base"));
      const some = await packed(folder, kld, 30);
      expect(some.targets).toEqual(kld.targets);
      expect(some.documents).toEqual(kld.documents);
      expect([0, 31, 185].map((row) => some.placeOf(row))).toEqual(
        [0, 31, 185].map((row) => kld.placeOf(row)),
      );
      expect(some.format).toBe("relent packed");
    }));

  test("calls no token impossible that its source only bounds from above", () =>
    inFolder(async (folder) => {
      const rng = random("clipped");
      const [context, vocabulary, chunks] = [8, 40, 10];
      const tokens = Array.from({ length: context * chunks }, () => rng.integer(vocabulary));
      const wide = (seed: string): Iterable<Float32Array> => {
        const drawn = random(seed);
        return Array.from({ length: 3 * chunks }, () =>
          Float32Array.from({ length: vocabulary }, () => 30 * drawn.uniform()),
        );
      };
      const kldOf = async (seed: string): Promise<FullRecording> => {
        const path = join(folder, `${seed}.kld`);
        await writeKld(path, { context, vocabulary, tokens }, wide(seed));
        return opened(path);
      };
      const [base, model] = [await kldOf("base"), await kldOf("model")];
      const whole = await compareFull(base, model);
      const part = await compareFull(base, await packed(folder, model, vocabulary));
      for (const name of ["kl", "reverseKl"] as const) {
        expect(part.divergence[name].every(Number.isFinite)).toBe(true);
        expect(mean(part.divergence[name])).toBeCloseTo(mean(whole.divergence[name]), 3);
      }
    }));

  test("of a packed one keeps no more than that one kept, and its text", () =>
    inFolder(async (folder) => {
      const kld = await opened(await writeSynthetic(folder, "v101", "base"));
      const once = await packed(folder, kld, 30, "once");
      const twice = await packed(folder, once, 256, "twice");
      expect(twice.keeps).toBe(30);
      expect(twice.text!.tokens).toEqual(kld.text!.tokens);
      expect([0, 31, 185].map((row) => twice.text!.at(row))).toEqual(
        [0, 31, 185].map((row) => kld.text!.at(row)),
      );
    }));

  test("beside another never shows more than the full ones, and most of it", () =>
    inFolder(async (folder) => {
      const other = held(floats(fixture("v256-quant-logits.f32.gz")), n_vocab);
      const whole = await compareFull(full, other);
      const [a, b] = [await packed(folder, full, 64, "a"), await packed(folder, other, 64, "b")];
      for (const pair of [
        [a, b],
        [a, other],
        [full, b],
      ] as const) {
        const part = await compareFull(...pair);
        for (const name of TOKEN_DIVERGENCES) {
          for (let row = 0; row < whole.length; row++) {
            const [less, exact] = [part.divergence[name][row]!, whole.divergence[name][row]!];
            const rounding = 2e-4 * Math.sqrt(2 * exact) + 1e-7 + (name === "totalVariation" ? 2e-4 : 0);
            if (Number.isFinite(exact))
              expect(less, `${name} ${row}`).toBeLessThanOrEqual(exact * 1.001 + rounding);
          }
        }
        expect(mean(part.divergence.kl)).toBeGreaterThan(0.8 * mean(whole.divergence.kl));
      }
    }));

  test("beside itself is 0 apart", () =>
    inFolder(async (folder) => {
      const some = await packed(folder, full, 16);
      const { divergence } = await compareFull(some, some);
      for (const name of TOKEN_DIVERGENCES) expect(Math.max(...divergence[name])).toBe(0);
    }));

  test("that is damaged anywhere is refused", () =>
    inFolder(async (folder) => {
      const path = join(folder, "a.rlm");
      await packRecording(full, path, { top: 8 });
      const good = readFileSync(path);
      const out = new Float64Array(n_vocab);
      for (let at = 0; at < good.length; at += 401) {
        const bad = Buffer.from(good);
        bad[at]! ^= 4;
        const reading = async () => {
          const some = await opened(put(folder, "bad.rlm", bad));
          try {
            for (let row = 0; row < some.rows; row++) await some.logProbabilities(row, out);
          } finally {
            await some.close();
          }
        };
        await expect(reading(), `byte ${at}`).rejects.toMatchObject({ code: "unreadable" });
      }
      await expect(opened(put(folder, "cut.rlm", good.subarray(0, good.length - 1)))).rejects.toThrow(
        /bytes where/,
      );
    }));

  test("of no token at all is refused", async () => {
    await expect(packRecording(full, "/nowhere", { top: 0 })).rejects.toThrow(
      /top = 0; a whole number of at least 1/,
    );
  });
});

describe("the likeliest tokens", () => {
  test("are those of a full sort, the first of equals", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -9, max: 0 }), { minLength: 1, maxLength: 60 }),
        fc.nat(70),
        (logs, n) => {
          const count = n + 1;
          const sorted = logs.map((_, id) => id).sort((a, b) => logs[b]! - logs[a]! || a - b);
          const wanted = sorted.slice(0, count).sort((a, b) => a - b);
          expect([...likeliest(Float64Array.from(logs), count)]).toEqual(wanted);
        },
      ),
    );
  });
});
