import { firstTokenTest, modelEqualityTest, type PromptAnswers, type TopRecording } from "@relent/lm";
import { percent, table } from "../sequential/table.ts";
import { type Asking, type Model, recorded } from "./recordings.ts";

const ALPHA = 0.05;
const DRAWS = 199;
const BATCH = 0.005;
const REFERENCE: Model = { rounding: 0, batch: BATCH };

/** Answers of both sides, prompt by prompt. */
function byPrompt(reference: TopRecording, candidate: TopRecording, samples: number): PromptAnswers[] {
  return Array.from({ length: reference.contents.length / samples }, (_, p) => ({
    reference: reference.contents.slice(p * samples, (p + 1) * samples),
    candidate: candidate.contents.slice(p * samples, (p + 1) * samples),
  }));
}

const texts = (documents: PromptAnswers["reference"]): string[] =>
  documents.map(({ tokens }) => tokens.map(({ text }) => text).join(""));

/** Whether a test of equality rejects, told by what it looks at. */
interface Contest {
  readonly asking: Asking;
  readonly rejects: (prompts: readonly PromptAnswers[], seed: number) => boolean;
}

const CONTESTS: Readonly<Record<string, Contest>> = {
  "model equality: 25 prompts × 10 answers of 20 tokens": {
    asking: { prompts: 25, samples: 10, tokens: 20, top: 0, drawn: true, told: false },
    rejects: (prompts, seed) =>
      modelEqualityTest(
        prompts.map(({ reference, candidate }) => ({
          reference: texts(reference),
          candidate: texts(candidate),
        })),
        ALPHA,
        { draws: DRAWS, seed },
      )!.p <= ALPHA,
  },
  "log-probabilities: 10 prompts × 4 answers of 1 token, 20 listed": {
    asking: { prompts: 10, samples: 4, tokens: 1, top: 20, drawn: true, told: true },
    rejects: (prompts, seed) => firstTokenTest(prompts, ALPHA, { draws: DRAWS, seed })!.p <= ALPHA,
  },
};

const ROUNDINGS = [0, 0.003, 0.011, 0.1, 0.3, 1];

/** How often each test of equality rejects: its level where nothing was rounded, its power elsewhere. */
export function equalityTable(trials: number): string {
  const rows = Object.entries(CONTESTS).map(([name, { asking, rejects }]) => [
    name,
    ...ROUNDINGS.map((rounding) => {
      let rejected = 0;
      for (let trial = 0; trial < trials; trial++) {
        const reference = recorded("reference", "reference", trial, REFERENCE, asking);
        const candidate = recorded("candidate", "candidate", trial, { rounding, batch: BATCH }, asking);
        rejected += Number(rejects(byPrompt(reference, candidate, asking.samples), trial));
      }
      return percent(rejected / trials);
    }),
  ]);
  return table(
    ["test", ...ROUNDINGS.map((rounding) => (rounding === 0 ? "same weights" : `noise ${rounding}`))],
    rows,
  );
}
