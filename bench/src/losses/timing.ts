/** What one call took, in seconds, and what it found. */
export interface Taken {
  readonly cpu: number;
  readonly wall: number;
  readonly value: number;
  /** Length of the gradient, by which contestants are seen to agree. */
  readonly norm: number;
}

/** One way to do the work. */
export interface Contestant {
  readonly name: string;
  readonly run: (repeats: number) => Taken | Promise<Taken>;
  /** Time on the clock instead of time of the processor: for those that use both cores. */
  readonly byClock?: boolean;
}

/** How a contestant did: nanoseconds a logit, and its time over the first one's. */
export interface Timing {
  readonly name: string;
  readonly best: number;
  readonly ratio: number;
  readonly value: number;
  readonly norm: number;
  readonly error?: string;
}

/** Times a function here. */
export function timeHere(repeats: number, work: () => { value: number; grad: ArrayLike<number> }): Taken {
  const cpu = process.cpuUsage();
  const wall = process.hrtime.bigint();
  let last = work();
  for (let i = 1; i < repeats; i++) last = work();
  const spent = process.cpuUsage(cpu);
  const clock = Number(process.hrtime.bigint() - wall) / 1e9;
  let squares = 0;
  for (let i = 0; i < last.grad.length; i++) squares += last.grad[i]! ** 2;
  return {
    cpu: (spent.user + spent.system) / 1e6 / repeats,
    wall: clock / repeats,
    value: last.value,
    norm: Math.sqrt(squares),
  };
}

/** Seconds of calls before the first that is timed: engines go on compiling WebAssembly in the background. */
const WARM = 1.5;

async function warm(run: Contestant["run"]): Promise<void> {
  const start = performance.now();
  do await run(1);
  while (performance.now() - start < WARM * 1e3);
}

const median = (x: readonly number[]): number =>
  [...x].sort((a, b) => a - b)[Math.floor(x.length / 2)] ?? Number.NaN;

/** Times all contestants in turn, round by round, so that slow drifts of the machine fall on all alike. */
export async function interleave(
  contestants: readonly Contestant[],
  logits: number,
  rounds: number,
  seconds: number,
): Promise<Timing[]> {
  const times = contestants.map((): number[] => []);
  const errors = new Map<number, string>();
  const last: (Taken | undefined)[] = [];
  const repeats: number[] = [];
  for (let round = -1; round < rounds; round++) {
    for (const [k, { run, byClock }] of contestants.entries()) {
      if (errors.has(k)) continue;
      try {
        if (round < 0) await warm(run);
        const taken = await run(round < 0 ? 1 : repeats[k]!);
        const time = byClock ? taken.wall : taken.cpu;
        if (round < 0) repeats[k] = Math.max(1, Math.min(100, Math.round(seconds / taken.wall)));
        else times[k]!.push((time / logits) * 1e9);
        last[k] = taken;
      } catch (error) {
        errors.set(k, String(error).split("\n")[0]!);
      }
    }
  }
  return contestants.map(({ name }, k) => {
    const error = errors.get(k);
    return {
      name,
      best: Math.min(...times[k]!),
      ratio: median(times[k]!.map((t, i) => t / times[0]![i]!)),
      value: last[k]?.value ?? Number.NaN,
      norm: last[k]?.norm ?? Number.NaN,
      ...(error !== undefined && { error }),
    };
  });
}
