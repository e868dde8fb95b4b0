import { describe, expect, it } from "vitest";
import { type FullRecording, verify } from "../../src/index.ts";
import { recordingOf } from "./provider.ts";

const ROWS = 6;

/** A recording of three outcomes, `ROWS` rows a chunk; `yes` gives the first one's probability after a row. */
function whole(name: string, chunks: number, yes: (row: number) => number, rest = 0): FullRecording {
  return {
    kind: "full",
    name,
    format: "made up",
    documents: Array.from({ length: chunks }, (_, i) => `chunk ${i + 1}`),
    notes: [],
    vocabulary: 3,
    rows: chunks * ROWS,
    targets: new Int32Array(chunks * ROWS),
    placeOf: (row) => ({ document: Math.floor(row / ROWS), position: row % ROWS }),
    async logProbabilities(row, out) {
      const p = yes(row);
      out.set([Math.log(p), Math.log(1 - p - rest), Number.NEGATIVE_INFINITY]);
      return 1;
    },
    async close() {},
  };
}

describe("whole recordings of one text", () => {
  it("are compared chunk by chunk, by the total variation itself", async () => {
    const a = whole("a.kld", 40, () => 0.5);
    const b = whole("b.kld", 40, (row) => 0.5 + 0.1 * (row % 2));
    const result = await verify(a, b);
    expect(result.verdict).toBe("different");
    expect(result.prompts).toMatchObject({ unit: "chunk", compared: 40 });
    // Every other row is 0.1 apart.
    expect(result.probabilities!.mean.value).toBeCloseTo(0.05, 12);
    expect(result.sentence).toContain("over 40 chunks");
  });

  it("keep apart what a format clips: it may differ, or may not", async () => {
    const a = whole("a.kld", 10, () => 0.5, 0.1);
    const { variation } = (await verify(a, a)).largest[0]!;
    expect(variation).toEqual({ lower: 0, likely: 0, upper: expect.closeTo(0.1, 12), contexts: ROWS });
  });

  it("do not take for a difference what only one of them leaves out", async () => {
    const told: FullRecording = {
      ...whole("told.kld", 10, () => 0.5),
      async logProbabilities(_, out) {
        out.set([0.5, 0.4, 0.1].map(Math.log));
        return 0;
      },
    };
    const { variation } = (
      await verify(
        told,
        whole("packed.rlm", 10, () => 0.5, 0.1),
      )
    ).largest[0]!;
    expect(variation).toEqual({
      lower: expect.closeTo(0, 12),
      likely: expect.closeTo(0, 12),
      upper: expect.closeTo(0.1, 12),
      contexts: ROWS,
    });
  });

  it("must be of one text, one vocabulary, one kind", async () => {
    const a = whole("a.kld", 4, () => 0.5);
    const other = { ...a, name: "b.kld", targets: new Int32Array(4 * ROWS).fill(1) };
    await expect(verify(a, other)).rejects.toThrow("part at row 0, whose next tokens are 0 and 1");
    await expect(verify(a, { ...a, vocabulary: 4 })).rejects.toThrow("3 and 4 tokens in their vocabularies");
    await expect(verify(a, recordingOf("c.jsonl", 3))).rejects.toThrow("ids of the same vocabulary");
  });

  it("may be cut short: the rows that both have are compared", async () => {
    const a = whole("a.kld", 4, () => 0.5);
    const result = await verify(
      a,
      whole("short.kld", 3, () => 0.5),
    );
    expect(result.prompts).toMatchObject({ shared: 3, onlyReference: 1, onlyCandidate: 0 });
  });
});
