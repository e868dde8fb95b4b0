import type { RecordedDocument, RecordedToken } from "../recording.ts";
import { sampleId } from "../sample-id.ts";
import { RECORD_SCHEMA, unwrap } from "./envelope.ts";
import type { Provider } from "./provider.ts";
import { PROVIDERS } from "./providers.ts";
import { isJson, type Json, unreadable } from "./shape.ts";

/** The reading of one file, value by value. */
export interface Reading {
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

/** The beginning of a reading. */
export const beginReading = (otherwise: string | null): Reading => ({
  documents: new Map(),
  count: 0,
  failed: 0,
  otherwise,
});

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

/** Takes in one value of the file. */
export function take(reading: Reading, value: unknown, where: string): void {
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
