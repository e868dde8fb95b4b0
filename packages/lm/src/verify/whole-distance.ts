import { RelentError } from "@relent/core";
import type { FullRecording } from "../recording.ts";
import type { PromptDistance } from "./shared-contexts.ts";

/** Mass of a row of probabilities that is not where the list says: clipped away, or made up by rounding. */
const astray = (total: number): number => Math.abs(1 - total);

/** Fails where rows of two whole recordings do not stand for the same contexts. */
export function checkWhole(reference: FullRecording, candidate: FullRecording): void {
  const fail = (what: string): never => {
    throw new RelentError(
      "incompatible",
      `verify: ${reference.name} and ${candidate.name} ${what}; both must record the same text with the same tokenizer`,
    );
  };
  if (reference.vocabulary !== candidate.vocabulary) {
    fail(`have ${reference.vocabulary} and ${candidate.vocabulary} tokens in their vocabularies`);
  }
  const rows = Math.min(reference.rows, candidate.rows);
  const { targets: a } = reference;
  const { targets: b } = candidate;
  if (a === undefined || b === undefined) return;
  for (let row = 0; row < rows; row++) {
    if (a[row] !== b[row]) fail(`part at row ${row}, whose next tokens are ${a[row]} and ${b[row]}`);
  }
}

/**
 * Whole distributions of two recordings, row by row, over which a document's distance is a mean. What one of them leaves out
 * (packed, clipped) enters the ends; in between it is taken to differ as that does which both tell.
 */
export function wholeDistances(
  reference: FullRecording,
  candidate: FullRecording,
): (rows: readonly number[], others: readonly number[]) => Promise<PromptDistance> {
  const p = new Float64Array(reference.vocabulary);
  const q = new Float64Array(candidate.vocabulary);
  return async (rows, others) => {
    const contexts = Math.min(rows.length, others.length);
    let [lower, likely, upper] = [0, 0, 0];
    for (let i = 0; i < contexts; i++) {
      const hidesP = (await reference.logProbabilities(rows[i]!, p)) > 0;
      const hidesQ = (await candidate.logProbabilities(others[i]!, q)) > 0;
      let [apart, total, other, apartBoth, both] = [0, 0, 0, 0, 0];
      for (let token = 0; token < p.length; token++) {
        const a = Math.exp(p[token]!);
        const b = Math.exp(q[token]!);
        apart += Math.abs(a - b);
        total += a;
        other += b;
        if ((hidesP && a === 0) || (hidesQ && b === 0)) continue;
        apartBoth += Math.abs(a - b);
        both += a + b;
      }
      const slack = astray(total) + astray(other);
      const [least, most] = [Math.max(0, apart - slack) / 2, Math.min(1, (apart + slack) / 2)];
      likely += Math.min(most, Math.max(least, both > 0 ? apartBoth / both : most));
      lower += least;
      upper += most;
    }
    return { lower: lower / contexts, likely: likely / contexts, upper: upper / contexts, contexts };
  };
}
