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

/** One place of two lists of these probabilities. */
function placeOf(p: readonly number[], q: readonly number[]): TopComparison {
  const said = (name: string, masses: readonly number[]): TopRecording => {
    const candidates = masses.map((mass, id) => ({ id, text: `<${id}>`, logProbability: Math.log(mass) }));
    const tokens = [{ ...candidates[0]!, candidates }];
    const contents = [{ id: "text", tokens }];
    return { kind: "top", name, format: "test", documents: ["text"], notes: [], contents, grid: 0 };
  };
  return compareLists(said("P", p), said("Q", q));
}

describe("of lists that leave next to nothing, where the vocabulary is not told", () => {
  it("is that of the whole distributions, where both are complete: what sums are off by is no outcome", () => {
    const p = [0.1, 0.2, 0.3, 0.4];
    const complete: [number[], number[]][] = [
      [p, [0.3, 0.3, 0.3, 0.1]],
      [
        [0.7, 0.2, 0.1],
        [0.1, 0.2, 0.7],
      ],
      [new Array<number>(49).fill(1 / 49), new Array<number>(49).fill(1 / 49)],
    ];
    for (const [a, b] of [...complete, ...complete.map(([a, b]) => [b, a] as const)]) {
      const { table } = placeOf(a, b);
      const kl = a.reduce((sum, mass, i) => sum + mass * Math.log(mass / b[i]!), 0);
      expect(table.divergence.kl[0]).toBeCloseTo(kl, 12);
      for (const figures of Object.values(table.divergence)) expect(figures[0]).toBeLessThan(Infinity);
    }
  });

  it("is finite, where one list adds up to 1 and more by its short floats, and the other leaves something", () => {
    for (const [a, b] of [
      [
        [0.99, 0.0099],
        [1, 7e-5],
      ],
      [
        [1, 7e-5],
        [0.99, 0.0099],
      ],
    ] as const) {
      const { table } = placeOf(a, b);
      for (const figures of Object.values(table.divergence)) expect(figures[0]).toBeLessThan(Infinity);
    }
  });
});

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
