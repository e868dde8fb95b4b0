/** A non-decreasing function through points, straight between them, constant beyond. */
export interface Steps {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/**
 * The non-decreasing function of x with the least squares, and the least cross-entropy, to y: pooled adjacent violators.
 *
 * Equal x share one value. The points are both ends of every pooled block.
 *
 * Source: Ayer et al., Ann. Math. Statist. 26 (1955) 641.
 */
export function poolAdjacent(x: ArrayLike<number>, y: ArrayLike<number>, weights?: ArrayLike<number>): Steps {
  const blocks: Block[] = [];
  const order = Uint32Array.from({ length: x.length }, (_, i) => i).sort((i, j) => x[i]! - x[j]!);
  for (const i of order) put(blocks, x[i]!, y[i]!, weights?.[i] ?? 1);
  return stepsOf(blocks);
}

/** The same of outcomes that came true or not, each side's x apart: sorting numbers is far faster than an order of places. */
export function poolOutcomes(came: Float64Array, failed: Float64Array): Steps {
  const blocks: Block[] = [];
  const [ones, zeros] = [came.sort(), failed.sort()];
  let [i, j] = [0, 0];
  while (i < ones.length || j < zeros.length) {
    if (j === zeros.length || ones[i]! <= zeros[j]!) put(blocks, ones[i++]!, 1, 1);
    else put(blocks, zeros[j++]!, 0, 1);
  }
  return stepsOf(blocks);
}

interface Block {
  readonly low: number;
  high: number;
  sum: number;
  weight: number;
}

/** Adds a point to the right of all, or at the last. */
function put(blocks: Block[], x: number, y: number, weight: number): void {
  if (weight === 0) return;
  const last = blocks.at(-1);
  if (last !== undefined && last.low === x && last.high === x) {
    last.sum += weight * y;
    last.weight += weight;
    return;
  }
  pool(blocks);
  blocks.push({ low: x, high: x, sum: weight * y, weight });
}

function stepsOf(blocks: Block[]): Steps {
  pool(blocks);
  const points = blocks.flatMap(({ low, high, sum, weight }) =>
    low === high
      ? [[low, sum / weight] as const]
      : [[low, sum / weight] as const, [high, sum / weight] as const],
  );
  return { x: points.map(([at]) => at), y: points.map(([, value]) => value) };
}

/** Joins the last blocks while they fall. */
function pool(blocks: Block[]): void {
  for (;;) {
    const last = blocks.at(-1);
    const before = blocks.at(-2);
    if (last === undefined || before === undefined) return;
    if (before.sum * last.weight < last.sum * before.weight) return;
    before.high = last.high;
    before.sum += last.sum;
    before.weight += last.weight;
    blocks.pop();
  }
}

/** The function's value at `at`. */
export function stepsAt(x: ArrayLike<number>, y: ArrayLike<number>, at: number): number {
  let low = 0;
  let high = x.length - 1;
  if (!(at > x[low]!)) return y[low]!;
  if (at >= x[high]!) return y[high]!;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (x[middle]! <= at) low = middle;
    else high = middle;
  }
  const share = (at - x[low]!) / (x[high]! - x[low]!);
  return y[low]! + share * (y[high]! - y[low]!);
}
