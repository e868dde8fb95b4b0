import { RelentError } from "../../error.ts";

/** Which states can be reached from which, by one step or more. */
export function reach(n: number, step: (i: number, j: number) => boolean): boolean[][] {
  return Array.from({ length: n }, (_, start) => {
    const seen = new Array<boolean>(n).fill(false);
    const open = [start];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (let j = 0; j < n; j++) {
        if (!seen[j] && step(at, j)) {
          seen[j] = true;
          open.push(j);
        }
      }
    }
    return seen;
  });
}

/** The sets of states that are never left once entered, each as its states in order. */
export function closedClasses(n: number, step: (i: number, j: number) => boolean): number[][] {
  const reached = reach(n, step);
  const classes: number[][] = [];
  for (let i = 0; i < n; i++) {
    const onward = reached[i]!.flatMap((is, j) => (is || j === i ? [j] : []));
    const isClosed = onward.every((j) => j === i || reached[j]![i]);
    if (isClosed && onward[0] === i) classes.push(onward);
  }
  return classes;
}

/**
 * The stationary distribution of an irreducible chain from its rates between different states.
 *
 * By the elimination of Grassmann, Taksar and Heyman, which never subtracts: every probability has full relative accuracy.
 *
 * @see Oper. Res. 33 (1985) 1107; O'Cinneide, Numer. Math. 65 (1993) 109.
 */
export function stationaryOf(n: number, rate: (i: number, j: number) => number): Float64Array {
  const a = Array.from({ length: n }, (_, i) => Float64Array.from({ length: n }, (_, j) => rate(i, j)));
  const out = new Float64Array(n);
  for (let k = n - 1; k > 0; k--) {
    for (let j = 0; j < k; j++) out[k]! += a[k]![j]!;
    for (let i = 0; i < k; i++) {
      const factor = a[i]![k]! / out[k]!;
      if (factor === 0) continue;
      for (let j = 0; j < k; j++) if (j !== i) a[i]![j]! += factor * a[k]![j]!;
    }
  }
  const share = new Float64Array(n);
  share[0] = 1;
  let total = 1;
  for (let k = 1; k < n; k++) {
    let inflow = 0;
    for (let i = 0; i < k; i++) inflow += share[i]! * a[i]![k]!;
    share[k] = inflow / out[k]!;
    total += share[k]!;
  }
  return share.map((value) => value / total);
}

/** How likely each closed class is entered at last, from an initial distribution; by elimination of the passing states. */
function absorption(
  n: number,
  rate: (i: number, j: number) => number,
  classes: readonly number[][],
  initial: ArrayLike<number>,
): Float64Array {
  const home = new Int32Array(n).fill(-1);
  for (const [c, states] of classes.entries()) for (const i of states) home[i] = c;
  const passing = Array.from({ length: n }, (_, i) => i).filter((i) => home[i] === -1);
  const flow = new Map(
    passing.map((i) => [i, Float64Array.from({ length: n }, (_, j) => (i === j ? 0 : rate(i, j)))]),
  );
  const mass = Float64Array.from(initial);
  for (const k of passing) {
    const row = flow.get(k)!;
    const total = row.reduce((sum, value) => sum + value, 0);
    for (const i of passing) {
      const own = flow.get(i)!;
      if (i === k || own[k] === 0) continue;
      const factor = own[k]! / total;
      for (let j = 0; j < n; j++) if (j !== i && j !== k) own[j]! += factor * row[j]!;
      own[k] = 0;
    }
    for (let j = 0; j < n; j++) if (j !== k) mass[j]! += (mass[k]! * row[j]!) / total;
    mass[k] = 0;
    for (let j = 0; j < n; j++) row[j]! /= total;
  }
  const shares = new Float64Array(classes.length);
  for (let i = 0; i < n; i++) if (home[i]! >= 0) shares[home[i]!]! += mass[i]!;
  return shares;
}

/**
 * The share of time a chain spends in each state in the long run.
 *
 * @param rate - From one state to a different one, a probability or a rate.
 * @throws RelentError "invalid-argument" where that depends on a start that is not given.
 */
export function occupation(
  family: string,
  n: number,
  rate: (i: number, j: number) => number,
  initial: ArrayLike<number> | undefined,
): Float64Array {
  const classes = closedClasses(n, (i, j) => i !== j && rate(i, j) > 0);
  if (classes.length > 1 && initial === undefined) {
    throw new RelentError(
      "invalid-argument",
      `${family}: the chain stays for ever in one of the sets ${JSON.stringify(classes)}; say by { initial } where it starts`,
    );
  }
  const shares = classes.length === 1 ? [1] : absorption(n, rate, classes, initial!);
  const long = new Float64Array(n);
  for (const [c, states] of classes.entries()) {
    const own = stationaryOf(states.length, (i, j) => (i === j ? 0 : rate(states[i]!, states[j]!)));
    for (const [i, state] of states.entries()) long[state] = shares[c]! * own[i]!;
  }
  return long;
}
