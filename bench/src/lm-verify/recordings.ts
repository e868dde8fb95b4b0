import { normalDraw, type Random, random } from "@relent/core/random";
import type { RecordedDocument, RecordedToken, TopRecording } from "@relent/lm";

/** A recording that holds these documents. */
export function recordingOf(name: string, contents: readonly RecordedDocument[]): TopRecording {
  return {
    kind: "top",
    name,
    format: "simulated",
    documents: contents.map(({ id }) => id),
    notes: [],
    contents,
    grid: 0,
  };
}

const coin = (yes: number): RecordedToken => ({
  id: 1,
  text: "yes",
  logProbability: Math.log(yes),
  candidates: [
    { id: 1, text: "yes", logProbability: Math.log(yes) },
    { id: 0, text: "no", logProbability: Math.log1p(-yes) },
  ],
});

/**
 * Two recordings whose distance at each token is told: 0.4 against 0.4 + the number, of two outcomes.
 *
 * `distances` holds one list a prompt, every number below 0.6.
 */
export function atDistances(distances: readonly ArrayLike<number>[]): readonly [TopRecording, TopRecording] {
  const side = (name: string, of: (distance: number) => number): TopRecording =>
    recordingOf(
      name,
      distances.map((list, i) => ({ id: `p${i}`, tokens: Array.from(list, (x) => coin(of(x))) })),
    );
  return [side("reference", () => 0.4), side("candidate", (distance) => 0.4 + distance)];
}

const VOCABULARY = 100;

/** A made-up model: which weights it has, how far they were rounded, and how noisy its machine is. */
export interface Model {
  /** Standard deviation of what rounding the weights adds to a logit. */
  readonly rounding: number;
  /** Standard deviation of what a batch adds to a logit, new at every call. */
  readonly batch: number;
}

function logsAfter(context: string, { rounding, batch }: Model, call: Random): Float64Array {
  const base = random(`base ${context}`);
  const weights = random(`rounded ${context}`);
  const logits = Float64Array.from(
    { length: VOCABULARY },
    () => 2.5 * normalDraw(base) + rounding * normalDraw(weights) + batch * normalDraw(call),
  );
  const total = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
  return logits.map((logit) => logit - total);
}

function choose(logs: Float64Array, rng: Random): number {
  let left = rng.uniform();
  for (let token = 0; token < logs.length; token++) {
    left -= Math.exp(logs[token]!);
    if (left <= 0) return token;
  }
  return logs.length - 1;
}

/** How a model is asked. */
export interface Asking {
  readonly prompts: number;
  readonly samples: number;
  readonly tokens: number;
  /** Tokens listed at each place. */
  readonly top: number;
  /** Tokens are drawn; the likeliest otherwise. */
  readonly drawn: boolean;
  /** Whether their probabilities are recorded. */
  readonly told: boolean;
}

/** One letter a token, so that a character stands for a token in comparisons of texts. */
const letter = (token: number): string => String.fromCodePoint(0x4e00 + token);

function answer(prompt: string, id: string, model: Model, asking: Asking, call: Random): RecordedDocument {
  const tokens: RecordedToken[] = [];
  for (let context = prompt; tokens.length < asking.tokens; context += letter(tokens.at(-1)!.id!)) {
    const logs = logsAfter(context, model, call);
    const order = Array.from(logs.keys()).sort((a, b) => logs[b]! - logs[a]!);
    const token = asking.drawn ? choose(logs, call) : order[0]!;
    const candidate = (one: number) => ({ id: one, text: letter(one), logProbability: logs[one]! });
    tokens.push({
      ...candidate(token),
      logProbability: asking.told ? logs[token]! : null,
      candidates: asking.told ? order.slice(0, asking.top).map(candidate) : [],
    });
  }
  return { id, tokens };
}

/** What a made-up model answers; `run` decides prompts and draws. */
export function recorded(
  name: string,
  run: string,
  trial: number,
  model: Model,
  asking: Asking,
): TopRecording {
  const { prompts, samples } = asking;
  const contents = Array.from({ length: prompts }, (_, p) =>
    Array.from({ length: samples }, (_, s) =>
      answer(`${trial}/${p}:`, `p${p}#${s + 1}`, model, asking, random(`${run} ${trial} ${p} ${s}`)),
    ),
  ).flat();
  return recordingOf(name, contents);
}
