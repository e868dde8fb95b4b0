import { normalDraw, type Random, random } from "@relent/core/random";
import type { Endpoint, RecordedDocument, RecordedToken, TopRecording } from "../../src/index.ts";

const VOCABULARY = 40;

/** How a made-up provider answers. */
export interface ProviderOptions {
  /** Standard deviation of what is added to every logit, the same at each call for one `salt`. */
  readonly noise?: number;
  /** Which weights the noise stands for. */
  readonly salt?: number | string;
  /** Tokens listed at each place (default 8). */
  readonly top?: number;
  /** Whether tokens are drawn from the distribution; the likeliest otherwise. */
  readonly sampled?: boolean;
  readonly tokens?: number;
  /** Draws of an answer start here, so that two recordings of one model differ. */
  readonly run?: number;
  /** Noise that differs from call to call, as batches make it. */
  readonly batchNoise?: number;
}

const nameOf = (token: number): string => ` w${token}`;

/** Log-probabilities after a context: Zipf-like logits in an order that the context decides. */
function distribution(context: string, options: ProviderOptions, batch: Random): Float64Array {
  const shape = random(`context ${context}`);
  const weights = random(`weights ${options.salt ?? 0} ${context}`);
  const logits = Float64Array.from(
    { length: VOCABULARY },
    () =>
      2 * normalDraw(shape) +
      (options.noise ?? 0) * normalDraw(weights) +
      (options.batchNoise ?? 0) * normalDraw(batch),
  );
  const total = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
  return logits.map((logit) => logit - total);
}

function draw(logs: Float64Array, rng: Random): number {
  let u = rng.uniform();
  for (let token = 0; token < logs.length; token++) {
    u -= Math.exp(logs[token]!);
    if (u <= 0) return token;
  }
  return logs.length - 1;
}

/** One answer of a made-up provider to a prompt. */
export function answer(prompt: string, id: string, options: ProviderOptions = {}): RecordedDocument {
  const { top = 8, sampled = false, tokens = 4, run = 0 } = options;
  const rng = random(`answer ${id} ${run} ${options.salt ?? 0}`);
  const written: RecordedToken[] = [];
  for (let context = prompt; written.length < tokens; ) {
    const logs = distribution(context, options, rng);
    const order = Array.from(logs.keys()).sort((a, b) => logs[b]! - logs[a]!);
    const chosen = sampled ? draw(logs, rng) : order[0]!;
    written.push({
      id: chosen,
      text: nameOf(chosen),
      logProbability: logs[chosen]!,
      candidates: order
        .slice(0, top)
        .map((token) => ({ id: token, text: nameOf(token), logProbability: logs[token]! })),
    });
    context += nameOf(chosen);
  }
  return { id, tokens: written };
}

const idsOf = (id: string, samples: number): string[] =>
  samples === 1 ? [id] : Array.from({ length: samples }, (_, i) => `${id}#${i + 1}`);

/** A recording of a made-up provider's answers to prompts p1, p2, … */
export function recordingOf(
  name: string,
  prompts: number,
  options: ProviderOptions & { readonly samples?: number } = {},
): TopRecording {
  const contents = Array.from({ length: prompts }, (_, i) => `p${i + 1}`).flatMap((id) =>
    idsOf(id, options.samples ?? 1).map((one) => answer(id, one, options)),
  );
  return {
    kind: "top",
    name,
    format: "made up",
    documents: contents.map(({ id }) => id),
    notes: [],
    contents,
    grid: 0,
  };
}

/** A made-up provider behind an address, which counts what it is asked. */
export function endpointOf(
  name: string,
  options: ProviderOptions & { readonly fails?: (id: string) => boolean } = {},
): Endpoint & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    name,
    asked,
    async complete(prompt, { samples = 1, id = "prompt" } = {}) {
      asked.push(id);
      if (options.fails?.(id)) throw new Error(`no answer to ${id}`);
      return idsOf(id, samples).map((one) => answer(String(prompt), one, options));
    },
  };
}

/** Prompts p1, p2, … as an endpoint is asked them. */
export const promptsOf = (count: number): { id: string; prompt: string }[] =>
  Array.from({ length: count }, (_, i) => ({ id: `p${i + 1}`, prompt: `p${i + 1}` }));

/** A recording of the same answers without their probabilities. */
export const textsAlone = (recording: TopRecording): TopRecording => ({
  ...recording,
  contents: recording.contents.map(({ id, tokens }) => ({
    id,
    tokens: tokens.map((token) => ({ ...token, logProbability: null, candidates: [] })),
  })),
});
