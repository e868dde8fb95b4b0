import { readFileSync } from "node:fs";
import { random } from "@relent/core/random";
import { describe, expect, it } from "vitest";
import { modelEqualityTest } from "../../src/index.ts";

interface Oracle {
  readonly X: number[][];
  readonly Y: number[][];
  readonly prompts: number[];
  readonly mmd2_hamming: number;
}

/** Sequences of token numbers with their prompts, and the MMD² that a plain double loop over all pairs gives. */
const oracle = JSON.parse(readFileSync(new URL("./fixtures/mmd.json", import.meta.url), "utf8")) as Oracle;

/** Token numbers as characters: a kernel over characters then counts what one over tokens does. */
const asText = (tokens: readonly number[]): string => String.fromCodePoint(...tokens.map((t) => 65 + t));

const byPrompt = (rows: readonly number[][]): string[][] =>
  [...new Set(oracle.prompts)].map((prompt) =>
    rows.filter((_, i) => oracle.prompts[i] === prompt).map(asText),
  );

const answers = byPrompt(oracle.X).map((reference, i) => ({ reference, candidate: byPrompt(oracle.Y)[i]! }));

describe("the model-equality test", () => {
  it("has the MMD² of an independent implementation", () => {
    expect(modelEqualityTest(answers)!.value).toBeCloseTo(oracle.mmd2_hamming, 15);
  });

  it("does not change with the order of answers or prompts", () => {
    const turned = answers
      .map(({ reference, candidate }) => ({
        reference: reference.toReversed(),
        candidate: candidate.toReversed(),
      }))
      .toReversed();
    expect(modelEqualityTest(turned)!.value).toBeCloseTo(oracle.mmd2_hamming, 15);
  });

  it("counts padding as agreement up to the longest answer: 1[a=a], 1[b≠c], two paddings of 4", () => {
    // k(ab, ac) = (1 + 0 + 1 + 1)/4, k(x, x) = 1, k(a…, abcd) by hand below.
    const test = modelEqualityTest([{ reference: ["ab", "ab"], candidate: ["ac", "abcd"] }])!;
    // within: k(ab, ab) = 1; k(ac, abcd) = 1/4; across: k(ab, ac) = 3/4 and k(ab, abcd) = 2/4, each twice.
    expect(test.value).toBeCloseTo(1 + 1 / 4 - 2 * ((3 / 4 + 2 / 4) / 2), 15);
  });

  it("takes a character outside the basic plane as one place", () => {
    const test = modelEqualityTest([{ reference: ["😀a", "😀a"], candidate: ["😀b", "😀b"] }])!;
    expect(test.value).toBeCloseTo(2 - 2 * (1 / 2), 15);
  });

  it("compares a thousand characters at most", () => {
    const long = "a".repeat(1000);
    const test = modelEqualityTest([
      { reference: [`${long}x`, `${long}x`], candidate: [`${long}y`, `${long}yy`] },
    ])!;
    expect(test.value).toBe(0);
  });

  it("gives a p of at least one over the permutations and one", () => {
    const prompts = Array.from({ length: 10 }, () => ({
      reference: ["a", "a", "a", "a"],
      candidate: ["b", "b", "b", "b"],
    }));
    const test = modelEqualityTest(prompts, 0.05, { draws: 99 })!;
    expect(test.p).toBe(1 / 100);
    expect(test.draws).toBe(99);
  });

  it("rejects equal laws about as often as its level says, prompts differing", () => {
    let rejected = 0;
    const trials = 400;
    for (let trial = 0; trial < trials; trial++) {
      const rng = random([7, trial]);
      const prompts = Array.from({ length: 6 }, () => {
        const share = rng.uniform();
        const draw = (): string => (rng.uniform() < share ? "yes" : "no, not at all");
        return {
          reference: Array.from({ length: 4 }, draw),
          candidate: Array.from({ length: 4 }, draw),
        };
      });
      if (modelEqualityTest(prompts, 0.05, { draws: 99, seed: trial })!.p <= 0.05) rejected++;
    }
    // Binomial(400, 0.05): 20 ± 3 standard deviations of 4.4; ties make it lower.
    expect(rejected).toBeLessThan(34);
    expect(rejected).toBeGreaterThan(3);
  });

  it("leaves out prompts with one answer, and says null where none is left", () => {
    const lone = { reference: ["a"], candidate: ["b", "c"] };
    expect(modelEqualityTest([lone])).toBeNull();
    expect(modelEqualityTest([lone, ...answers])!.prompts).toBe(answers.length);
  });

  it("finds the effect that it calls detectable in about half of all repetitions", () => {
    const repeat = (trial: number, shift: number) => {
      const rng = random([8, trial]);
      const draw = (share: number) => () => (rng.uniform() < share ? "a" : "b");
      return modelEqualityTest(
        Array.from({ length: 10 }, () => ({
          reference: Array.from({ length: 10 }, draw(0.5)),
          candidate: Array.from({ length: 10 }, draw(0.5 + shift)),
        })),
        0.05,
        { draws: 199, seed: trial },
      )!;
    };
    const detectable = repeat(0, 0).detectable!;
    // Bernoulli answers of one place: MMD² = 2·shift².
    const shift = Math.sqrt(detectable / 2);
    const found = Array.from({ length: 60 }, (_, i) => repeat(i + 1, shift).p <= 0.05).filter(Boolean).length;
    // Binomial(60, ½): 30 ± 3 standard deviations of 3.9.
    expect(found).toBeGreaterThan(18);
    expect(found).toBeLessThan(42);
  });
});
