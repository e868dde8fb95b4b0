import { eProcess } from "@relent/core/estimate";
import { random } from "@relent/core/random";
import { verify } from "@relent/lm";
import { documentMean } from "../sequential/looks.ts";
import { percent, table } from "../sequential/table.ts";
import { atDistances } from "./recordings.ts";

const ALPHA = 0.05;
const TOLERANCE = 0.05;
const PROMPTS = 150;
const TOKENS = 10;
/** A token is either alike or this far apart. */
const APART = 0.5;

/** Distances of prompts' tokens whose mean over prompts is the tolerance; two tokens of a prompt correlate by `icc`. */
function distances(trial: number, icc: number): Float64Array[] {
  const rng = random([21, trial]);
  return Array.from({ length: PROMPTS }, () => {
    const share = documentMean(rng, { mean: TOLERANCE / APART, icc });
    return Float64Array.from({ length: TOKENS }, () => (rng.uniform() < share ? APART : 0));
  });
}

/** Which verdicts a rule came to at any look, where neither is right. */
type Rule = (prompts: readonly Float64Array[]) => Promise<{ different: boolean; same: boolean }>;

const byPrompt: Rule = async (prompts) => {
  const { probabilities } = await verify(...atDistances(prompts), { tolerance: TOLERANCE, alpha: ALPHA });
  const { different, same } = probabilities!;
  return { different: different.reachedAfter !== null, same: same.reachedAfter !== null };
};

const byToken: Rule = async (prompts) => {
  const [different, same] = (["greater", "less"] as const).map((alternative) =>
    eProcess({ mean: TOLERANCE, alternative }),
  );
  for (const prompt of prompts) {
    for (const x of prompt) {
      different!.add(x);
      same!.add(x);
    }
  }
  return {
    different: different!.decision(ALPHA) === "reject",
    same: same!.decision(ALPHA) === "reject",
  };
};

/** The z test of tokens taken as independent, looked at after every prompt. */
const independent: Rule = async (prompts) => {
  let [n, sum, squares] = [0, 0, 0];
  const found = { different: false, same: false };
  for (const prompt of prompts) {
    for (const x of prompt) {
      n++;
      sum += x;
      squares += x * x;
    }
    const mean = sum / n;
    const error = Math.sqrt(Math.max(0, squares / n - mean * mean) / n);
    found.different ||= mean - TOLERANCE > 1.645 * error;
    found.same ||= TOLERANCE - mean > 1.645 * error;
  }
  return found;
};

export const RULES: Readonly<Record<string, Rule>> = {
  "**`verify`**, bets by prompt": byPrompt,
  "bets by token": byToken,
  "tokens as independent, z, looks at every prompt": independent,
};

const CORRELATIONS = [0, 0.1, 0.3];

/** Shares of wrong verdicts where the mean difference is exactly the tolerance. */
export async function wrongVerdicts(trials: number): Promise<string> {
  const rows: string[][] = [];
  for (const [name, rule] of Object.entries(RULES)) {
    const cells: string[] = [];
    for (const icc of CORRELATIONS) {
      const wrong = { different: 0, same: 0 };
      for (let trial = 0; trial < trials; trial++) {
        const { different, same } = await rule(distances(trial, icc));
        wrong.different += Number(different);
        wrong.same += Number(same);
      }
      cells.push(`${percent(wrong.different / trials)} / ${percent(wrong.same / trials)}`);
    }
    rows.push([name, ...cells]);
  }
  return table(["rule", ...CORRELATIONS.map((icc) => `ICC ${icc}`)], rows);
}
