/** What is left of many estimates of one truth. */
export interface Outcome {
  readonly trials: number;
  readonly bias: number;
  readonly rmse: number;
  /** Share of the intervals that hold the truth. */
  readonly covered: number;
  /** Share of the intervals whose low end is at or under the truth. */
  readonly lowUnder: number;
  /** Share of the figures that were infinite; they are left out of bias and RMSE. */
  readonly infinite: number;
}

/** An estimate, as far as it is judged here; without an interval its coverage is 0. */
export interface Figure {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

/** Rounding by which an interval's end may miss the truth. */
const SLACK = 1e-12;

/** Collects estimates and the truths that they are about. */
export class Tally {
  #trials = 0;
  #finite = 0;
  #sum = 0;
  #square = 0;
  #covered = 0;
  #lowUnder = 0;

  add(
    { value, low = Number.POSITIVE_INFINITY, high = Number.NEGATIVE_INFINITY }: Figure,
    truth: number,
  ): void {
    this.#trials++;
    if (Number.isFinite(value)) {
      this.#finite++;
      this.#sum += value - truth;
      this.#square += (value - truth) ** 2;
    }
    if (low <= truth + SLACK) this.#lowUnder++;
    if (low <= truth + SLACK && truth <= high + SLACK) this.#covered++;
  }

  outcome(): Outcome {
    const trials = Math.max(1, this.#trials);
    return {
      trials: this.#trials,
      bias: this.#sum / Math.max(1, this.#finite),
      rmse: Math.sqrt(this.#square / Math.max(1, this.#finite)),
      covered: this.#covered / trials,
      lowUnder: this.#lowUnder / trials,
      infinite: 1 - this.#finite / trials,
    };
  }
}
