import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { random } from "@relent/core/random";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  compareBytes,
  openRecording,
  packRecording,
  type Recording,
  type Tokenizer,
  writeKld,
} from "../../src/index.ts";

const folder = mkdtempSync(join(tmpdir(), "relent-chunks-"));
const at = (name: string): string => join(folder, name);
const all: Recording[] = [];
afterAll(async () => {
  for (const one of all) if (one.kind === "full") await one.close();
  rmSync(folder, { recursive: true });
});

const vocabulary = (...texts: string[]): Tokenizer => ({
  size: texts.length,
  bytes: (id) => (texts[id] === undefined ? undefined : new TextEncoder().encode(texts[id])),
  text: (id) => texts[id] ?? `#${id}`,
});
const PAIRS = ["aa", "ab", "ba", "bb"];
const LETTERS = ["a", "b"];

const rng = random("text");
const TEXT = Array.from({ length: 16 * 20 }, () => PAIRS[Math.floor(4 * rng.uniform())]!).join("");

/** Every row gives these probabilities; the text is cut into equal tokens, the second half of each chunk is scored. */
async function write(
  name: string,
  tokens: readonly string[],
  context: number,
  p: readonly number[],
): Promise<void> {
  const size = tokens[0]!.length;
  const ids = Array.from({ length: TEXT.length / size }, (_, i) =>
    tokens.indexOf(TEXT.slice(i * size, (i + 1) * size)),
  );
  const chunks = Math.floor(ids.length / context);
  const rows = (context - 1 - Math.floor(context / 2)) * chunks;
  const head = { context, vocabulary: tokens.length, tokens: ids.slice(0, chunks * context) };
  await writeKld(
    at(name),
    head,
    Array.from({ length: rows }, () => p.map(Math.log)),
  );
}

const open = async (...names: readonly string[]): Promise<Recording[]> => {
  const opened: Recording[] = [];
  for (const name of names) opened.push(await openRecording(at(name)));
  all.push(...opened);
  return opened;
};
const tokenizers = [vocabulary(...PAIRS), vocabulary(...LETTERS)];

beforeAll(async () => {
  await write("pairs.kld", PAIRS, 16, [0.25, 0.25, 0.25, 0.25]);
  await write("letters.kld", LETTERS, 20, [0.75, 0.25]);
  const [letters] = await open("letters.kld");
  if (letters?.kind !== "full") throw new Error("a .kld file holds whole distributions");
  await packRecording(letters, at("letters.rlm"), { top: 2 });
});

describe("chunks of two tokenisers, which begin and end elsewhere in the text", () => {
  // Pairs: chunk c scores the bytes 32c + 18 to 32c + 32; letters: chunk d the bytes 20d + 11 to 20d + 20.
  const scored = Array.from({ length: TEXT.length / 2 }, (_, i) => 2 * i).filter(
    (byte) => byte % 32 >= 18 && [byte, byte + 1].every((one) => one % 20 >= 11),
  );
  const cost = (byte: number): number => -Math.log2(TEXT[byte] === "a" ? 0.75 : 0.25);

  it("are compared where both were scored, by spans of the same bytes", async () => {
    const [base, model] = await open("pairs.kld", "letters.kld");
    const { models } = await compareBytes(base!, [model!], { tokenizers });
    const bytes = 2 * scored.length;
    expect(models[0]).toMatchObject({ bytes, spans: scored.length });
    expect(models[0]!.baseBitsPerByte.value).toBeCloseTo(1, 4);
    const expected = scored.reduce((sum, byte) => sum + cost(byte) + cost(byte + 1), 0) / bytes;
    expect(models[0]!.bitsPerByte.value).toBeCloseTo(expected, 4);
  });

  it("have a divergence of the next byte at the borders that both have", async () => {
    const [base, model] = await open("pairs.kld", "letters.kld");
    const { models } = await compareBytes(base!, [model!], { tokenizers });
    // Half of the pairs begin with each letter: D(½, ½ ‖ ¾, ¼).
    expect(models[0]!.nextByteKl!.value).toBeCloseTo(
      0.5 * Math.log2(0.5 / 0.75) + 0.5 * Math.log2(0.5 / 0.25),
      4,
    );
    expect(models[0]!.nextByteKl).toMatchObject({ unit: "bits", n: scored.length });
  });

  it("cost the same by their codes and by rows of log-probabilities", async () => {
    const [base, model] = await open("pairs.kld", "letters.kld");
    const codes = await compareBytes(base!, [model!], { tokenizers });
    const rows = await compareBytes({ ...base! }, [{ ...model! }], { tokenizers });
    const [a, b] = [codes.models[0]!, rows.models[0]!];
    expect(a.bytes).toBe(b.bytes);
    expect(a.difference.value).toBeCloseTo(b.difference.value, 12);
    expect(a.nextByteKl!.value).toBeCloseTo(b.nextByteKl!.value, 12);
  });

  it("show how each cuts the worst spans, and where they are", async () => {
    const [base, model] = await open("pairs.kld", "letters.kld");
    const { models } = await compareBytes(base!, [model!], { tokenizers });
    const [worst] = models[0]!.worstSpans;
    expect(worst).toMatchObject({ text: "bb", baseTokens: ["bb"], tokens: ["b", "b"], bytes: 2 });
    expect(TEXT.slice(worst!.offset, worst!.offset + 2)).toBe("bb");
    expect(worst!.model - worst!.base).toBeCloseTo(2, 3);
  });

  it("are the same packed, which keeps the whole text", async () => {
    const [base, whole, packed] = await open("pairs.kld", "letters.kld", "letters.rlm");
    const [direct, found] = [
      await compareBytes(base!, [whole!], { tokenizers }),
      await compareBytes(base!, [packed!], { tokenizers }),
    ];
    expect(found.models[0]!.bytes).toBe(direct.models[0]!.bytes);
    expect(found.models[0]!.difference.value).toBeCloseTo(direct.models[0]!.difference.value, 3);
  });

  it("are found in a text that is given, where they stand in it once", async () => {
    const [base, model] = await open("pairs.kld", "letters.kld");
    const bare = ({ text: _, ...recording }: Recording & { text?: unknown }) => recording as Recording;
    const text = Buffer.from(`Before it. ${TEXT}`);
    const { models } = await compareBytes(bare(base!), [bare(model!)], { tokenizers, text });
    const direct = await compareBytes(base!, [model!], { tokenizers });
    // Letters by nines occur more than once among 640; only certain ones are compared.
    expect(models[0]!.bytes).toBeLessThan(direct.models[0]!.bytes);
    expect(models[0]!.warnings.join()).toContain("have no certain place in the text");
    expect(models[0]!.baseBitsPerByte.value).toBeCloseTo(1, 4);
  });

  it("are refused where they are not of one text", async () => {
    const [base, model] = await open("pairs.kld", "letters.kld");
    const text = Buffer.from("c".repeat(500));
    await expect(compareBytes(base!, [model!], { tokenizers, text })).rejects.toThrow(
      "score no document's text whole and alike",
    );
  });
});
