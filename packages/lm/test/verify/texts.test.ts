import { toTerminal } from "@relent/report";
import { describe, expect, it } from "vitest";
import { verify, verifyReport } from "../../src/index.ts";
import { endpointOf, promptsOf, recordingOf, textsAlone } from "./provider.ts";

const SAMPLED = { sampled: true, samples: 8 };
const sampled = (name: string, run: number, noise = 0, prompts = 100) =>
  recordingOf(name, prompts, { ...SAMPLED, run, noise, salt: 1 });
const reference = sampled("reference.jsonl", 0);
const texts = (run: number, noise = 0) => textsAlone(sampled("texts.jsonl", run, noise));

describe("texts alone", () => {
  it("tell another model, and it is said that nothing else was there", async () => {
    const result = await verify(reference, texts(1, 2));
    expect(result.verdict).toBe("different");
    expect(result.decidedBy).toBe("texts");
    expect(result.probabilities).toBeNull();
    expect(result.texts!.toleranceFrom).toBe("default");
    expect(result.equality.answers!.p).toBeLessThan(0.01);
    expect(result.sentence).toContain("Only the test of sampled texts could be used");
    expect(result.method.join()).toContain("MMD² with the Hamming kernel");
    expect(result.method.join()).not.toContain("Total variation");
  });

  it("tell the same model within a tolerance wide enough for the prompts", async () => {
    const result = await verify(reference, texts(1), { textTolerance: 0.2 });
    expect(result.verdict).toBe("same");
    expect(result.texts!).toMatchObject({ tolerance: 0.2, toleranceFrom: "given" });
  });

  it("leave it undecided otherwise, with the tolerance and how many prompts would do", async () => {
    const result = await verify(textsAlone(reference), texts(1));
    expect(result.verdict).toBe("undecided");
    expect(result.sentence).toContain("the tolerance of 0.01");
    expect(Math.abs(result.texts!.mean.value)).toBeLessThan(0.02);
  });

  it("do not tell models apart that differ surely, but less than the tolerance", async () => {
    // MMD² of the two is about 0.05 whatever the run; a verdict "different" would be wrong, with a chance of at most 0.05.
    const [a, b] = [0, 1].map((run) => textsAlone(sampled("a", run, run, 30)));
    const plain = await verify(a!, b!);
    const truth = plain.texts!.mean.value;
    expect(plain.equality.answers!.p).toBeLessThan(0.025);
    const runs = await Promise.all(
      Array.from({ length: 12 }, (_, run) =>
        verify(textsAlone(sampled("a", 10 + run, 0, 30)), textsAlone(sampled("b", 50 + run, 1, 30)), {
          textTolerance: 1.5 * truth,
          draws: 200,
        }),
      ),
    );
    expect(runs.filter(({ verdict }) => verdict === "different").length).toBeLessThanOrEqual(2);
  });

  it("are held to the noise of the reference, where it was recorded twice", async () => {
    const result = await verify(reference, texts(1), { self: sampled("again.jsonl", 2) });
    expect(result.texts!.toleranceFrom).toBe("reference against itself");
  });

  it("are asked for at an endpoint that gives no log-probabilities", async () => {
    const heard: unknown[] = [];
    const live = endpointOf("http://live", { sampled: true });
    const silent: typeof live = {
      ...live,
      async complete(prompt, options) {
        heard.push([options?.texts, options?.temperature, options?.samples]);
        const documents = await live.complete(prompt, options);
        return documents.map(({ id, tokens }) => ({
          id,
          tokens: [],
          text: tokens.map((token) => token.text).join(""),
        }));
      },
    };
    const result = await verify(reference, silent, { prompts: promptsOf(10), texts: true });
    expect(result.decidedBy).toBe("texts");
    expect(heard).toHaveLength(10);
    expect(new Set(heard.map(String))).toEqual(new Set(["true,1,10"]));
    await expect(
      verify(reference, silent, { prompts: promptsOf(10), texts: true, samples: 1 }),
    ).rejects.toThrow("samples = 1; it must be at least 2");
  });

  it("that never vary are pointed out", async () => {
    const alike = textsAlone(recordingOf("a", 5, { samples: 3 }));
    const { warnings } = await verify(alike, alike);
    expect(warnings.join()).toContain("at a temperature over 0");
  });

  it("are listed by what differs most, in the terminal too", async () => {
    const report = verifyReport(await verify(reference, texts(1, 2)));
    expect(report.overview.columns.map(({ label }) => label)).toEqual([
      "prompt",
      "MMD²",
      "answers",
      "reference answers",
      "candidate answers",
    ]);
    expect(toTerminal(report, { width: 100, colour: false })).toContain("8 + 8");
  });
});
