import { setTimeout as sleep } from "node:timers/promises";

/** Lets requests start no faster than agreed, and none while the server asked for silence. */
export interface Pace {
  /** Resolves when the caller may send. */
  turn(signal: AbortSignal): Promise<void>;
  /** Nobody sends for so many milliseconds from now. */
  hold(milliseconds: number): void;
}

/** A pace of at most `rate` starts a second, evenly spaced; no limit where absent. */
export function paceOf(rate: number | undefined): Pace {
  const gap = rate === undefined ? 0 : 1000 / rate;
  let next = 0;
  let silentUntil = 0;
  return {
    async turn(signal) {
      const mine = Math.max(performance.now(), next);
      next = mine + gap;
      for (;;) {
        const wait = Math.max(mine, silentUntil) - performance.now();
        if (wait <= 0) return signal.throwIfAborted();
        await sleep(wait, undefined, { signal });
      }
    },
    hold(milliseconds) {
      silentUntil = Math.max(silentUntil, performance.now() + milliseconds);
    },
  };
}
