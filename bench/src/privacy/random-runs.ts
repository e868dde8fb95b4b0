import { poissonSubsampledGaussian, privacyEpsilon, selfCompose } from "@relent/core/privacy";
import { random } from "@relent/core/random";
import type { Run } from "./runs.ts";

/** What came of random runs. */
export interface Survey {
  /** How many were drawn. */
  runs: number;
  /** The contour integral's figure lies between the grids' bounds. */
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

/** ε by an accountant, undefined where it does not apply. */
function by(run: Run, accountant: string, rough: boolean): number | undefined {
  const event = selfCompose(poissonSubsampledGaussian(run.noise, run.rate), run.steps);
  try {
    return privacyEpsilon(event, run.delta, { accountant, rough }).value;
  } catch {
    return undefined;
  }
}

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
    const low = by(run, "optimistic", true)!;
    const high = by(run, "pessimistic", true)!;
    const contour = by(run, "contour", true);
    if (low > high * (1 + ROUNDING) || low > by(run, "renyi", true)! * (1 + ROUNDING))
      survey.crossed.push(run);
    if (contour === undefined) survey.silent++;
    else if (contour >= low * (1 - ROUNDING) - 1e-12 && contour <= high * (1 + ROUNDING) + 1e-12)
      survey.inside++;
    else survey.outside.push(run);
    const event = selfCompose(poissonSubsampledGaussian(run.noise, run.rate), run.steps);
    const given = privacyEpsilon(event, run.delta);
    if (given.status === "exact") survey.exact++;
    else survey.upper++;
    const [from, to] = given.bracket ?? [given.value, given.value];
    if (given.value > 1e-3) survey.widest = Math.max(survey.widest, (to - from) / given.value);
  }
  return survey;
}
