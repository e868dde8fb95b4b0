import { random } from "@relent/core/random";
import { describe, expect, it } from "vitest";
import { bytesReport, compareBytes, type Recording, type Tokenizer } from "../../src/index.ts";
import { held } from "../oracle.ts";
import { recording, type Said } from "../truncated/make-recording.ts";

/** Scored tokens with the probability each was given; the first is not scored. */
const cut = (p: number, ...parts: readonly string[]): Said[] =>
  parts.map((text, i) => ({ text, probability: i === 0 ? null : p }));

const one = recording("one", { a: cut(0.5, "The", " quick", " fox") });

describe("two tokenisers", () => {
  it("are compared by what the end of the text costs from the first border that both have", async () => {
    const two = recording("two", { a: cut(0.5, "Th", "e", " qu", "ick", " fox") });
    const { models } = await compareBytes(one, [two]);
    const [model] = models;
    // " quick fox" in two tokens of one bit each, and in three.
    expect(model).toMatchObject({ bytes: 10, documents: 1 });
    expect(model!.baseBitsPerByte.value).toBeCloseTo(2 / 10, 12);
    expect(model!.bitsPerByte.value).toBeCloseTo(3 / 10, 12);
    expect(model!.difference.value).toBeCloseTo(1 / 10, 12);
    expect(model!.verdict).toBe("too few documents");
  });

  it("give an interval over documents, and the verdict with the floor", async () => {
    const rng = random("documents");
    const documents = (p: () => number) =>
      Object.fromEntries(
        Array.from({ length: 60 }, (_, i) => [`d${i}`, cut(p(), "A", " word", " more", "!")]),
      );
    const base = recording(
      "base",
      documents(() => 0.5),
    );
    const worse = recording(
      "worse",
      documents(() => 0.25 + 0.1 * rng.uniform()),
    );
    const better = recording(
      "better",
      documents(() => 0.7 + 0.1 * rng.uniform()),
    );
    const result = await compareBytes(base, [worse, better, { ...base, name: "again" }], { floor: 0.02 });
    expect(result.models.map(({ verdict }) => verdict)).toEqual(["worse", "better", "same"]);
    expect(result.verdict).toBe("worse");
    const [{ difference, sentence }] = result.models as [(typeof result.models)[0]];
    // 3 tokens of 11 bytes, log2(1/p) − 1 bits more each, p between 0.25 and 0.35.
    expect(difference.low).toBeGreaterThan((3 * (Math.log2(1 / 0.35) - 1)) / 11);
    expect(difference.high).toBeLessThan(3 / 11);
    expect(sentence).toContain("bits a byte more than `base` on the same text");
    expect(result.models[1]!.sentence).toContain("less than `base`");
  });

  it("are refused where the texts are not the same", async () => {
    const other = recording("x", { a: cut(0.5, "The", " slow", " fox") });
    await expect(compareBytes(one, [other])).rejects.toThrow("score no document's text whole and alike");
  });

  it("leave out what one of them did not score whole, and say so", async () => {
    const holes = recording("holes", {
      a: cut(0.5, "The", " quick", " fox"),
      b: [...cut(0.5, "A", " b"), { text: " c", probability: null }],
    });
    const whole = recording("whole", { a: cut(0.5, "The", " quick", " fox"), b: cut(0.5, "A", " b", " c") });
    const { models } = await compareBytes(whole, [holes]);
    expect(models[0]!.documents).toBe(1);
    expect(models[0]!.warnings[0]).toBe(
      "1 of 2 documents are not scored whole and alike by both; they are left out",
    );
  });
});

describe("whole recordings of two vocabularies", () => {
  const tokenizer = (...texts: string[]): Tokenizer => ({
    size: texts.length,
    bytes: (id) => (texts[id] === undefined ? undefined : new TextEncoder().encode(texts[id])),
    text: (id) => texts[id] ?? `#${id}`,
  });
  // "abab" as ab·ab with probability ½ each, and as a·b·a·b with ¼ and ½ by turns.
  const pairs = { ...held(Float32Array.of(0, 0, 0, 0), 2, Int32Array.of(0, 0)), name: "pairs.npy" };
  const quarter = [Math.log(0.25), Math.log(0.5), Math.log(0.25)];
  const letters = {
    ...held(Float32Array.from([quarter, quarter, quarter, quarter].flat()), 3, Int32Array.of(0, 1, 0, 1)),
    name: "letters.npy",
  };
  const tokenizers = [tokenizer("ab", "c"), tokenizer("a", "b", "c")];

  it("take the bytes from a tokenizer each", async () => {
    const { models } = await compareBytes(pairs, [letters], { tokenizers });
    expect(models[0]!.baseBitsPerByte.value).toBeCloseTo(2 / 4, 6);
    expect(models[0]!.bitsPerByte.value).toBeCloseTo((2 + 1 + 2 + 1) / 4, 6);
  });

  it("are compared without tokens at the ends that are not known, and without documents that lack one inside", async () => {
    const targets = Int32Array.of(0, 1, 0, 1, -1, 0, -1, 0, 1, 0, 1, 0);
    const two = {
      ...held(Float32Array.from([...targets].flatMap(() => quarter)), 3, targets),
      documents: ["one", "two", "three"],
      // The third lacks the row at position 2, which was padding.
      placeOf: (row: number) =>
        row < 5
          ? { document: 0, position: row }
          : row < 9
            ? { document: 1, position: row - 5 }
            : { document: 2, position: row === 9 ? 1 : row - 7 },
    };
    const { models } = await compareBytes(pairs, [two], { tokenizers });
    expect(models[0]).toMatchObject({ bytes: 4, documents: 1 });
    expect(models[0]!.bitsPerByte.value).toBeCloseTo((2 + 1 + 2 + 1) / 4, 6);
    expect(models[0]!.warnings[0]).toBe(
      "2 of 3 documents are not scored whole and alike by both; they are left out",
    );
  });

  it("leave out what neither scored whole, and say so", async () => {
    const holes = (name: string) =>
      recording(name, {
        a: cut(0.5, "The", " quick", " fox"),
        b: [...cut(0.5, "A", " b"), { text: " c", probability: null }],
      });
    const { models } = await compareBytes(holes("one"), [holes("two")]);
    expect(models[0]!.warnings[0]).toBe(
      "1 of 2 documents are not scored whole and alike by both; they are left out",
    );
  });

  it.each<readonly [string, readonly Recording[], readonly Tokenizer[], string]>([
    ["no tokenizer", [pairs, letters], [], "pairs.npy holds numbers of tokens alone; give its tokenizer"],
    ["a tokenizer too few", [pairs, letters, letters], tokenizers, "2 tokenizers for 3 recordings"],
    [
      "another's tokenizer",
      [pairs, letters],
      [tokenizer("ab")],
      "has token 1, which its tokenizer does not have",
    ],
    ["no model", [pairs], tokenizers, "0 models beside the base"],
    ["no targets", [held(new Float32Array(4), 2), letters], tokenizers, "does not tell the tokens that came"],
  ])("are refused with %s", async (_, [base, ...others], given, message) => {
    await expect(compareBytes(base!, others, { tokenizers: given })).rejects.toThrow(message);
  });
});

describe("bytesReport", () => {
  it("shows a row and a section a model", async () => {
    const result = await compareBytes(one, [
      { ...one, name: "two" },
      { ...one, name: "three" },
    ]);
    const report = bytesReport(result);
    expect(report.overview.rows).toHaveLength(2);
    expect(report.sections.map(({ heading }) => heading)).toEqual(["two", "three"]);
    expect(report.checks.map(({ outcome }) => outcome)).toEqual(["skipped", "skipped"]);
    expect(report.sections[0]!.charts).toMatchObject([
      { kind: "text", tokens: [{ text: " quick" }, { text: " fox" }] },
    ]);
    const data = report.data as unknown as { models: object[] };
    expect(data.models[0]).not.toHaveProperty("windows");
    expect(data).toMatchObject({ sentence: result.sentence });
  });
});
