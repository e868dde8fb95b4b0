import { setTimeout as sleep } from "node:timers/promises";
import { RelentError } from "@relent/core";
import type { Random } from "@relent/core/random";
import type { Address } from "./address.ts";
import { backOff } from "./back-off.ts";
import type { Pace } from "./pace.ts";
import { broken, type Refusal, refused, unusable } from "./refusal.ts";
import { withoutKey } from "./secret.ts";
import { send } from "./send.ts";
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

/** Nobody waits longer than this because a server says so. */
const LONGEST_SILENCE_MS = 600_000;

/** A failure that is the same for every prompt, such as a wrong key. */
export class Hopeless extends RelentError {}

async function once(line: Line, body: string, signal: AbortSignal): Promise<string | Refusal> {
  const { address, key, timeout } = line;
  const hide = (text: string): string => withoutKey(text, key);
  const late = AbortSignal.timeout(timeout);
  try {
    const headers: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` };
    const reply = await send(address.url, body, headers, AbortSignal.any([signal, late]));
    if (reply.status < 200 || reply.status > 299) return refused(reply, hide);
    return unusable(reply, hide) ?? reply.text;
  } catch (error) {
    if (signal.aborted) throw error;
    if (late.aborted) return { what: `no answer within ${timeout / 1000} s`, kind: "passing" };
    return broken(error);
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
