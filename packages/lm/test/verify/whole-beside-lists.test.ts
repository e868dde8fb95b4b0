import { random } from "@relent/core/random";
import { describe, expect, it } from "vitest";
import { type FullRecording, type RecordedToken, type TopRecording, verify } from "../../src/index.ts";
import { held } from "../oracle.ts";
import { endpointOf, promptsOf } from "./provider.ts";

const VOCABULARY = 12;
const PROMPTS = 80;
const ROWS = 5;

/** Rows of logits that differ from those of another `noise` by as much; the text is the same. */
function logits(noise: number): Float32Array {
  const [shape, moved] = [random("shape"), random("moved")];
  return Float32Array.from(
    { length: PROMPTS * ROWS * VOCABULARY },
    () => 6 * shape.uniform() + noise * (2 * moved.uniform() - 1),
  );
}

const text = random("text");
const targets = Int32Array.from({ length: PROMPTS * ROWS }, () => text.integer(VOCABULARY));

/** A whole recording of one text, in a chunk for two prompts. */
const whole = (name: string, noise: number): FullRecording => ({
  ...held(logits(noise), VOCABULARY, targets),
  name,
  documents: Array.from({ length: PROMPTS / 2 }, (_, i) => `chunk ${i}`),
  placeOf: (row) => ({ document: Math.floor(row / (2 * ROWS)), position: row % (2 * ROWS) }),
});

/** What a server says that scored each prompt by itself: the k likeliest and the token that came. */
async function lists(name: string, noise: number, k: number): Promise<TopRecording> {
  const recording = whole(name, noise);
  const logs = new Float64Array(VOCABULARY);
  const contents = [];
  for (let prompt = 0; prompt < PROMPTS; prompt++) {
    const tokens: RecordedToken[] = [];
    for (let row = prompt * ROWS; row < (prompt + 1) * ROWS; row++) {
      await recording.logProbabilities(row, logs);
      const said = (id: number) => ({ id, text: `<${id}>`, logProbability: logs[id]! });
      const order = [...logs.keys()].sort((a, b) => logs[b]! - logs[a]!);
      tokens.push({ ...said(targets[row]!), candidates: order.slice(0, k).map(said) });
    }
    contents.push({ id: `prompt ${prompt}`, tokens });
  }
  const documents = contents.map(({ id }) => id);
  return {
    kind: "top",
    name,
    format: "test",
    documents,
    notes: [],
    contents,
    grid: 0,
    rounding: { grid: 0 },
  };
}

/** Total variation of two whole recordings, mean over the rows of a prompt. */
async function exact(a: FullRecording, b: FullRecording, prompt: number): Promise<number> {
  const [p, q] = [new Float64Array(VOCABULARY), new Float64Array(VOCABULARY)];
  let sum = 0;
  for (let row = prompt * ROWS; row < (prompt + 1) * ROWS; row++) {
    await a.logProbabilities(row, p);
    await b.logProbabilities(row, q);
    sum += p.reduce((all, log, i) => all + Math.abs(Math.exp(log) - Math.exp(q[i]!)), 0) / 2;
  }
  return sum / ROWS;
}

describe("a whole recording beside lists of the likeliest tokens", () => {
  it.each([3, 6, 12])("is bounded prompt by prompt, with %i of 12 tokens listed", async (k) => {
    const a = whole("a.kld", 0);
    const { largest } = await verify(a, await lists("b.jsonl", 1, k));
    expect(largest).toHaveLength(20);
    for (const { id, variation } of largest) {
      const truth = await exact(a, whole("b", 1), Number(id.replace("prompt ", "")));
      expect(variation!.lower).toBeLessThanOrEqual(truth + 1e-9);
      expect(variation!.upper).toBeGreaterThanOrEqual(truth - 1e-9);
      if (k === VOCABULARY) expect(variation!.likely).toBeCloseTo(truth, 9);
    }
  });

  it("is told from another model in either order, by the prompts of the lists", async () => {
    const there = await verify(whole("a.kld", 0), await lists("b.jsonl", 1, 6));
    expect(there).toMatchObject({
      verdict: "different",
      decidedBy: "probabilities",
      prompts: { unit: "prompt", shared: PROMPTS, onlyReference: 0, onlyCandidate: 0 },
      reference: { name: "a.kld", format: "memory" },
    });
    const back = await verify(await lists("b.jsonl", 1, 6), whole("a.kld", 0));
    expect(back.verdict).toBe("different");
    expect(back.probabilities!.mean.bounds![0]).toBeCloseTo(there.probabilities!.mean.bounds![0], 9);
  });

  it("is the same model within a tolerance that so few prompts can prove", async () => {
    const result = await verify(whole("a.kld", 0), await lists("b.jsonl", 0.05, 6), { tolerance: 0.15 });
    expect(result.verdict).toBe("same");
    expect(result.probabilities!.mean.value).toBeLessThan(0.03);
  });

  it("says how many prompts of the lists are not in its text", async () => {
    const said = await lists("b.jsonl", 0, 6);
    const contents = said.contents.map((document, i) =>
      i === 0 ? { ...document, tokens: document.tokens.map((token) => ({ ...token, id: 0 })) } : document,
    );
    const result = await verify(whole("a.kld", 0), { ...said, contents });
    expect(result.prompts).toMatchObject({ shared: PROMPTS - 1, onlyCandidate: 1 });
  });

  it("is not asked of an endpoint, which is said", async () => {
    const live = endpointOf("http://live");
    await expect(verify(whole("a.kld", 0), live, { prompts: promptsOf(3) })).rejects.toThrow(
      "a.kld holds whole distributions of a text, which an endpoint is not asked for",
    );
    expect(live.asked).toEqual([]);
  });
});
