import {
  type PrivacyEvent,
  poissonSubsampledGaussian,
  privacyEpsilon,
  selfCompose,
} from "@relent/core/privacy";
import { random } from "@relent/core/random";
import type { Run } from "./runs.ts";

/** What came of random runs. */
export interface Survey {
  /** How many were drawn. */
  runs: number;
  /** The contour integral's bounds lie between the grids'. */
  inside: number;
  readonly outside: Run[];
  /** The contour integral gave no figure: few uses, or losses that hardly spread. */
  silent: number;
  /** What is given without asking for an accountant: exact, or the pessimistic bound. */
  exact: number;
  upper: number;
  /** Bounds of the worst width, relative to ε, where ε is above 1e-3. */
  widest: number;
  /** A bound from below above one from above, or above the Rényi bound. */
  readonly crossed: Run[];
}

const ROUNDING = 1e-9;

const eventOf = (run: Run): PrivacyEvent =>
  selfCompose(poissonSubsampledGaussian(run.noise, run.rate), run.steps);

const by = (run: Run, accountant: string): number =>
  privacyEpsilon(eventOf(run), run.delta, { accountant, rough: true }).value;

/** Seeded runs: σ from 0.5 to 10, rates from 1e-4 to 0.5, 1 to 100,000 steps, δ from 1e-30 to 1e-2, all log-uniform. */
export function* randomRuns(): Generator<Run, never> {
  const rng = random("private runs");
  const between = (low: number, high: number): number => low * (high / low) ** rng.uniform();
  for (;;)
    yield {
      noise: between(0.5, 10),
      rate: between(1e-4, 0.5),
      steps: Math.round(between(1, 1e5)),
      delta: between(1e-30, 1e-2),
    };
}

/**
 * Holds the contour integral against the bounds of grids, and those against each other, on random runs that are drawn
 * until the integral has given so many figures.
 */
export function surveyRuns(figures: number): Survey {
  const survey: Survey = {
    runs: 0,
    inside: 0,
    outside: [],
    silent: 0,
    exact: 0,
    upper: 0,
    widest: 0,
    crossed: [],
  };
  for (const run of randomRuns()) {
    if (survey.inside + survey.outside.length === figures) break;
    survey.runs++;
    const low = by(run, "optimistic");
    const high = by(run, "pessimistic");
    if (low > high * (1 + ROUNDING) || low > by(run, "renyi") * (1 + ROUNDING)) survey.crossed.push(run);
    const given = privacyEpsilon(eventOf(run), run.delta);
    const [least, most] = given.bracket ?? [];
    if (least === undefined || most === undefined) survey.silent++;
    else if (least >= low * (1 - ROUNDING) - 1e-12 && most <= high * (1 + ROUNDING) + 1e-12) survey.inside++;
    else survey.outside.push(run);
    if (given.status === "exact") survey.exact++;
    else survey.upper++;
    const [from, to] = given.bracket ?? [given.value, given.value];
    if (given.value > 1e-3) survey.widest = Math.max(survey.widest, (to - from) / given.value);
  }
  return survey;
}
