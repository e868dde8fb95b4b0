import { describe, expect, it } from "vitest";
import type { TopRecording } from "../../src/recording.ts";
import { TOKEN_DIVERGENCES } from "../../src/token-table.ts";
import { truncatedBounds } from "../../src/truncated/bounds.ts";
import { compareLists, compareTop } from "../../src/truncated/compare-top.ts";
import { recording, type Said } from "./make-recording.ts";

const yes = (p: number, no: number): Said => ({
  text: "yes",
  probability: p,
  top: [
    ["yes", p],
    ["no", no],
  ],
});

const no = (p: number, other: number): Said => ({
  text: "no",
  probability: p,
  top: [
    ["no", p],
    ["yes", other],
  ],
});

const base = recording("base", { a: [yes(0.7, 0.2), yes(0.6, 0.3)], b: [no(0.8, 0.1)] });
const model = recording("model", { b: [no(0.7, 0.2)], a: [yes(0.5, 0.4), yes(0.6, 0.3)] });

describe("two truncated recordings", () => {
  const table = compareTop(base, model);

  it("are joined by id, token by token in the base's order", () => {
    expect(table.documents).toEqual(["a", "b"]);
    expect([...table.document]).toEqual([0, 0, 1]);
    expect([...table.position]).toEqual([0, 1, 0]);
    expect(table.texts).toEqual(["yes", "yes", "no"]);
    expect(table.notes).toEqual([
      expect.stringMatching(/^at k = 2 7\d % of the plug-in .* about 3 to 4 tokens long/),
    ]);
  });

  it("have the bounds of their lists, and the plug-in figure between", () => {
    const lists = [new Map([["yes", Math.log(0.7)], ["no", Math.log(0.2)]]), new Map([["yes", Math.log(0.5)], ["no", Math.log(0.4)]])] as const; // biome-ignore format: side by side
    const bounds = truncatedBounds(...lists);
    for (const name of TOKEN_DIVERGENCES) {
      const { low, high } = table.bounds![name]!;
      expect(low[0]).toBeCloseTo(bounds[name].low, 10);
      if (bounds[name].high < Infinity) expect(high[0]).toBeCloseTo(bounds[name].high, 10);
      else expect(high[0]).toBe(Infinity);
      expect(table.divergence[name][0]).toBeGreaterThanOrEqual(low[0]!);
      expect(table.divergence[name][0]).toBeLessThanOrEqual(high[0]!);
      expect(table.divergence[name][0]).toBeLessThan(Infinity);
    }
  });

  it("say what each model finds likeliest, and how it takes the token that came", () => {
    expect([...table.baseSays.surprisal].map((x) => Math.exp(-x).toFixed(6))).toEqual([
      "0.700000",
      "0.600000",
      "0.800000",
    ]);
    expect([...table.modelSays.surprisal].map((x) => Math.exp(-x).toFixed(6))).toEqual([
      "0.500000",
      "0.600000",
      "0.700000",
    ]);
    expect([...table.modelSays.confidence].map((x) => x.toFixed(6))).toEqual([
      "0.500000",
      "0.600000",
      "0.700000",
    ]);
    expect([...table.baseSays.top]).toEqual([...table.target]);
    expect([...table.modelSays.top]).toEqual([...table.target]);
    expect(table.target[0]).toBe(table.target[1]);
    expect(table.target[2]).not.toBe(table.target[0]);
  });

  it("have a finite upper end of KL with a floor, and a longer list to be asked for", () => {
    const floored = compareLists(base, model, { floor: 1e-4 });
    expect(Math.max(...floored.table.bounds!.kl!.high)).toBeLessThan(2);
    expect(floored.needed).toMatchObject({ length: 2, wanted: 0.9 });
  });
});

describe("texts that part", () => {
  const went = recording("model", { a: [no(0.5, 0.4), yes(0.9, 0.05)], b: [no(0.7, 0.2)] });
  const table = compareTop(base, went);

  it("are compared up to the token that differs, that place included", () => {
    expect([...table.document]).toEqual([0, 1]);
    expect(table.notes[0]).toMatch(/^1 of 2 documents go on with different tokens/);
  });

  it("have the base's token, which the model lists below its own", () => {
    expect(Math.exp(-table.modelSays.surprisal[0]!)).toBeCloseTo(0.4, 12);
    expect(table.modelSays.top[0]).not.toBe(table.target[0]);
  });

  it("say from below alone how surprising a token is that the model does not list", () => {
    const other = recording("model", { b: [{ text: "maybe", probability: 0.9, top: [["maybe", 0.9]] }] });
    const censored = compareTop(base, other);
    expect([...censored.modelSays.censored]).toEqual([1]);
    expect(Math.exp(-censored.modelSays.surprisal[0]!)).toBeCloseTo(0.1, 12);
  });
});

const cut = (...parts: readonly string[]): Said[] =>
  parts.map((text, i) => ({ text, probability: i === 0 ? null : 0.5, top: i === 0 ? [] : [[text, 0.5]] }));

describe("two tokenisers", () => {
  const one = recording("one", { a: cut("The", " quick", " fox") });
  const two = recording("two", { a: cut("The", " qu", "ick", " fox") });

  it("are refused, saying at which token", () => {
    expect(() => compareTop(one, two)).toThrow(
      /token 1 of a is " quick" in one and " qu" in two.*--per-byte/,
    );
  });

  it("are told from one that went on differently by whether a model lists what the other wrote", () => {
    const split: Said = { text: " qu", probability: 0.4, top: [[" qu", 0.4], [" quick", 0.3]] }; // biome-ignore format: one line
    const same = recording("same", { a: [...cut("The"), split, ...cut("ick")] });
    expect(compareTop(one, same).length).toBe(1);
  });

  it("are refused where one id stands for two texts", () => {
    const ids = (numbers: Record<string, number>) => (text: string) => numbers[text] ?? 99;
    const mine = recording("one", { a: [yes(0.7, 0.2)] }, ids({ yes: 1, no: 2 }));
    const other = recording("two", { a: [yes(0.7, 0.2)] }, ids({ yes: 2, no: 1 }));
    expect(() => compareTop(mine, other)).toThrow(
      /token 2 is "no" in one and "yes" in two: these are two vocabularies/,
    );
    expect([...compareTop(mine, mine).target]).toEqual([1]);
  });
});

describe("what cannot be joined", () => {
  it("is refused, or joined in its order where one recording has no ids", () => {
    const other = (ids: readonly string[]): TopRecording =>
      recording("model", Object.fromEntries(ids.map((id) => [id, [yes(0.5, 0.4)]])));
    expect(() => compareTop(base, other(["x", "y"]))).toThrow(/no id in common \(a, … and x, …\)/);
    expect(compareTop(base, other(["1", "2"])).notes).toContainEqual(
      expect.stringMatching(/joined in their order/),
    );
    expect(compareTop(base, other(["a", "z"])).notes).toEqual(
      expect.arrayContaining(["1 documents are only in base", "1 documents are only in model"]),
    );
  });

  it("is refused where a list adds up to more than 1", () => {
    const wrong = recording("model", { a: [yes(0.9, 0.4)] });
    expect(() => compareTop(base, wrong)).toThrow(
      /token 0 of a of the model: the listed probabilities add up to 1.3/,
    );
  });
});

describe("texts that stand for several tokens", () => {
  it("count as not listed on both sides, so that the bounds hold", () => {
    const twice: Said = { text: "�", probability: 0.5, top: [["�", 0.5], ["�", 0.3], ["a", 0.1]] }; // biome-ignore format: one line
    const once: Said = { text: "�", probability: 0.3, top: [["�", 0.3], ["a", 0.2], ["b", 0.1]] }; // biome-ignore format: one line
    const table = compareTop(recording("base", { a: [twice] }), recording("model", { a: [once] }));
    const crossed = { p: [0.5, 0.3, 0.1, 0.05, 0.05], q: [0.1, 0.3, 0.2, 0.1, 0.3] };
    const variation = crossed.p.reduce((sum, p, i) => sum + Math.abs(p - crossed.q[i]!) / 2, 0);
    expect(table.bounds!.totalVariation!.low[0]).toBeLessThanOrEqual(variation);
    expect(table.bounds!.totalVariation!.low[0]).toBeGreaterThan(0.05);
    expect(table.bounds!.totalVariation!.high[0]).toBeGreaterThanOrEqual(variation);
  });
});
