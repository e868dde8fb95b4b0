/** The line that every contestant prints, or that its measurer writes for it. */
export interface Measurement {
  readonly name: string;
  readonly wall_s: number;
  /** User and system time of the process and of the children it waited for. */
  readonly cpu_s: number;
  /** The largest resident memory of any one process. */
  readonly peak_rss_mb: number;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Lowest wall and CPU time and highest memory of repeated runs: what the machine can do, and what it needs. */
export interface Summary {
  readonly name: string;
  readonly runs: number;
  readonly wall: number;
  readonly wallMedian: number;
  readonly cpu: number;
  readonly cpuMedian: number;
  readonly rss: number;
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** Repeated runs of one contestant as one line of the table. */
export function summarise(name: string, runs: readonly Measurement[]): Summary {
  if (runs.length === 0) throw new RangeError(`summarise: ${name} has no runs; at least one is needed`);
  const walls = runs.map((run) => run.wall_s);
  const cpus = runs.map((run) => run.cpu_s);
  return {
    name,
    runs: runs.length,
    wall: Math.min(...walls),
    wallMedian: median(walls),
    cpu: Math.min(...cpus),
    cpuMedian: median(cpus),
    rss: Math.max(...runs.map((run) => run.peak_rss_mb)),
  };
}
