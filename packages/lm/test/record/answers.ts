import { type ToyToken, toyContinuation, toyScores } from "./toy-model.ts";

/** What a request asks, as the body says it. */
export type Asked = Readonly<Record<string, unknown>>;

/** Writes an answer as one provider writes it. */
export type Answer = (asked: Asked, seed: number) => unknown;

const number = (value: unknown, otherwise: number): number => (typeof value === "number" ? value : otherwise);

const chatToken = ({ id: _, text, logprob }: ToyToken) => ({
  token: text,
  logprob,
  bytes: [...new TextEncoder().encode(text)],
});

const listed = (place: readonly ToyToken[], k: number, write: (token: ToyToken) => object = chatToken) => ({
  ...write(place[0]!),
  top_logprobs: place.slice(0, k).map(write),
});

const said = (places: readonly ToyToken[][]): string => places.map((place) => place[0]!.text).join("");

const lastContent = (asked: Asked): string =>
  String(
    (asked.messages as { content: string }[] | undefined)?.at(-1)?.content ?? asked.prompt ?? asked.inputs,
  );

const dictionary = (tokens: readonly ToyToken[]): Record<string, number> =>
  Object.fromEntries(tokens.map(({ text, logprob }) => [text, logprob]));

/** Keys in the order given, which an object of JavaScript would not keep for numbers. */
const numbered = (entries: readonly (readonly [number, unknown])[]): string =>
  `{${entries.map(([id, value]) => `"${id}": ${JSON.stringify(value)}`).join(", ")}}`;

const chat: Answer = (asked, seed) => {
  const places = toyContinuation(
    lastContent(asked),
    number(asked.max_completion_tokens ?? asked.max_tokens, 4),
    seed,
  );
  const content = places.map((place) => listed(place, number(asked.top_logprobs, 5)));
  return {
    id: "chatcmpl-1",
    object: "chat.completion",
    model: asked.model ?? "toy",
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: said(places) },
        logprobs: { content },
        finish_reason: "length",
      },
    ],
    usage: { completion_tokens: places.length },
  };
};

const echoed: Answer = (asked, seed) => {
  const scores = toyScores(String(asked.prompt), seed);
  const k = number(asked.logprobs, 5);
  return {
    object: "text_completion",
    choices: [
      {
        index: 0,
        text: asked.prompt,
        logprobs: {
          tokens: scores.map(({ token }) => token.text),
          token_logprobs: scores.map(({ token, place }) => (place === null ? null : token.logprob)),
          top_logprobs: scores.map(({ token, place }) =>
            place === null ? null : dictionary([...place.slice(0, k), token]),
          ),
          text_offset: scores.map((_, i) => 4 * i),
        },
      },
    ],
  };
};

/** vLLM's: the token of the prompt first, then the k likeliest. */
const promptLists = (asked: Asked, seed: number): string => {
  const k = number(asked.prompt_logprobs, 5);
  const lists = toyScores(String(asked.prompt), seed).map(({ token, place }) => {
    if (place === null) return "null";
    const entry = (one: ToyToken) =>
      [one.id, { logprob: one.logprob, rank: place.indexOf(one) + 1, decoded_token: one.text }] as const;
    return numbered([token, ...place.slice(0, k).filter((one) => one !== token)].map(entry));
  });
  return `[${lists.join(", ")}]`;
};

const completions: Answer = (asked, seed) => {
  if (asked.echo === true) return echoed(asked, seed);
  const places = toyContinuation(String(asked.prompt), number(asked.max_tokens, 4), seed);
  const k = number(asked.logprobs, 0);
  const choice = {
    index: 0,
    text: said(places),
    logprobs:
      k === 0
        ? null
        : {
            tokens: places.map((place) => place[0]!.text),
            token_logprobs: places.map((place) => place[0]!.logprob),
            top_logprobs: places.map((place) => dictionary(place.slice(0, k))),
            text_offset: places.map((_, i) => i),
          },
  };
  if (asked.prompt_logprobs === undefined) return { object: "text_completion", choices: [choice] };
  return `{"object": "text_completion",\n "choices": [{"index": 0, "text": ${JSON.stringify(choice.text)}, "logprobs": null,
 "prompt_logprobs": ${promptLists(asked, seed)}}]}`;
};

const llamaServer: Answer = (asked, seed) => {
  const places = toyContinuation(String(asked.prompt), number(asked.n_predict, 4), seed);
  const withId = (token: ToyToken) => ({ id: token.id, ...chatToken(token) });
  return {
    content: said(places),
    stop: true,
    completion_probabilities: places.map((place) => listed(place, number(asked.n_probs, 5), withId)),
  };
};

const responses: Answer = (asked, seed) => {
  const places = toyContinuation(String(asked.input), number(asked.max_output_tokens, 4), seed);
  const logprobs = places.map((place) => listed(place, number(asked.top_logprobs, 5)));
  return {
    object: "response",
    output: [
      { type: "reasoning", summary: [] },
      { type: "message", content: [{ type: "output_text", text: said(places), logprobs }] },
    ],
  };
};

const tgi: Answer = (asked, seed) => {
  const { max_new_tokens, top_n_tokens } = (asked.parameters ?? {}) as Record<string, unknown>;
  const places = toyContinuation(String(asked.inputs), number(max_new_tokens, 4), seed);
  const withId = ({ id, text, logprob }: ToyToken) => ({ id, text, logprob, special: false });
  return {
    generated_text: said(places),
    details: {
      prefill: [],
      tokens: places.map((place) => withId(place[0]!)),
      top_tokens: places.map((place) => place.slice(0, number(top_n_tokens, 5)).map(withId)),
    },
  };
};

const ollama: Answer = (asked, seed) => {
  const places = toyContinuation(String(asked.prompt), 4, seed);
  return {
    model: "toy",
    response: said(places),
    done: true,
    logprobs: places.map((place) => listed(place, number(asked.top_logprobs, 5))),
  };
};

/** The answer of each provider by the path that it listens on. */
export const ANSWERS: Readonly<Record<string, Answer>> = {
  "/v1/chat/completions": chat,
  "/v1/completions": completions,
  "/completion": llamaServer,
  "/v1/responses": responses,
  "/generate": tgi,
  "/api/generate": ollama,
};
