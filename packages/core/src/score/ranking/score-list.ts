/** Distinct scores in ascending order with the weights of their rows. */
export interface RankedScores {
  readonly scores: Float64Array;
  /** Σ w of positive and of negative rows. */
  readonly positive: Float64Array;
  readonly negative: Float64Array;
  /** Σ w² of them. */
  readonly positiveSquares: Float64Array;
  readonly negativeSquares: Float64Array;
}

/** Rows that are not yet among the distinct scores. */
export interface Tail {
  readonly scores: Float64Array;
  /** Weight of the row, negative for a negative row. */
  readonly signed: Float64Array;
  length: number;
}

export const emptyRanked = (): RankedScores => ({
  scores: new Float64Array(0),
  positive: new Float64Array(0),
  negative: new Float64Array(0),
  positiveSquares: new Float64Array(0),
  negativeSquares: new Float64Array(0),
});

export const emptyTail = (size: number): Tail => ({
  scores: new Float64Array(size),
  signed: new Float64Array(size),
  length: 0,
});

/** The rows of a tail as ranked scores. */
export function rankTail(tail: Tail): RankedScores {
  for (let i = 0; i < tail.length; i++) if (Math.abs(tail.signed[i]!) !== 1) return rankWeighted(tail);
  return mergeRanked(rankPlain(tail, 1), rankPlain(tail, -1));
}

/** Rows of weight 1 of one side: their scores alone are sorted, many times faster than an order of rows. */
function rankPlain({ scores, signed, length }: Tail, sign: 1 | -1): RankedScores {
  const own = new Float64Array(length);
  let rows = 0;
  for (let i = 0; i < length; i++) if (signed[i] === sign) own[rows++] = scores[i]!;
  const sorted = own.subarray(0, rows).sort();
  const counts = new Float64Array(rows);
  let used = 0;
  for (let i = 0; i < rows; i++) {
    const score = sorted[i]!;
    if (used === 0 || sorted[used - 1] !== score) sorted[used++] = score;
    counts[used - 1]! += 1;
  }
  const [weight, none] = [counts.slice(0, used), new Float64Array(used)];
  return {
    scores: sorted.slice(0, used),
    positive: sign > 0 ? weight : none,
    negative: sign > 0 ? none : weight,
    positiveSquares: sign > 0 ? weight : none,
    negativeSquares: sign > 0 ? none : weight,
  };
}

function rankWeighted({ scores, signed, length }: Tail): RankedScores {
  const order = new Uint32Array(length);
  for (let i = 0; i < length; i++) order[i] = i;
  order.sort((a, b) => scores[a]! - scores[b]!);
  const ranked = {
    scores: new Float64Array(length),
    positive: new Float64Array(length),
    negative: new Float64Array(length),
    positiveSquares: new Float64Array(length),
    negativeSquares: new Float64Array(length),
  };
  let used = 0;
  for (let i = 0; i < length; i++) {
    const row = order[i]!;
    const score = scores[row]!;
    const w = signed[row]!;
    if (used === 0 || ranked.scores[used - 1] !== score) ranked.scores[used++] = score;
    const [weight, squares] =
      w > 0 ? [ranked.positive, ranked.positiveSquares] : [ranked.negative, ranked.negativeSquares];
    weight[used - 1]! += Math.abs(w);
    squares[used - 1]! += w * w;
  }
  return cut(ranked, used);
}

function cut(ranked: RankedScores, length: number): RankedScores {
  return {
    scores: ranked.scores.slice(0, length),
    positive: ranked.positive.slice(0, length),
    negative: ranked.negative.slice(0, length),
    positiveSquares: ranked.positiveSquares.slice(0, length),
    negativeSquares: ranked.negativeSquares.slice(0, length),
  };
}

/** Two lists of ranked scores as one. */
export function mergeRanked(a: RankedScores, b: RankedScores): RankedScores {
  if (a.scores.length === 0) return b;
  if (b.scores.length === 0) return a;
  const size = a.scores.length + b.scores.length;
  const made = {
    scores: new Float64Array(size),
    positive: new Float64Array(size),
    negative: new Float64Array(size),
    positiveSquares: new Float64Array(size),
    negativeSquares: new Float64Array(size),
  };
  let [i, j, used] = [0, 0, 0];
  const take = (from: RankedScores, at: number): void => {
    made.positive[used]! += from.positive[at]!;
    made.negative[used]! += from.negative[at]!;
    made.positiveSquares[used]! += from.positiveSquares[at]!;
    made.negativeSquares[used]! += from.negativeSquares[at]!;
  };
  while (i < a.scores.length || j < b.scores.length) {
    const left = i < a.scores.length ? a.scores[i]! : Number.POSITIVE_INFINITY;
    const right = j < b.scores.length ? b.scores[j]! : Number.POSITIVE_INFINITY;
    const least = Math.min(left, right);
    made.scores[used] = least;
    if (i < a.scores.length && left === least) take(a, i++);
    if (j < b.scores.length && right === least) take(b, j++);
    used++;
  }
  return cut(made, used);
}
