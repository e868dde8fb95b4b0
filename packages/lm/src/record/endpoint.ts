import type { RecordedDocument } from "../recording.ts";
import { readBody } from "../responses/open-responses.ts";
import { parseJson } from "../responses/parse-json.ts";
import { sampleId } from "../sample-id.ts";
import type { CompleteOptions, Endpoint, EndpointOptions, Prompt } from "./endpoint-types.ts";
import { lineTo } from "./line.ts";
import { post } from "./post.ts";
import { REQUEST_FORMATS } from "./request-format.ts";

/**
 * A model behind an HTTP address, asked for completions with the log-probabilities of their tokens.
 *
 * `url` is the server (`http://localhost:8080`), its `/v1`, or the whole path. Failures that may pass (429, 5xx, broken
 * connections, answers cut off, silence) are tried again with growing waits, `Retry-After` honoured. Samples of one
 * call go out together, so a caller bounds how many requests there are at once by `samples`.
 *
 * @throws RelentError "invalid-argument" for an address, format or key that cannot be used; `complete` throws
 *   "unreadable" where the server refuses or its answers hold no log-probabilities.
 */
export function endpoint(url: string, options: EndpointOptions = {}): Endpoint {
  const line = lineTo(url, options);
  const format = REQUEST_FORMATS[options.format ?? "chat"];
  return {
    name: line.address.name,
    async complete(prompt: Prompt, asked: CompleteOptions = {}): Promise<RecordedDocument[]> {
      const { samples = 1, maxTokens = 16, top = 20, texts = false, id = "prompt", seed } = asked;
      const signal = asked.signal ?? new AbortController().signal;
      const otherwise = texts ? null : format.otherwise;
      const temperature = asked.temperature ?? options.temperature ?? 0;
      const one = async (sample: number): Promise<RecordedDocument[]> => {
        const body = format.body(prompt, {
          ...(options.model !== undefined && { model: options.model }),
          maxTokens,
          top: texts ? null : top,
          temperature,
          ...(seed !== undefined && { seed: seed + sample }),
        });
        const text = await post(line, JSON.stringify(body), signal);
        return readBody(parseJson(text), sampleId(id, sample, samples), line.address.name, otherwise);
      };
      const answers = await Promise.all(Array.from({ length: samples }, (_, sample) => one(sample)));
      return answers.flat();
    },
  };
}
