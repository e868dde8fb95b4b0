import { type RecordedDocument, type RecordedToken, tells } from "../recording.ts";
import { isNameless } from "../responses/nameless.ts";
import type { Rounding } from "../responses/rounding.ts";
import type { PromptAnswers } from "./prompt-answers.ts";
import { type RecordedVariation, recordedVariation } from "./recorded-variation.ts";
import { type NameOf, nameOfAll } from "./token-names.ts";

/** How far apart the two sides are on one prompt. */
export interface PromptDistance extends RecordedVariation {
  /** Contexts in which both sides told their next-token probabilities. */
  readonly contexts: number;
}

/** The tokens that followed one context on either side, and the contexts that go on from it. */
interface Context {
  readonly reference: RecordedToken[];
  readonly candidate: RecordedToken[];
  readonly next: Map<number | string, Context>;
}

const opened = (): Context => ({ reference: [], candidate: [], next: new Map() });

function enter(root: Context, { tokens }: RecordedDocument, nameOf: NameOf): void {
  let at = root;
  for (const token of tokens) {
    at.reference.push(token);
    const name = nameOf(token);
    const next = at.next.get(name) ?? opened();
    at.next.set(name, next);
    at = next;
  }
}

/** Follows an answer through the reference's contexts and yields those that it came to. */
function* followed(root: Context, { tokens }: RecordedDocument, nameOf: NameOf): Generator<Context> {
  let at: Context | undefined = root;
  for (const token of tokens) {
    if (at === undefined || at.reference.length === 0) return;
    at.candidate.push(token);
    yield at;
    const name = nameOf(token);
    if (typeof name === "string" && isNameless(name) && tells(token)) return;
    at = at.next.get(name);
  }
}

/**
 * The mean total variation of two sides over the contexts that both came to: the prompt, and every beginning of an answer
 * that both gave. The context after a token that only one side wrote is not the other's, so nothing is compared there, nor after a
 * token whose text names none.
 *
 * Repeated answers are compared in their order, the first with the first.
 *
 * @returns null where both told probabilities in no common context.
 */
export function promptDistance(
  { reference, candidate }: PromptAnswers,
  roundings?: readonly [reference: Rounding, candidate: Rounding],
): PromptDistance | null {
  const tokens = [...reference, ...candidate].flatMap((document) => document.tokens);
  const nameOf = nameOfAll(tokens);
  const root = opened();
  for (const document of reference) enter(root, document, nameOf);
  const shared = new Set(candidate.flatMap((document) => [...followed(root, document, nameOf)]));
  const sums = { lower: 0, likely: 0, upper: 0 };
  let contexts = 0;
  for (const context of shared) {
    const pairs = Math.min(context.reference.length, context.candidate.length);
    const found = Array.from({ length: pairs }, (_, i) =>
      recordedVariation(context.reference[i]!, context.candidate[i]!, roundings),
    ).filter((bounds) => bounds !== null);
    if (found.length === 0) continue;
    contexts++;
    for (const name of ["lower", "likely", "upper"] as const) {
      sums[name] += found.reduce((sum, one) => sum + one[name], 0) / found.length;
    }
  }
  const { lower, likely, upper } = sums;
  return contexts === 0
    ? null
    : { lower: lower / contexts, likely: likely / contexts, upper: upper / contexts, contexts };
}
