import { random } from "@relent/core/random";
import { describe, expect, test } from "vitest";
import { compareFull } from "../../src/compare-full/compare-full.ts";
import { compareModels } from "../../src/lm.ts";
import type { FullRecording, RecordedToken, TopRecording } from "../../src/recording.ts";
import { TOKEN_DIVERGENCES } from "../../src/token-table.ts";
import { asLists } from "../../src/truncated/as-lists.ts";
import { compareTop } from "../../src/truncated/compare-top.ts";
import { findTokens } from "../../src/truncated/find-tokens.ts";
import { held } from "../oracle.ts";
import { randomDistribution, randomNeighbour, topOf } from "./random-pair.ts";

const VOCABULARY = 30;
const ROWS = 40;
const rng = random("whole beside lists");
const masses = Array.from({ length: ROWS }, () => randomDistribution(rng, VOCABULARY, 0.5));
const others = masses.map((one) => randomNeighbour(rng, one));
/** Tokens that both models may write. */
const targets = Int32Array.from({ length: ROWS }, (_, row) => {
  const possible = [...masses[row]!.keys()].filter((id) => masses[row]![id]! * others[row]![id]! > 0);
  return possible[rng.integer(possible.length)]!;
});
const logitsOf = (rows: readonly Float64Array[]): Float32Array =>
  Float32Array.from(rows.flatMap((row) => [...row.map(Math.log)]));
const whole = held(logitsOf(masses), VOCABULARY, targets);
const other = held(logitsOf(others), VOCABULARY, targets);

/** What a server says that was asked for the k likeliest of the same text, after `before` tokens that only it has. */
async function heard(recording: FullRecording, k: number, before: number[] = []): Promise<TopRecording> {
  const logs = new Float64Array(VOCABULARY);
  const said = (id: number) => ({ id, text: `<${id}>`, logProbability: logs[id]! });
  const tokens: RecordedToken[] = before.map((id) => ({ ...said(id), logProbability: null, candidates: [] }));
  for (const [row, id] of targets.entries()) {
    await recording.logProbabilities(row, logs);
    const top = topOf(rng, logs.map(Math.exp), k);
    tokens.push({ ...said(id), candidates: [...top.keys()].map(said) });
  }
  return {
    kind: "top",
    name: "server.jsonl",
    format: "test",
    documents: ["a"],
    notes: [],
    contents: [{ id: "a", tokens }],
    grid: 0,
    rounding: { grid: 0 },
  };
}

describe("a whole recording beside lists", () => {
  test.each([1, 5, 20])("is within the bounds that %i likeliest tokens of the other leave", async (k) => {
    const exact = await compareFull(whole, other);
    const lists = await heard(other, k, [7, 3]);
    const there = compareTop(await asLists(whole, lists), lists, { vocabulary: VOCABULARY });
    const back = compareTop(lists, await asLists(whole, lists), { vocabulary: VOCABULARY });
    expect(there.length).toBe(ROWS);
    expect([...there.target]).toEqual([...targets]);
    for (let row = 0; row < ROWS; row++) {
      for (const name of TOKEN_DIVERGENCES) {
        const { low, high } = there.bounds![name]!;
        const where = `${name} of row ${row}: ${low[row]} ≤ ${exact.divergence[name][row]} ≤ ${high[row]}`;
        expect(low[row], where).toBeLessThanOrEqual(exact.divergence[name][row]! + 1e-9);
        expect(high[row], where).toBeGreaterThanOrEqual(exact.divergence[name][row]! - 1e-9);
      }
      expect(back.divergence.reverseKl[row]).toBeGreaterThanOrEqual(0.99 * there.bounds!.kl!.low[row]!);
    }
  });

  test("is compared by compareModels in either order, with the whole one's surprisals", async () => {
    const lists = await heard(other, 5);
    const { models } = await compareModels(whole, [lists]);
    const exact = await compareFull(whole, other);
    const mean = exact.baseSays.surprisal.reduce((sum, x) => sum + x, 0) / ROWS / Math.LN2;
    expect(models[0]!.baseSurprisal!.value).toBeCloseTo(mean, 9);
    expect(models[0]!.klAtLeast!.value).toBeLessThanOrEqual(models[0]!.kl.value);
    const turned = await compareModels(lists, [whole]);
    expect(turned.models[0]!.reverseKl!.bounds![0]).toBeCloseTo(models[0]!.kl.bounds![0], 2);
  });

  test("is refused where its rows cannot be found, or tokens have no ids", async () => {
    const lists = await heard(other, 3);
    await expect(asLists({ ...held(logitsOf(masses), VOCABULARY), name: "a.npy" }, lists)).rejects.toThrow(
      "a.npy does not tell the tokens that came",
    );
    const strange = held(
      logitsOf(masses),
      VOCABULARY,
      targets.map((id) => (id + 1) % VOCABULARY),
    );
    await expect(asLists(strange, lists)).rejects.toThrow(
      "the tokens of no document of server.jsonl are found",
    );
    const nameless = {
      ...lists,
      contents: lists.contents.map(({ id, tokens }) => ({
        id,
        tokens: tokens.map((one) => ({ ...one, id: null })),
      })),
    };
    await expect(asLists(whole, nameless)).rejects.toThrow("has a token without an id in a");
    const small = held(logitsOf(masses.map((row) => row.subarray(0, 10))), 10, targets);
    await expect(asLists(small, lists)).rejects.toThrow(/has token \d+ in a, and held a vocabulary of 10/);
  });
});

describe("a run of tokens", () => {
  test("is found within, around, or not", () => {
    expect(findTokens([3, 4], [1, 2, 3, 4, 5])).toBe(2);
    expect(findTokens([1, 2, 3], [2, 3])).toBe(-1);
    expect(findTokens([1, 2, 3], [1, 2])).toBe(0);
    expect(findTokens([1, 2], [2, 1])).toBeUndefined();
  });
});
