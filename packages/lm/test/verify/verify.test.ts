import { describe, expect, it } from "vitest";
import { verify } from "../../src/index.ts";
import { endpointOf, promptsOf, recordingOf, textsAlone } from "./provider.ts";

const BATCH = { batchNoise: 0.005 };
const reference = recordingOf("reference", 400, BATCH);

describe("two recordings", () => {
  it("are the same within the tolerance where only batches differ", async () => {
    const result = await verify(reference, recordingOf("again", 400, { ...BATCH, run: 1 }));
    expect(result.verdict).toBe("same");
    expect(result.decidedBy).toBe("probabilities");
    expect(result.probabilities!.mean.value).toBeLessThan(0.01);
    expect(result.sentence).toContain("serves the same model");
  });

  it("are different where the weights were rounded", async () => {
    const result = await verify(reference, recordingOf("rounded", 400, { noise: 0.15, salt: 1, ...BATCH }));
    expect(result.verdict).toBe("different");
    expect(result.probabilities!.different.reachedAfter).toBeLessThan(60);
    expect(result.largest[0]!.variation!.lower).toBeGreaterThan(0.05);
    expect(result.largest).toHaveLength(20);
  });

  it("stay undecided over few prompts, with how many would do", async () => {
    const [a, b] = [recordingOf("a", 20, BATCH), recordingOf("b", 20, { ...BATCH, run: 1 })];
    const result = await verify(a, b);
    expect(result.verdict).toBe("undecided");
    expect(result.probabilities!.promptsNeeded).toBeGreaterThan(100);
    expect(result.sentence).toContain("prompts would decide");
  });

  it("give the same result whatever the order of their documents", async () => {
    const turned = { ...reference, contents: reference.contents.toReversed() };
    const other = recordingOf("rounded", 400, { noise: 0.1, salt: 1 });
    const [a, b] = [await verify(reference, other), await verify(turned, other)];
    expect(b.probabilities!.path).toEqual(a.probabilities!.path);
  });

  it("are held to the noise of the reference, where it was recorded twice", async () => {
    const noisy = { batchNoise: 0.2 };
    const [a, b, c] = [0, 1, 2].map((run) => recordingOf(`run ${run}`, 200, { ...noisy, run }));
    expect((await verify(a!, c!)).verdict).toBe("different");
    const result = await verify(a!, c!, { self: b! });
    expect(result.verdict).not.toBe("different");
    expect(result.probabilities!.toleranceFrom).toBe("reference against itself");
    expect(result.probabilities!.tolerance).toBeCloseTo(2 * result.probabilities!.noise!.high, 12);
  });

  it("are compared by their texts where there are no probabilities", async () => {
    const sampled = { sampled: true, samples: 10 };
    const a = textsAlone(recordingOf("a", 40, sampled));
    const b = textsAlone(recordingOf("b", 40, { ...sampled, run: 1 }));
    const c = textsAlone(recordingOf("c", 40, { ...sampled, noise: 2, salt: 1 }));
    const same = await verify(a, b);
    expect(same.decidedBy).toBe("texts");
    expect(same.verdict).not.toBe("different");
    expect(same.equality.answers!.p).toBeGreaterThan(0.01);
    const different = await verify(a, c);
    expect(different.verdict).toBe("different");
    expect(different.texts!.mean.value).toBeGreaterThan(0.05);
  });

  it("tell nothing with one answer a prompt and no probabilities, and say what would", async () => {
    const result = await verify(textsAlone(reference), textsAlone(reference));
    expect(result.verdict).toBe("undecided");
    expect(result.decidedBy).toBeNull();
    expect(result.warnings.join()).toContain("log-probabilities");
  });

  it("are noticed when one is a copy of the other", async () => {
    const result = await verify(reference, reference);
    expect(result.warnings.join()).toContain("a copy of the other");
  });

  it("name the prompts that only one has, and refuse to compare none", async () => {
    const more = recordingOf("more", 30);
    const result = await verify(recordingOf("less", 20), more);
    expect(result.prompts).toMatchObject({ shared: 20, onlyReference: 0, onlyCandidate: 10 });
    expect(result.warnings.join()).toContain("10 that only more has");
    const strange = {
      ...more,
      contents: more.contents.map((document) => ({ ...document, id: `x${document.id}` })),
    };
    await expect(verify(more, strange)).rejects.toThrow("no prompt in common");
  });

  it.each([
    [{ tolerance: 0 }, "tolerance = 0; it must be over 0"],
    [{ tolerance: 1 }, "tolerance = 1; it must be over 0 and under 1"],
    [{ alpha: 0.7 }, "alpha = 0.7; it must be over 0 and under 0.5"],
  ])("refuse %o", async (options, message) => {
    await expect(verify(reference, reference, options)).rejects.toThrow(message);
  });

  it("stop when they are told to", async () => {
    const signal = AbortSignal.abort();
    await expect(verify(reference, reference, { signal })).rejects.toMatchObject({ code: "interrupted" });
  });
});

describe("endpoints", () => {
  const prompts = promptsOf(400);

  it("are asked until the bets have decided, and no more", async () => {
    const live = endpointOf("http://live", { noise: 0.2, salt: 1 });
    const result = await verify(reference, live, { prompts, concurrency: 1 });
    expect(result.verdict).toBe("different");
    expect(live.asked.length).toBe(result.prompts.compared);
    expect(live.asked.length).toBeLessThan(60);
    expect(result.requests).toEqual({ sent: live.asked.length, budget: 400, failed: 0 });
  });

  it("are asked no more than the budget allows, on both sides together", async () => {
    const [a, b] = [endpointOf("http://a", BATCH), endpointOf("http://b", BATCH)];
    const result = await verify(a, b, { prompts, budget: 21 });
    expect(a.asked.length + b.asked.length).toBe(20);
    expect(result.requests!.sent).toBe(20);
    expect(result.verdict).toBe("undecided");
  });

  it("get the prompts in an order that the seed decides", async () => {
    const asked = async (seed: number) => {
      const live = endpointOf("http://live");
      await verify(reference, live, { prompts, seed, budget: 10 });
      return live.asked;
    };
    expect(await asked(1)).toEqual(await asked(1));
    expect(await asked(1)).not.toEqual(await asked(2));
  });

  it("may fail now and then: the prompts are named and left out", async () => {
    const live = endpointOf("http://live", { fails: (id) => id.endsWith("7") });
    const result = await verify(reference, live, { prompts, budget: 100 });
    expect(result.requests!.failed).toBeGreaterThan(0);
    expect(result.prompts.compared + result.requests!.failed).toBe(100);
    expect(result.warnings.join()).toContain("got no answer");
  });

  it("that never answer end the test with their own words", async () => {
    const live = endpointOf("http://live", { fails: () => true });
    await expect(verify(reference, live, { prompts })).rejects.toThrow("no answer to");
    expect(live.asked.length).toBeLessThan(10);
  });

  it("need prompts, and a budget for one of them", async () => {
    const live = endpointOf("http://live");
    await expect(verify(reference, live)).rejects.toThrow("nothing to ask it");
    await expect(verify(reference, live, { prompts, samples: 3, budget: 2 })).rejects.toThrow("at least 3");
  });
});
