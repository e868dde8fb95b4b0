import { RelentError } from "@relent/core";
import { readBody } from "../responses/open-responses.ts";
import { parseJson } from "../responses/parse-json.ts";
import { headerOf, type Job, jobsOf, unanswered } from "./jobs.ts";
import { lineTo } from "./line.ts";
import { Hopeless, type Line, post } from "./post.ts";
import type { RecordFailure, RecordOptions, RecordResult } from "./record-types.ts";
import { openRecordingFile, type RecordingFile } from "./recording-file.ts";
import { REQUEST_FORMATS } from "./request-format.ts";
import { withoutKey } from "./secret.ts";

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
  const header = headerOf(options, line.address.name);
  const jobs = jobsOf(prompts, header);
  const otherwise = header.top === null ? null : REQUEST_FORMATS[options.format ?? "chat"].otherwise;
  const file = await openRecordingFile(output, header);
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  try {
    const open = unanswered(jobs, file.done, output);
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
