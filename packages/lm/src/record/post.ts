import { setTimeout as sleep } from "node:timers/promises";
import { RelentError } from "@relent/core";
import type { Random } from "@relent/core/random";
import { parseJson } from "../responses/parse-json.ts";
import type { Address } from "./address.ts";
import { backOff, retryAfter } from "./back-off.ts";
import type { Pace } from "./pace.ts";
import { withoutKey } from "./secret.ts";
import type { TokenLimit } from "./token-limit.ts";

/** Everything that sending needs besides the body. */
export interface Line {
  readonly address: Address;
  readonly key: string | undefined;
  readonly retries: number;
  readonly timeout: number;
  readonly pace: Pace;
  readonly limit: TokenLimit;
  readonly rng: Random;
}

/** Statuses of a server that may well answer later. */
const PASSING = new Set([408, 409, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529]);

/** Statuses that no prompt of this run will get past. */
const HOPELESS = new Set([301, 302, 303, 307, 308, 401, 402, 403, 404, 405, 501]);

/** Nobody waits longer than this because a server says so. */
const LONGEST_SILENCE_MS = 600_000;

/** A request that failed: for good, for this prompt alone, or for now. */
export interface Refusal {
  readonly what: string;
  readonly kind: "hopeless" | "prompt" | "passing";
  readonly asked?: number;
}

/** A failure that is the same for every prompt, such as a wrong key. */
export class Hopeless extends RelentError {}

function causeOf(error: unknown): string {
  const { cause } = error as { cause?: NodeJS.ErrnoException };
  return cause?.code ?? cause?.message ?? (error as Error).message;
}

/** What a server said of its failure, in one short line. */
function complaint(text: string, key: string | undefined): string {
  const message = /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? text;
  const line = withoutKey(message, key).replaceAll(/\s+/g, " ").trim();
  return line === "" ? "" : `: ${line.length > 200 ? `${line.slice(0, 200)}…` : line}`;
}

async function once(line: Line, body: string, signal: AbortSignal): Promise<string | Refusal> {
  const { address, key, timeout } = line;
  const late = AbortSignal.timeout(timeout);
  try {
    const response = await fetch(address.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
      },
      body,
      redirect: "manual",
      signal: AbortSignal.any([signal, late]),
    });
    const text = await response.text();
    if (response.ok) {
      parseJson(text);
      return text;
    }
    const { status } = response;
    const asked = retryAfter(response.headers.get("retry-after"), Date.now());
    return {
      what: `HTTP ${status}${complaint(text, key)}`,
      kind: HOPELESS.has(status) ? "hopeless" : PASSING.has(status) ? "passing" : "prompt",
      ...(asked !== undefined && { asked }),
    };
  } catch (error) {
    if (signal.aborted) throw error;
    if (late.aborted) return { what: `no answer within ${timeout / 1000} s`, kind: "passing" };
    if (error instanceof SyntaxError) return { what: "the answer is no whole JSON", kind: "passing" };
    return { what: withoutKey(causeOf(error), key), kind: "passing" };
  }
}

/**
 * Sends a body until it is answered, with waits that grow between tries, and returns the answer's text. A server that
 * wants `max_completion_tokens` is asked again at once, and so from then on.
 *
 * @throws RelentError "unreadable" when tries are used up or the server refuses this prompt; `Hopeless` when it would
 *   refuse every other too.
 */
export async function post(line: Line, body: string, signal: AbortSignal): Promise<string> {
  const { address, limit, pace, retries, rng } = line;
  for (let attempt = 0; ; attempt++) {
    await pace.turn(signal);
    const sent = limit.write(body);
    const answer = await once(line, sent, signal);
    if (typeof answer === "string") return answer;
    const { what, kind, asked } = answer;
    if (kind === "prompt" && limit.learns(what, sent)) continue;
    if (kind === "hopeless") throw new Hopeless("unreadable", `endpoint: ${address.name}: ${what}`);
    if (asked !== undefined && asked > LONGEST_SILENCE_MS) {
      throw new Hopeless(
        "unreadable",
        `endpoint: ${address.name}: ${what}; it asks to wait ${Math.ceil(asked / 60_000)} minutes, run again then`,
      );
    }
    if (kind === "prompt" || attempt >= retries) {
      const tries = attempt === 0 ? "" : ` (${attempt + 1} tries)`;
      throw new RelentError("unreadable", `endpoint: ${address.name}: ${what}${tries}`);
    }
    const wait = backOff(attempt, asked, rng);
    if (asked !== undefined) pace.hold(wait);
    await sleep(wait, undefined, { signal });
  }
}
