import { createHash } from "node:crypto";
import { RelentError } from "@relent/core";
import { RECORD_SCHEMA } from "../responses/envelope.ts";
import { readBody } from "../responses/open-responses.ts";
import { parseJson } from "../responses/parse-json.ts";
import { sampleId } from "../sample-id.ts";
import type { EndpointOptions, RequestFormat } from "./endpoint-types.ts";
import { lineTo } from "./line.ts";
import { Hopeless, type Line, post } from "./post.ts";
import type { NamedPrompt } from "./prompts.ts";
import { openRecordingFile, type RecordingFile, type RecordingHeader } from "./recording-file.ts";
import { REQUEST_FORMATS } from "./request-format.ts";
import { withoutKey } from "./secret.ts";
import { TEXTS } from "./texts.ts";

/** What is recorded, of which endpoint, into which file. */
export interface RecordOptions extends EndpointOptions {
  readonly url: string;
  readonly prompts: readonly NamedPrompt[];
  /** The file; one that was begun with the same settings is gone on with. */
  readonly output: string;
  /** Completions of each prompt; default 1, of texts alone 10. */
  readonly samples?: number;
  /** Most tokens of a completion; default 128. With `"completions"` 0 scores the prompt itself. */
  readonly maxTokens?: number;
  /** Likeliest tokens asked for at each place; default 20. */
  readonly top?: number;
  /** Ask for no log-probabilities and record texts alone, of providers that give none; default false. */
  readonly texts?: boolean;
  /** Sent with the first sample, and one more with each that follows; none is sent where absent. */
  readonly seed?: number;
  /** Requests that are under way at once, at most; default 4. */
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
  /** Hears how many answers there are of how many. */
  readonly onProgress?: (done: number, all: number) => void;
}

/** An answer that could not be had. */
export interface RecordFailure {
  readonly id: string;
  readonly reason: string;
}

/** How a recording went. */
export interface RecordResult {
  readonly output: string;
  /** Answers that are in the file now. */
  readonly answers: number;
  /** Those of them that were there before. */
  readonly before: number;
  /** Tokens with log-probabilities that this run added. */
  readonly tokens: number;
  /** Bytes of a broken last line that were taken off before. */
  readonly discarded: number;
  readonly failures: readonly RecordFailure[];
}

interface Job {
  readonly id: string;
  readonly body: string;
  /** Tells whether an id was asked the same before. */
  readonly asked: string;
}

const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

function headerOf(options: RecordOptions, line: Line): RecordingHeader {
  const { format = "chat", model, top = 20, maxTokens = 128, seed, texts = false } = options;
  const { temperature = texts ? TEXTS.temperature : 0, samples = texts ? TEXTS.samples : 1 } = options;
  return {
    schema: RECORD_SCHEMA,
    endpoint: line.address.name,
    format,
    model: model ?? null,
    top: texts ? null : top,
    maxTokens,
    temperature,
    seed: seed ?? null,
    samples,
  };
}

function jobsOf(prompts: readonly NamedPrompt[], header: RecordingHeader): Job[] {
  const { model, top, maxTokens, temperature, seed, samples } = header;
  const { body } = REQUEST_FORMATS[header.format as RequestFormat];
  return prompts.flatMap(({ id, prompt }) =>
    Array.from({ length: samples }, (_, sample): Job => {
      const request = body(prompt, {
        ...(model !== null && { model }),
        maxTokens,
        top,
        temperature,
        ...(seed !== null && { seed: seed + sample }),
      });
      const text = JSON.stringify(request);
      return { id: sampleId(id, sample, samples), body: text, asked: digest(text) };
    }),
  );
}

function left(jobs: readonly Job[], done: ReadonlyMap<string, string>, output: string): Job[] {
  return jobs.filter(({ id, asked }) => {
    const before = done.get(id);
    if (before !== undefined && before !== asked) {
      throw new RelentError(
        "incompatible",
        `record: ${output} has an answer of ${id} to another prompt; give a new file, or another id`,
        { value: id },
      );
    }
    return before === undefined;
  });
}

/** The line of an answer, its body as the server wrote it: JavaScript would change the order of numbered keys. */
const lineOf = ({ id, asked }: Job, body: string): string =>
  `{"custom_id":${JSON.stringify(id)},"asked":"${asked}","response":{"status_code":200,"body":` +
  `${body.replaceAll(/[\r\n]+/g, " ").trim()}}}`;

async function answer(
  job: Job,
  line: Line,
  file: RecordingFile,
  signal: AbortSignal,
  otherwise: string | null,
): Promise<number> {
  const body = withoutKey(await post(line, job.body, signal), line.key, false);
  const documents = readBody(parseJson(body), job.id, `the answer to ${job.id}`, otherwise);
  await file.append(lineOf(job, body));
  return documents.reduce((sum, { tokens }) => sum + tokens.length, 0);
}

function checkCounts({
  samples = 1,
  concurrency = 4,
  top = 20,
  maxTokens = 128,
  prompts,
}: RecordOptions): void {
  for (const [name, value, least] of [
    ["samples", samples, 1],
    ["concurrency", concurrency, 1],
    ["top", top, 0],
    ["maxTokens", maxTokens, 0],
  ] as const) {
    if (Number.isSafeInteger(value) && value >= least) continue;
    throw new RelentError(
      "invalid-argument",
      `record: ${name} = ${value}; it must be a whole number of at least ${least}`,
      {
        value,
      },
    );
  }
  if (prompts.length === 0) {
    throw new RelentError("invalid-argument", "record: there are no prompts; at least one is needed");
  }
}

/** This many failures without a single answer are taken for a server that will never answer. */
const ENOUGH_FAILURES = 3;

/**
 * Records an endpoint's answers to prompts, with the log-probabilities of their tokens, line by line into a file.
 *
 * Each line holds the server's own answer under the prompt's id (`custom_id`, as in OpenAI's batches; samples are
 * `id#1`, `id#2`, …) and is on the disk before it counts, so that a run that was stopped, however, goes on where it was:
 * call it again with the same settings. The first line holds these; keys are never written. Failures that pass are
 * tried again; what fails for good is left out and listed, and tried again by the next run.
 *
 * @throws RelentError "invalid-argument"; "incompatible" where the file holds something else; "unwritable"; "unreadable"
 *   where the server refuses every request; "interrupted" when the signal fires, with all whole answers kept.
 */
export async function record(options: RecordOptions): Promise<RecordResult> {
  checkCounts(options);
  const { output, prompts, concurrency = 4, onProgress } = options;
  const line = lineTo(options.url, options);
  const header = headerOf(options, line);
  const jobs = jobsOf(prompts, header);
  const otherwise = header.top === null ? null : REQUEST_FORMATS[options.format ?? "chat"].otherwise;
  const file = await openRecordingFile(output, header);
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  try {
    const open = left(jobs, file.done, output);
    const before = jobs.length - open.length;
    const failures: RecordFailure[] = [];
    let [added, tokens, next] = [0, 0, 0];
    onProgress?.(before, jobs.length);
    const work = async (): Promise<void> => {
      for (let job = open[next++]; job !== undefined; job = open[next++]) {
        try {
          const count = await answer(job, line, file, signal, otherwise);
          tokens += count;
          added += 1;
          onProgress?.(before + added, jobs.length);
        } catch (error) {
          if (signal.aborted) return;
          const ours =
            error instanceof RelentError && error.code === "unreadable" && !(error instanceof Hopeless);
          if (!ours || (added === 0 && failures.length + 1 >= ENOUGH_FAILURES)) {
            stop.abort(error);
            return;
          }
          failures.push({ id: job.id, reason: error.message.replace(/^\w+: /, "") });
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(concurrency, open.length) }, work));
    if (stop.signal.aborted) throw stop.signal.reason;
    if (options.signal?.aborted) {
      throw new RelentError(
        "interrupted",
        `record: interrupted; ${before + added} of ${jobs.length} answers are in ${output}, run it again to go on`,
      );
    }
    return { output, answers: before + added, before, tokens, discarded: file.discarded, failures };
  } finally {
    await file.close();
  }
}
