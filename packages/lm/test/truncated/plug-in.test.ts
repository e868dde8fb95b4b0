import { beforeAll, describe, expect, it } from "vitest";
import { compareFull } from "../../src/compare-full/compare-full.ts";
import { openRecording } from "../../src/open-recording.ts";
import type { Candidate, FullRecording, RecordedToken, TopRecording } from "../../src/recording.ts";
import type { TokenTable } from "../../src/token-table.ts";
import { compareLists, type TopComparison } from "../../src/truncated/compare-top.ts";
import { fixture, held, inFolder, mean, planes, put } from "../oracle.ts";

const likeliest = (row: Float64Array, k: number): Candidate[] =>
  [...row.keys()]
    .sort((a, b) => row[b]! - row[a]!)
    .slice(0, k)
    .map((id) => ({ id, text: `<${id}>`, logProbability: row[id]! }));

/** A full recording as a server would have answered it, with the k likeliest of each row; all as one document. */
async function truncated(recording: FullRecording, k: number, targets: Int32Array): Promise<TopRecording> {
  const row = new Float64Array(recording.vocabulary);
  const tokens: RecordedToken[] = [];
  for (let i = 0; i < recording.rows; i++) {
    await recording.logProbabilities(i, row);
    const id = targets[i]!;
    tokens.push({ id, text: `<${id}>`, logProbability: row[id]!, candidates: likeliest(row, k) });
  }
  const contents = [{ id: "text", tokens }];
  return { kind: "top", name: "top", format: "test", documents: ["text"], notes: [], contents, grid: 0 };
}

/** A small real model and its Q4_0, 252 places over 2,048 tokens; what holds for all tokens is the truth. */
describe("of a real model and its 4-bit version", () => {
  let truth: TokenTable;
  const byLength = new Map<number, TopComparison>();

  beforeAll(
    () =>
      inFolder(async (folder) => {
        const base = (await openRecording(
          put(folder, "base.kld", fixture("real-base.kld.gz")),
        )) as FullRecording;
        const model = held(planes(fixture("real-q4_0-logits.f32.planes.gz")), base.vocabulary, base.targets);
        truth = await compareFull(base, model);
        for (const k of [5, 20, 100]) {
          const lists = [
            await truncated(base, k, base.targets!),
            await truncated(model, k, base.targets!),
          ] as const;
          byLength.set(k, compareLists(...lists, { vocabulary: base.vocabulary }));
        }
        await base.close();
      }),
    60_000,
  );

  it.each([
    [5, 0.35, 1.15],
    [20, 0.52, 1.12],
    [100, 0.74, 1.07],
  ])("at k = %d the plug-in KL is near the truth, which the certain part is far below", (k, share, most) => {
    const { table } = byLength.get(k)!;
    const value = mean(truth.divergence.kl);
    expect(mean(table.divergence.kl) / value).toBeGreaterThan(0.95);
    expect(mean(table.divergence.kl) / value).toBeLessThan(most);
    expect(mean(table.bounds!.kl!.low) / value).toBeGreaterThan(share);
    expect(mean(table.bounds!.kl!.low) / value).toBeLessThan(share + 0.08);
  });

  it("the truth lies within the bounds at each place, and so does the plug-in figure", () => {
    for (const { table } of byLength.values()) {
      for (const name of ["jensenShannon", "totalVariation", "hellingerSquared"] as const) {
        const { low, high } = table.bounds![name]!;
        for (let i = 0; i < table.length; i++) {
          // The base's file rounds log-probabilities to 16 bits, so that its rows add up to 1 within 1e-4.
          expect(low[i]!).toBeLessThanOrEqual(truth.divergence[name][i]! + 2e-4);
          expect(high[i]!).toBeGreaterThanOrEqual(truth.divergence[name][i]! - 2e-4);
          expect(table.divergence[name][i]).toBeGreaterThanOrEqual(low[i]!);
          expect(table.divergence[name][i]).toBeLessThanOrEqual(high[i]!);
        }
      }
    }
  });

  it("the length for nine tenths is told from lists of 20 to the order of magnitude: it is about 400", () => {
    const { low, high } = byLength.get(20)!.needed!;
    expect(low!).toBeGreaterThan(200);
    expect(low!).toBeLessThan(800);
    expect(high === null || high > 400).toBe(true);
  });
});
