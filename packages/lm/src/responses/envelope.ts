import { isJson, type Json } from "./shape.ts";

/** The first line of a recording that relent makes. */
export const RECORD_SCHEMA = "relent/lm-record@1";

/** A response's body with what was wrapped around it. */
export interface Envelope {
  readonly id: string | null;
  /** Absent where the request failed. */
  readonly body?: Json;
}

const failed = (value: Json): boolean =>
  (value.error !== undefined && value.error !== null) ||
  (typeof value.status_code === "number" && value.status_code >= 400);

/** Texts alone have no envelope, and no id of the provider's own. */
const isPlain = ({ text, texts }: Json): boolean => typeof text === "string" || Array.isArray(texts);

/** Takes a body out of the lines of a Batch API (`{custom_id, response: {status_code, body}, error}`) and the like. */
export function unwrap(value: Json): Envelope {
  const given = value.custom_id ?? (isPlain(value) ? value.id : undefined);
  const id = given === undefined ? null : String(given);
  const { response } = value;
  const inner = isJson(response) ? response : value;
  const body = isJson(inner.body) ? inner.body : inner;
  return failed(value) || failed(inner) || failed(body) ? { id } : { id, body };
}
