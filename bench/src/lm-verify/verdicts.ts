import { verify } from "@relent/lm";
import { median, percent, table } from "../sequential/table.ts";
import { type Asking, type Model, recorded } from "./recordings.ts";

const BATCH = 0.005;
const REFERENCE: Model = { rounding: 0, batch: BATCH };

/** Roundings whose mean KL is about that of llama.cpp's types in a small model, and of the same weights. */
const CANDIDATES: readonly (readonly [name: string, rounding: number])[] = [
  ["the same weights", 0],
  ["8 bits (noise 0.011)", 0.011],
  ["5 bits (noise 0.045)", 0.045],
  ["4 bits (noise 0.1)", 0.1],
  ["2 bits (noise 0.3)", 0.3],
];

const ASKING: Asking = { prompts: 500, samples: 1, tokens: 4, top: 20, drawn: false, told: true };
const TOPS = [100, 20, 5, 1];

/** Verdicts on made-up models with `top` tokens listed: how often each, and after how many prompts. */
export async function verdictTable(trials: number): Promise<string> {
  const rows: string[][] = [];
  for (const [name, rounding] of CANDIDATES) {
    for (const top of TOPS) {
      const asking = { ...ASKING, top };
      const counts = { same: 0, different: 0, undecided: 0 };
      const stops: number[] = [];
      const mean = { lower: 0, likely: 0, upper: 0 };
      for (let trial = 0; trial < trials; trial++) {
        const result = await verify(
          recorded("reference", "reference", trial, REFERENCE, asking),
          recorded("candidate", "candidate", trial, { rounding, batch: BATCH }, asking),
        );
        const evidence = result.probabilities!;
        counts[result.verdict]++;
        const [lower, upper] = evidence.mean.bounds ?? [evidence.mean.value, evidence.mean.value];
        mean.lower += lower / trials;
        mean.likely += evidence.mean.value / trials;
        mean.upper += upper / trials;
        const { different, same } = evidence;
        stops.push(different.reachedAfter ?? same.reachedAfter ?? Number.POSITIVE_INFINITY);
      }
      const middle = median(stops);
      rows.push([
        name,
        String(top),
        `${mean.lower.toFixed(4)} / ${mean.likely.toFixed(4)} / ${mean.upper.toFixed(3)}`,
        ...(["same", "different", "undecided"] as const).map((verdict) => percent(counts[verdict] / trials)),
        Number.isFinite(middle) ? String(middle) : "over 500",
      ]);
    }
  }
  const head = [
    "candidate",
    "tokens listed",
    "mean TV proved / likely / possible",
    "same",
    "different",
    "undecided",
  ];
  return table([...head, "prompts, median"], rows);
}
