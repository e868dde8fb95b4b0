import { performance } from "node:perf_hooks";
import { poissonSubsampledGaussian, privacyEpsilon, selfCompose } from "@relent/core/privacy";

/** Runs of private stochastic gradient descent with ε removing a record, to 34 digits by mpmath. */
const RUNS = [
  { rate: 0.01, noise: 1.1, steps: 10000, delta: 1e-5, truth: 5.192583445883158 },
  { rate: 0.04, noise: 1.5, steps: 2250, delta: 1e-5, truth: 6.768780393418047 },
  { rate: 0.005, noise: 0.8, steps: 1000, delta: 1e-6, truth: 2.004106293170691 },
  { rate: 0.2, noise: 1, steps: 500, delta: 1e-5, truth: 38.17024720648783 },
  { rate: 0.001, noise: 4, steps: 1000000, delta: 1e-6, truth: 1.0794145492149103 },
  { rate: 0.01, noise: 1, steps: 1000, delta: 1e-60, truth: 18.11419993039417 },
];
const ACCOUNTANTS = ["contour", "pessimistic", "optimistic", "renyi", "gdp"];
const rounds = process.argv.includes("--quick") ? 1 : 7;

console.log("| rate, noise, steps, δ | accountant | ε | error | ms | time / contour |");
console.log("| --- | --- | ---: | ---: | ---: | ---: |");
for (const { rate, noise, steps, delta, truth } of RUNS) {
  const event = selfCompose(poissonSubsampledGaussian(noise, rate), steps);
  let base = Number.NaN;
  for (const accountant of ACCOUNTANTS) {
    let best = Number.POSITIVE_INFINITY;
    let value = Number.NaN;
    for (let round = 0; round < rounds; round++) {
      const start = performance.now();
      ({ value } = privacyEpsilon(event, delta, { accountant }));
      best = Math.min(best, performance.now() - start);
    }
    if (accountant === "contour") base = best;
    console.log(
      `| ${rate}, ${noise}, ${steps}, ${delta} | ${accountant} | ${value.toPrecision(12)} | ${(value - truth).toExponential(1)} | ${best.toFixed(1)} | ${(best / base).toFixed(1)} |`,
    );
  }
}
