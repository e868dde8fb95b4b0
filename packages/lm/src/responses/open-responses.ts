import { basename } from "node:path";
import { RelentError } from "@relent/core";
import type { RecordedDocument, TopRecording } from "../recording.ts";
import type { OpenOptions } from "../recording-format.ts";
import { jsonValues, type ReadingNotes } from "./json-values.ts";
import { beginReading, type Reading, take } from "./reading.ts";
import { roundingOf } from "./rounding.ts";
import { isJson, unreadable } from "./shape.ts";

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** Whether a file that begins so may be JSON, plain or gzip: responses of a provider, one a line or in an array. */
export function looksLikeResponses(head: Uint8Array): boolean {
  if (head[0] === 0x1f && head[1] === 0x8b) return true;
  const start = BYTE_ORDER_MARK.every((byte, i) => head[i] === byte) ? 3 : 0;
  const first = head
    .subarray(start)
    .find((byte) => byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09);
  return first === 0x7b || first === 0x5b;
}

function notesOf(reading: Reading, { cutAt }: ReadingNotes, path: string): string[] {
  const { documents, failed, named, open } = reading;
  const silent = [...documents.values()].filter(
    ({ tokens, text }) => tokens.length === 0 && text !== "",
  ).length;
  return [
    ...(cutAt === undefined
      ? []
      : [`${path} breaks off in line ${cutAt}; what was whole before it was read`]),
    ...(open === undefined ? [] : [`${path} breaks off inside the response ${open.id}, which was left out`]),
    ...(failed === 0 ? [] : [`${failed} of the requests in ${path} had failed and hold no response`]),
    ...(silent === 0 ? [] : [`${silent} of the answers in ${path} have no log-probabilities, only a text`]),
    ...(named === false ? [`${path} has no custom_id; its responses are numbered in their order`] : []),
  ];
}

/**
 * The documents that one body of a provider's answer holds, as `id`, or `id#1`, `id#2`, … where it has several choices.
 *
 * @param otherwise what there is to do about answers without log-probabilities; null where their texts will do.
 * @throws RelentError "unreadable" where there are none.
 */
export function readBody(
  body: unknown,
  id: string,
  where: string,
  otherwise: string | null,
): RecordedDocument[] {
  const reading = beginReading(otherwise);
  if (!isJson(body)) throw unreadable(where, "is no object; an answer must be one");
  take(reading, { custom_id: id, response: { body } }, where);
  return [...reading.documents.values()];
}

/**
 * Reads the responses of a language-model API with the log-probabilities of their tokens.
 *
 * JSON Lines, one JSON array, or one object, plain or gzip; the format is told by the content: chat completions,
 * completions (also with echo), batches, the Responses API, vLLM's `prompt_logprobs`, llama-server, Text Generation
 * Inference, Ollama and samples of lm-evaluation-harness. Documents are named by `custom_id`, or by their order where
 * there is none. A value that breaks off at the end of the file is noted and left out. With `texts` answers without
 * log-probabilities are taken too, also `{custom_id, text}` and `{custom_id, texts}`.
 *
 * @throws RelentError "unreadable" with the line, for a broken line, mixed formats, an id that occurs twice, a response
 *   without log-probabilities, probabilities after sampling; "not-found" where there is no such file.
 */
export async function openResponses(
  path: string,
  { texts = false }: Pick<OpenOptions, "texts"> = {},
): Promise<TopRecording> {
  const otherwise = texts ? null : "texts alone can be verified (relent lm verify)";
  const reading = beginReading(otherwise);
  const notes: ReadingNotes = {};
  try {
    for await (const { value, line } of jsonValues(path, notes)) take(reading, value, `${path} line ${line}`);
  } catch (error) {
    if (error instanceof RelentError) throw error;
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new RelentError(
      missing ? "not-found" : "unreadable",
      `openResponses: ${path} ${missing ? "does not exist" : `cannot be read: ${(error as Error).message}`}`,
      { cause: error },
    );
  }
  const contents = [...reading.documents.values()];
  if (contents.length === 0) {
    const why = [
      ...(reading.failed > 0 ? [`all of its ${reading.failed} requests had failed`] : []),
      ...(reading.open === undefined ? [] : [`it breaks off inside the first, ${reading.open.id}`]),
      ...(notes.cutAt === undefined ? [] : [`line ${notes.cutAt} is cut off`]),
    ];
    throw unreadable(path, `no responses: ${why.join(", ") || "there are none"}`);
  }
  return {
    kind: "top",
    name: basename(path),
    format: reading.provider!.name,
    documents: contents.map(({ id }) => id),
    notes: notesOf(reading, notes, path),
    contents,
    grid: roundingOf(contents).grid,
  };
}
