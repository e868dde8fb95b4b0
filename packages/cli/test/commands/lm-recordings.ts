import { writeFileSync } from "node:fs";
import { random } from "@relent/core/random";
import { openRecording, writeKld } from "@relent/lm";

const VOCABULARY = 40;
const CONTEXT = 20;
const SCORED = CONTEXT - 1 - CONTEXT / 2;

/** Writes a recording of `chunks` chunks whose logits are the same but for noise; `text` is the seed of both. */
export async function recording(path: string, noise: number, chunks = 30, text = 1): Promise<void> {
  const [rng, moved] = [random(text), random([2, noise])];
  const tokens = Array.from({ length: chunks * CONTEXT }, () => rng.integer(VOCABULARY));
  const rows = Array.from({ length: chunks * SCORED }, () =>
    Float32Array.from({ length: VOCABULARY }, () => 8 * rng.uniform() + noise * (2 * moved.uniform() - 1)),
  );
  await writeKld(path, { context: CONTEXT, vocabulary: VOCABULARY, tokens }, rows);
}

/** What vLLM says of the scored tokens of a recording, chunk by chunk: their log-probabilities and the 20 likeliest. */
export async function promptLogprobs(path: string): Promise<string> {
  const whole = await openRecording(path);
  if (whole.kind !== "full") throw new Error(`${path} is no whole recording`);
  const logs = new Float64Array(VOCABULARY);
  const lines: string[] = [];
  for (let row = 0; row < whole.rows; row += SCORED) {
    const ids = Array.from({ length: CONTEXT - SCORED }, () => 0);
    const lists: (object | null)[] = ids.map(() => null);
    for (let i = row; i < row + SCORED; i++) {
      await whole.logProbabilities(i, logs);
      const order = [...logs.keys()].sort((a, b) => logs[b]! - logs[a]!);
      const came = whole.targets![i]!;
      const listed = [came, ...order.slice(0, 20).filter((id) => id !== came)];
      const said = listed.map((id) => [
        id,
        { logprob: logs[id], rank: order.indexOf(id) + 1, decoded_token: `<${id}>` },
      ]);
      ids.push(came);
      lists.push(Object.fromEntries(said));
    }
    const choice = { index: 0, text: "", prompt_logprobs: lists, prompt_token_ids: ids };
    lines.push(JSON.stringify({ custom_id: `text ${row}`, response: { body: { choices: [choice] } } }));
  }
  await whole.close();
  return `${lines.join("\n")}\n`;
}

/** A tokenizer of these tokens: words, digits and signs. */
export function tokenizer(path: string): void {
  const kinds = [(i: number) => `Ġword${i}`, (i: number) => `part${i}`, (i: number) => `${i}`, () => "."];
  const vocab = Object.fromEntries(
    Array.from({ length: VOCABULARY }, (_, i) => [
      i % 4 === 3 ? `${"!?.,;:-+*/"[i >> 2]}` : kinds[i % 4]!(i),
      i,
    ]),
  );
  writeFileSync(path, JSON.stringify({ decoder: { type: "ByteLevel" }, model: { type: "BPE", vocab } }));
}

const line = (
  id: string,
  tokens: readonly (readonly [string, number, readonly (readonly [string, number])[]])[],
) =>
  JSON.stringify({
    custom_id: id,
    response: {
      body: {
        object: "chat.completion",
        choices: [
          {
            index: 0,
            message: { role: "assistant", content: tokens.map(([token]) => token).join("") },
            logprobs: {
              content: tokens.map(([token, logprob, top]) => ({
                token,
                logprob,
                bytes: [...Buffer.from(token)],
                top_logprobs: top.map(([other, value]) => ({
                  token: other,
                  logprob: value,
                  bytes: [...Buffer.from(other)],
                })),
              })),
            },
          },
        ],
      },
    },
  });

/** Writes a batch of chat responses with the three likeliest tokens of each place. */
export function responses(path: string, shift: number, documents = 25): void {
  const rng = random(3);
  const lines = Array.from({ length: documents }, (_, i) => {
    const tokens = Array.from({ length: 6 }, (__, j) => {
      const first = 0.5 + 0.3 * rng.uniform() - shift;
      const list = [
        ["a", Math.log(first)],
        ["b", Math.log(0.15)],
        [" c", Math.log(0.05)],
      ] as const;
      return [j % 2 === 0 ? "a" : "b", list[j % 2]![1], list] as const;
    });
    return line(`prompt-${i}`, tokens);
  });
  writeFileSync(path, `${lines.join("\n")}\n`);
}
