/** A run of private stochastic gradient descent. */
export interface Run {
  readonly rate: number;
  readonly noise: number;
  readonly steps: number;
  readonly delta: number;
}

/** Runs with ε removing a record, to 34 digits by mpmath; the headline is the first. */
export const RUNS: readonly (Run & { readonly truth: number })[] = [
  { rate: 0.01, noise: 1.1, steps: 10000, delta: 1e-5, truth: 5.192583445883158 },
  { rate: 0.04, noise: 1.5, steps: 2250, delta: 1e-5, truth: 6.768780393418047 },
  { rate: 0.005, noise: 0.8, steps: 1000, delta: 1e-6, truth: 2.004106293170688 },
  { rate: 0.2, noise: 1, steps: 500, delta: 1e-5, truth: 38.17024720648783 },
  { rate: 0.001, noise: 4, steps: 1000000, delta: 1e-6, truth: 1.0794145492149103 },
  { rate: 0.01, noise: 1, steps: 1000, delta: 1e-60, truth: 18.11419993039417 },
];
