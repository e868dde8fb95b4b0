import type { PythonPeer, Slice } from "./python-peer.ts";

/** One way to do the work. */
export interface Contestant {
  readonly name: string;
  /** Does it once; a contestant of another language has none. */
  readonly run?: () => unknown;
  /** Makes ready before a slice, out of the timing. */
  readonly ready?: () => void;
  /** Threads of a Python peer: more than one is timed by the clock on the wall. */
  readonly threads?: number;
  /** What the others are divided by. */
  readonly base?: boolean;
  /** No faster run than this is worth it: so slow that one call fills the slice. */
  readonly slow?: boolean;
}

/** What a contestant took: nanoseconds an element. */
export interface Timing {
  readonly name: string;
  readonly best: number;
  /** Median over the rounds of its time over that of the base. */
  readonly ratio: number;
  readonly error?: string;
}

const median = (x: number[]): number => {
  const sorted = [...x].sort((a, b) => a - b);
  return sorted.length === 0 ? Number.NaN : sorted[Math.floor(sorted.length / 2)]!;
};

function timeHere(run: () => unknown, repeats: number): Slice {
  const cpu = process.cpuUsage();
  const wall = process.hrtime.bigint();
  for (let i = 0; i < repeats; i++) run();
  const spent = process.cpuUsage(cpu);
  return {
    cpu: (spent.user + spent.system) / 1e6 / repeats,
    wall: Number(process.hrtime.bigint() - wall) / 1e9 / repeats,
  };
}

/** Times all contestants in turn, round by round on the same data, so that slow drifts of the machine fall on all alike. */
export async function interleave(
  contestants: readonly Contestant[],
  python: PythonPeer | undefined,
  elements: number,
  rounds: number,
  sliceSeconds: number,
): Promise<Timing[]> {
  const times = new Map<string, number[]>();
  const errors = new Map<string, string>();
  const repeats = new Map<string, number>();
  const slice = async ({ name, run, ready, threads = 1 }: Contestant, count: number): Promise<Slice> => {
    ready?.();
    if (run) return timeHere(run, count);
    if (!python) return { cpu: 0, wall: 0, error: "no Python" };
    return python.time(name.replace(/, \d threads?$/, ""), count, threads);
  };
  const took = ({ threads = 1 }: Contestant, { cpu, wall }: Slice) => (threads > 1 ? wall : cpu);
  for (const one of contestants) {
    times.set(one.name, []);
    try {
      await slice(one, one.slow ? 1 : 2);
      const trial = await slice(one, 1);
      if (trial.error !== undefined) errors.set(one.name, trial.error);
      repeats.set(one.name, Math.max(1, Math.min(1e6, Math.ceil(sliceSeconds / Math.max(trial.wall, 1e-7)))));
    } catch (error) {
      errors.set(one.name, String(error));
    }
  }
  for (let round = 0; round < rounds; round++) {
    for (const one of contestants) {
      if (errors.has(one.name)) continue;
      times.get(one.name)!.push((took(one, await slice(one, repeats.get(one.name)!)) / elements) * 1e9);
    }
  }
  const base = times.get(contestants.find((one) => one.base)!.name)!;
  return contestants.map(({ name }) => {
    const own = times.get(name)!;
    const error = errors.get(name);
    return {
      name,
      best: Math.min(...own),
      ratio: median(own.map((t, i) => t / base[i]!)),
      ...(error !== undefined && { error }),
    };
  });
}

/** The timings of one case as a Markdown table. */
export function timingTable(title: string, timings: readonly Timing[]): string {
  const lines = timings.map(({ name, best, ratio, error }) =>
    error === undefined
      ? `| ${name} | ${best.toPrecision(3)} | ${ratio.toPrecision(3)} |`
      : `| ${name} | not run: ${error.slice(0, 80)} | |`,
  );
  return [`### ${title}`, "", "| | ns an element | × relent (SIMD) |", "|---|---|---|", ...lines, ""].join(
    "\n",
  );
}
