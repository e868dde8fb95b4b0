import { closeSync, openSync, truncateSync, writeSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { kldLayout } from "../../src/kld/layout.ts";
import { openKld } from "../../src/kld/read-kld.ts";
import { openRecording } from "../../src/open-recording.ts";
import type { FullRecording } from "../../src/recording.ts";
import { expected, fixture, floats, inFolder, put } from "../oracle.ts";

const v101 = (): Buffer => fixture("v101-base.kld.gz");
const logits = floats(fixture("v101-base-logits.f32.gz"));
const truth = expected("v101");
const V = truth.n_vocab;

async function withFile<T>(bytes: Uint8Array, work: (recording: FullRecording) => Promise<T>): Promise<T> {
  return inFolder(async (folder) => {
    const recording = (await openRecording(put(folder, "some-name", bytes))) as FullRecording;
    try {
      return await work(recording);
    } finally {
      await recording.close();
    }
  });
}

const opening = (bytes: Uint8Array) => withFile(bytes, async () => undefined);

/** ln p of a row of logits, in double precision. */
function logProbabilities(row: number): number[] {
  const own = Array.from(logits.subarray(row * V, (row + 1) * V));
  const top = Math.max(...own);
  const log = Math.log(own.reduce((sum, logit) => sum + Math.exp(logit - top), 0));
  return own.map((logit) => logit - top - log);
}

describe("a recording of llama.cpp", () => {
  test("is known by its content and says what its header says", () =>
    withFile(v101(), async (recording) => {
      expect(recording).toMatchObject({ format: "llama.cpp KLD", vocabulary: 101, rows: 186, notes: [] });
      expect(recording.documents).toHaveLength(truth.n_chunk);
      expect(recording.placeOf(0)).toEqual({ document: 0, position: 32 });
      expect(recording.placeOf(31)).toEqual({ document: 1, position: 32 });
    }));

  test("tells the token that came after each row", () =>
    withFile(v101(), async ({ targets }) => {
      const view = v101();
      expect(targets![0]).toBe(view.readInt32LE(20 + 4 * 33));
      expect(targets![31]).toBe(view.readInt32LE(20 + 4 * (64 + 33)));
    }));

  test.each([
    ["v101-base.kld.gz", 16],
    ["v101-base-ik24.kld.gz", 24],
  ])(
    "%s: all entries of an odd vocabulary are within half a step of the logits, or clipped below them",
    (name, clip) =>
      withFile(fixture(name), async (recording) => {
        const out = new Float64Array(V);
        let clippedRows = 0;
        for (let row = 0; row < recording.rows; row++) {
          const exact = logProbabilities(row);
          const clipped = await recording.logProbabilities(row, out);
          expect(out.reduce((n, log) => n + (log === -Infinity ? 1 : 0), 0)).toBe(clipped);
          if (clipped > 0) clippedRows++;
          const bound = Math.max(...exact) - clip;
          for (let i = 0; i < V; i++) {
            if (out[i] === -Infinity) expect(exact[i]!).toBeLessThanOrEqual(bound + clip / 131070 + 1e-5);
            else expect(Math.abs(out[i]! - exact[i]!)).toBeLessThanOrEqual(clip / 131070 + 1e-5);
          }
        }
        expect(clippedRows).toBeGreaterThan(0);
      }),
  );

  test("gives its rows in any order", () =>
    withFile(v101(), async (recording) => {
      const [a, b] = [new Float64Array(V), new Float64Array(V)];
      await recording.logProbabilities(180, a);
      await recording.logProbabilities(3, b);
      await recording.logProbabilities(180, b);
      expect(b).toEqual(a);
    }));

  test("that was cut off gives its whole rows, and says so", () => {
    const bytes = v101();
    return withFile(bytes.subarray(0, bytes.length - 5 * 212 - 7), async (recording) => {
      expect(recording).toMatchObject({ rows: 180, plannedRows: 186 });
      expect(recording.notes).toEqual(["cut off: 180 of 186 rows are there, and these are used"]);
      expect(recording.targets).toHaveLength(180);
    });
  });

  test("with bytes after its rows says that they are not used", () =>
    withFile(Buffer.concat([v101(), Buffer.alloc(9)]), async ({ notes }) => {
      expect(notes).toEqual(["9 bytes after the last row are not used"]);
    }));

  test("of more than 4 GiB is read at any place", () =>
    inFolder(async (folder) => {
      const vocabulary = 200_000;
      const layout = kldLayout(512, vocabulary, 60);
      const head = Buffer.alloc(20);
      head.write("_logits_");
      for (const [i, size] of [512, vocabulary, 60].entries()) head.writeInt32LE(size, 8 + 4 * i);
      const path = put(folder, "large.kld", head);
      const last = layout.rowsPerChunk * layout.chunks - 1;
      const at = layout.rowsAt + last * layout.rowBytes;
      expect(at).toBeGreaterThan(2 ** 32);
      truncateSync(path, at + layout.rowBytes);
      const row = Buffer.alloc(8);
      row.writeFloatLE(-Math.log(vocabulary), 4);
      const file = openSync(path, "r+");
      writeSync(file, row, 0, 8, at);
      closeSync(file);
      const recording = await openKld(path);
      const out = new Float64Array(vocabulary);
      await recording.logProbabilities(last, out);
      await recording.close();
      expect(out[vocabulary - 1]).toBeCloseTo(-Math.log(vocabulary), 5);
    }));
});

describe("a damaged recording is refused in words", () => {
  const changed = (at: number, write: (bytes: Buffer) => void): Buffer => {
    const bytes = Buffer.from(v101());
    write(bytes.subarray(at));
    return bytes;
  };
  const rowAt = 20 + 4 * 64 * 6 + 212 * 7;
  const reading = (bytes: Uint8Array) =>
    withFile(bytes, (recording) => recording.logProbabilities(7, new Float64Array(V)));

  test.each<[string, Buffer, RegExp]>([
    [
      "a vocabulary of 0",
      changed(12, (b) => b.writeInt32LE(0)),
      /says vocabulary = 0; it must be at least 1/,
    ],
    [
      "more chunks than any file holds",
      changed(16, (b) => b.writeInt32LE(2_000_000_000)),
      /says 2000000000 chunks of 64 tokens and has \d+ bytes, too few for these tokens/,
    ],
    [
      "a token that is none",
      changed(24, (b) => b.writeInt32LE(101)),
      /token 1 of some-name is 101; it must be from 0 to 100/,
    ],
    ["no row", v101().subarray(0, 20 + 4 * 64 * 6 + 100), /ends before its first row/],
    ["tokens cut off", v101().subarray(0, 300), /says 6 chunks of 64 tokens and has 300 bytes/],
    ["an empty file", Buffer.alloc(0), /is empty/],
    ["another file", Buffer.from("hello world, this is no recording"), /is none of the kinds/],
  ])("%s", async (_, bytes, message) => {
    await expect(opening(bytes)).rejects.toThrow(message);
  });

  test.each<[string, Buffer, RegExp]>([
    [
      "a scale that is NaN",
      changed(rowAt, (b) => b.writeFloatLE(Number.NaN)),
      /row 7 of some-name has the scale NaN/,
    ],
    ["a scale too large", changed(rowAt, (b) => b.writeFloatLE(1)), /row 7 of some-name has the scale 1;/],
    [
      "no likeliest token",
      changed(rowAt + 8, (b) => b.fill(0, 0, 202)),
      /row 7 of some-name has no code 65535/,
    ],
    [
      "a sum above 1",
      changed(rowAt + 8, (b) => b.fill(255, 0, 202)),
      /row 7 of some-name has probabilities that sum to/,
    ],
  ])("%s", async (_, bytes, message) => {
    await expect(reading(bytes)).rejects.toThrow(message);
  });

  test("a file that is not there", async () => {
    await expect(openRecording("/nowhere/base.kld")).rejects.toMatchObject({ code: "not-found" });
  });
});
