import type { LinePeer, Slice } from "./line-peer.ts";

/** One way to do the work of a line. */
export interface Contestant {
  readonly column: string;
  /** Does it once in this process. */
  readonly run?: () => unknown;
  /** Makes ready before a slice, out of the timing. */
  readonly ready?: () => void;
  /** Does it in another process. */
  readonly remote?: { readonly peer: LinePeer; readonly job: string; readonly threads: number };
  /** Why it takes no part. */
  readonly absent?: string;
}

/** What a contestant took: nanoseconds an element. */
export interface Timing {
  readonly column: string;
  readonly best: number;
  /** Median over the rounds of its time over that of the first contestant. */
  readonly ratio: number;
  readonly absent?: string;
}

export const median = (x: readonly number[]): number => {
  const sorted = [...x].sort((a, b) => a - b);
  return sorted.length === 0 ? Number.NaN : sorted[Math.floor(sorted.length / 2)]!;
};

/** Times so many calls in this process. */
export function timeHere(run: () => unknown, repeats: number): Slice {
  const cpu = process.cpuUsage();
  const wall = process.hrtime.bigint();
  for (let i = 0; i < repeats; i++) run();
  const spent = process.cpuUsage(cpu);
  return {
    cpu: (spent.user + spent.system) / 1e6 / repeats,
    wall: Number(process.hrtime.bigint() - wall) / 1e9 / repeats,
  };
}

const SLICE_SECONDS = 0.05;

async function slice({ run, ready, remote }: Contestant, repeats: number): Promise<Slice> {
  if (remote) return remote.peer.time(remote.job, repeats, remote.threads);
  ready?.();
  return timeHere(run!, repeats);
}

/** Times all contestants in turn, round by round on the same data, so that slow drifts of the machine fall on all alike. */
export async function interleave(
  contestants: readonly Contestant[],
  elements: number,
  rounds: number,
): Promise<Timing[]> {
  const running = contestants.map((one) => ({ ...one, times: [] as number[], repeats: 1, why: one.absent }));
  for (const one of running) {
    if (one.why !== undefined) continue;
    try {
      await slice(one, 1);
      const trial = await slice(one, 1);
      one.why = trial.error;
      one.repeats = Math.max(1, Math.min(1e6, Math.ceil(SLICE_SECONDS / Math.max(trial.wall, 1e-7))));
    } catch (error) {
      one.why = String(error);
    }
  }
  for (let round = 0; round < rounds; round++) {
    for (const one of running) {
      if (one.why !== undefined) continue;
      const took = await slice(one, one.repeats);
      const seconds = (one.remote?.threads ?? 1) > 1 ? took.wall : took.cpu;
      one.times.push((seconds / elements) * 1e9);
    }
  }
  const base = running[0]!.times;
  return running.map(({ column, times, why }) => ({
    column,
    best: Math.min(...times),
    ratio: median(times.map((t, i) => t / base[i]!)),
    ...(why !== undefined && { absent: why }),
  }));
}
