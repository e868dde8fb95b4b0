import { basename } from "node:path";
import { RelentError } from "@relent/core";
import type { RecordedDocument, RecordedToken, TopRecording } from "../recording.ts";
import type { OpenOptions } from "../recording-format.ts";
import { sampleId } from "../sample-id.ts";
import { RECORD_SCHEMA, unwrap } from "./envelope.ts";
import { jsonValues, type ReadingNotes } from "./json-values.ts";
import type { Provider } from "./provider.ts";
import { PROVIDERS } from "./providers.ts";
import { roundingOf } from "./rounding.ts";
import { isJson, type Json, unreadable } from "./shape.ts";

/** The reading of one file, value by value. */
interface Reading {
  readonly documents: Map<string, RecordedDocument>;
  provider?: Provider;
  /** Responses so far, failed ones too. */
  count: number;
  /** Whether the values carry ids of their own. */
  named?: boolean;
  failed: number;
  /** A streamed response that is not at its end. */
  open?: { id: string; tokens: RecordedToken[]; text: string };
  /** What there is to do about answers without log-probabilities; null where their texts will do. */
  readonly otherwise: string | null;
}

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

function providerOf(reading: Reading, body: Json, where: string): Provider {
  if (Array.isArray(body.choices) && body.choices.length === 0) {
    throw unreadable(where, "choices is empty, there is no answer in it");
  }
  const provider = PROVIDERS.find((one) => one.recognises(body));
  if (provider === undefined) {
    const fields = Object.keys(body).slice(0, 8).join(", ");
    throw unreadable(
      where,
      `fields ${fields} are of no known provider; known: ${PROVIDERS.map((p) => p.name).join(", ")}`,
    );
  }
  if (reading.provider !== undefined && provider !== reading.provider) {
    throw unreadable(
      where,
      `${provider.name} after ${reading.provider.name}; a recording must be of one format`,
    );
  }
  return provider;
}

function add(reading: Reading, document: RecordedDocument, where: string): void {
  if (reading.documents.has(document.id)) {
    throw unreadable(
      where,
      `id ${document.id} occurs twice; each response must have an id of its own`,
      document.id,
    );
  }
  reading.documents.set(document.id, document);
}

function identified(reading: Reading, id: string | null, where: string): string {
  const named = id !== null;
  if (reading.named !== undefined && reading.named !== named) {
    throw unreadable(
      where,
      `custom_id is ${named ? "there" : "missing"}, unlike before; all must have one, or none`,
    );
  }
  reading.named = named;
  return id ?? String(reading.count);
}

function take(reading: Reading, value: unknown, where: string): void {
  if (!isJson(value)) throw unreadable(where, "is no object; each value must be a response");
  if (value.schema === RECORD_SCHEMA) return;
  const { id, body } = unwrap(value);
  if (reading.open === undefined) reading.count += 1;
  if (body === undefined) {
    reading.failed += 1;
    return;
  }
  const provider = providerOf(reading, body, where);
  reading.provider = provider;
  const answers = provider.read(body, where);
  const missing = answers.find((answer) => answer.missing !== undefined)?.missing;
  if (missing !== undefined && reading.otherwise !== null) {
    throw unreadable(where, `${missing}; ${reading.otherwise}`);
  }
  const [first] = answers;
  if (reading.open !== undefined || first?.goesOn === true) {
    reading.open ??= { id: identified(reading, id, where), tokens: [], text: "" };
    reading.open.tokens.push(...(first?.tokens ?? []));
    reading.open.text += first?.text ?? "";
    if (first?.goesOn === true) return;
    add(reading, reading.open, where);
    delete reading.open;
    return;
  }
  const name = identified(reading, id, where);
  answers.forEach(({ tokens, text, label }, i) => {
    const id = label ?? sampleId(name, i, answers.length);
    add(reading, { id, tokens, ...(text !== undefined && { text }) }, where);
  });
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
  const reading: Reading = { documents: new Map(), count: 0, failed: 0, otherwise };
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
  const reading: Reading = { documents: new Map(), count: 0, failed: 0, otherwise };
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
    const why = reading.failed > 0 ? `all of its ${reading.failed} requests had failed` : "there are none";
    throw unreadable(path, `no responses: ${why}`);
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
