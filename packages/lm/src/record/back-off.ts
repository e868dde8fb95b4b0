import type { Random } from "@relent/core/random";

const FIRST_MS = 500;
const LONGEST_MS = 60_000;

/** Milliseconds that a `Retry-After` header asks for (seconds or a date); undefined where it is none. */
export function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === "") return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, 1000 * seconds);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * Milliseconds before the next try: 0.5 s doubled at each, up to a minute, between half and all of it at random; never
 * sooner than the server asked, and then up to a quarter later, so that not all come back at once.
 */
export function backOff(attempt: number, asked: number | undefined, rng: Random): number {
  const own = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt) * (0.5 + 0.5 * rng.uniform());
  return asked === undefined ? own : Math.max(asked * (1 + 0.25 * rng.uniform()), 0);
}
