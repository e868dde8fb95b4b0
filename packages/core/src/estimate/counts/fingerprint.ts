/** A sample without its labels: how many categories were seen how often. */
export interface Fingerprint {
  /** Observations. */
  readonly n: number;
  /** Categories seen. */
  readonly observed: number;
  /** Categories seen once. */
  readonly singletons: number;
  /** Categories seen twice. */
  readonly doubletons: number;
}

/** So many categories were seen `count` times each. */
export interface CountClass {
  readonly count: number;
  readonly cells: number;
}

/** A fingerprint with the classes that it sums up. */
export interface CountSample extends Fingerprint {
  readonly classes: readonly CountClass[];
}

/** The counts that occur, each with the number of its categories; zero counts are left out. */
export function countSample(x: ArrayLike<number>): CountSample {
  const cells = new Map<number, number>();
  let n = 0;
  for (let i = 0; i < x.length; i++) {
    const count = x[i]!;
    if (count === 0) continue;
    n += count;
    cells.set(count, (cells.get(count) ?? 0) + 1);
  }
  const classes = [...cells].map(([count, times]) => ({ count, cells: times }));
  classes.sort((a, b) => a.count - b.count);
  return {
    n,
    observed: classes.reduce((sum, c) => sum + c.cells, 0),
    singletons: cells.get(1) ?? 0,
    doubletons: cells.get(2) ?? 0,
    classes,
  };
}

/** The fingerprint after one observation of a category that was seen `count` times is taken away. */
export function withoutOne(f: Fingerprint, count: number): Fingerprint {
  return {
    n: f.n - 1,
    observed: f.observed - (count === 1 ? 1 : 0),
    singletons: f.singletons - (count === 1 ? 1 : 0) + (count === 2 ? 1 : 0),
    doubletons: f.doubletons - (count === 2 ? 1 : 0) + (count === 3 ? 1 : 0),
  };
}

/**
 * The probability of all categories that a sample missed, by Good and Turing: singletons/n.
 *
 * Source: Good, Biometrika 40 (1953) 237.
 */
export function unseenMass({ n, singletons }: Fingerprint): number {
  return singletons / n;
}
