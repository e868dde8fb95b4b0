import { parseJson } from "../responses/parse-json.ts";
import { isJson, type Json } from "../responses/shape.ts";
import { retryAfter } from "./back-off.ts";
import type { Reply } from "./send.ts";

/** A request that failed: for good, for this prompt alone, or for now. */
export interface Refusal {
  readonly what: string;
  readonly kind: "hopeless" | "prompt" | "passing";
  /** Milliseconds that the server asked to wait. */
  readonly asked?: number;
}

/** Statuses of a server that may well answer later. */
const PASSING = new Set([408, 409, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529]);

/** Statuses that no prompt of this run will get past. */
const HOPELESS = new Set([301, 302, 303, 307, 308, 401, 402, 403, 404, 405, 501]);

/** What the system's errors mean to somebody who gave an address, and whether they may pass. */
const BROKEN: Readonly<Record<string, readonly [what: string, kind: Refusal["kind"]]>> = {
  ECONNREFUSED: ["nothing listens there; is the server running?", "passing"],
  ENOTFOUND: ["there is no such host", "passing"],
  EAI_AGAIN: ["the host's name cannot be looked up", "passing"],
  ECONNRESET: ["the connection broke off", "passing"],
  EPIPE: ["the connection broke off", "passing"],
  ETIMEDOUT: ["the host does not answer", "passing"],
  EHOSTUNREACH: ["the host cannot be reached", "passing"],
  ENETUNREACH: ["the host cannot be reached", "passing"],
  EPROTO: ["the server does not speak TLS; is it http:?", "hopeless"],
  ERR_SSL_WRONG_VERSION_NUMBER: ["the server does not speak TLS; is it http:?", "hopeless"],
  CERT_HAS_EXPIRED: ["the server's certificate has expired", "hopeless"],
  DEPTH_ZERO_SELF_SIGNED_CERT: [
    "the server's certificate is its own; NODE_EXTRA_CA_CERTS can name it",
    "hopeless",
  ],
  SELF_SIGNED_CERT_IN_CHAIN: [
    "the server's certificate is not trusted; NODE_EXTRA_CA_CERTS can name its authority",
    "hopeless",
  ],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: [
    "the server's certificate is not trusted; NODE_EXTRA_CA_CERTS can name its authority",
    "hopeless",
  ],
};

const SHOWN = 200;

/** Takes secrets out of what a server said. */
export type Hide = (text: string) => string;

/** A text in one short line; secrets are taken out of it before it is cut. */
function brief(text: string, hide: Hide, most: number = SHOWN): string {
  const line = hide(text).replaceAll(/\s+/g, " ").trim();
  return line.length > most ? `${line.slice(0, most)}…` : line;
}

/** What a server said of its failure. */
function complaint(text: string, hide: Hide): string {
  const message = /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? text;
  const line = brief(message, hide);
  return line === "" ? "" : `: ${line}`;
}

const kindOf = (status: number): Refusal["kind"] =>
  HOPELESS.has(status) ? "hopeless" : PASSING.has(status) ? "passing" : "prompt";

/** A refusal by its status. */
export function refused({ status, headers, text }: Reply, hide: Hide): Refusal {
  const asked = retryAfter(headers["retry-after"] ?? null, Date.now());
  const { location } = headers;
  const moved = location === undefined ? "" : ` to ${brief(location, hide)}; give that address`;
  return {
    what: `HTTP ${status}${moved}${complaint(text, hide)}`,
    kind: kindOf(status),
    ...(asked !== undefined && { asked }),
  };
}

/** The error in a body that came with a status of success, as gateways pass on the failures of servers behind them. */
const errorIn = (body: unknown): Json | null =>
  isJson(body) && isJson(body.error) && body.choices === undefined && body.output === undefined
    ? body.error
    : null;

/** What is wrong with the body of an answer, or null where it is one. */
export function unusable({ status, headers, text }: Reply, hide: Hide): Refusal | null {
  let body: unknown;
  try {
    body = parseJson(text);
  } catch {
    const type = headers["content-type"]?.split(";")[0] ?? "no type";
    const shown = text.trim() === "" ? "is empty" : `is no whole JSON (${type}: ${brief(text, hide, 60)})`;
    return { what: `HTTP ${status}, and the answer ${shown}`, kind: "passing" };
  }
  const error = errorIn(body);
  if (error === null) return null;
  const code = Number(error.code);
  return {
    what: `an error as an answer${complaint(text, hide)}`,
    kind: code >= 400 && code < 600 ? kindOf(code) : "passing",
  };
}

/** A connection that failed. */
export function broken(error: unknown): Refusal {
  const { code, message } = error as NodeJS.ErrnoException;
  const known = code === undefined ? undefined : BROKEN[code];
  if (known !== undefined) return { what: `${known[0]} (${code})`, kind: known[1] };
  return { what: message || code || "the connection failed", kind: "passing" };
}
