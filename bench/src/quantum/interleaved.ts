import type { NumPy, Taken } from "./numpy.ts";

/** What is done here; what comes out is compared with what NumPy's job of that name gives. */
export type Job = () => ArrayLike<number>;

/** The processor's time of one call, by `repeats` of them. */
function timeHere(job: Job, repeats: number): Taken {
  const start = process.cpuUsage();
  let value = job();
  for (let i = 1; i < repeats; i++) value = job();
  const { user, system } = process.cpuUsage(start);
  return { seconds: (user + system) / 1e6 / repeats, value: Array.from(value) };
}

const median = (x: readonly number[]): number => [...x].sort((a, b) => a - b)[x.length >> 1]!;

/** Least seconds a call on both sides, the median of their ratios round by round, and how far the results are apart. */
export interface Compared {
  readonly ours: number;
  readonly theirs: number;
  readonly ratio: number;
  readonly apart: number;
}

/** Times a job beside NumPy's of the same name, in turn; `warm` calls before do not count. */
export async function interleaved(
  numpy: NumPy,
  name: string,
  job: Job,
  { rounds, repeats, warm }: { readonly rounds: number; readonly repeats: number; readonly warm: number },
): Promise<Compared> {
  timeHere(job, warm);
  await numpy.run(name, 1);
  const pairs: (readonly [Taken, Taken])[] = [];
  for (let round = 0; round < rounds; round++) {
    const here = timeHere(job, repeats);
    pairs.push([here, await numpy.run(name, repeats)]);
  }
  const apart = pairs.map(([here, there]) =>
    here.value.reduce((most, value, i) => Math.max(most, Math.abs(value - there.value[i]!)), 0),
  );
  return {
    ours: Math.min(...pairs.map(([here]) => here.seconds)),
    theirs: Math.min(...pairs.map(([, there]) => there.seconds)),
    ratio: median(pairs.map(([here, there]) => here.seconds / there.seconds)),
    apart: Math.max(...apart),
  };
}
