import type { RecordedDocument } from "../recording.ts";
import { promptOf } from "../sample-id.ts";

/** The prompt of an id and the number of the answer, where the id has one. */
function numbered(id: string): { readonly stem: string; readonly number: number } | null {
  const stem = promptOf(id);
  return stem === id ? null : { stem, number: Number(id.slice(stem.length + 1)) };
}

/**
 * Documents by the prompt that they answer: answers with one id, or numbered `id#1`, `id#2`, … without a gap, belong together.
 *
 * Ids that merely end in a number, as `issue#12` without `issue#1`, stay prompts of their own.
 */
export function answersByPrompt(documents: readonly RecordedDocument[]): Map<string, RecordedDocument[]> {
  const numbers = new Map<string, Set<number>>();
  for (const { id } of documents) {
    const found = numbered(id);
    if (found === null) continue;
    const seen = numbers.get(found.stem) ?? new Set();
    numbers.set(found.stem, seen.add(found.number));
  }
  const whole = (stem: string): boolean => {
    const seen = numbers.get(stem)!;
    return seen.has(1) && Math.max(...seen) === seen.size;
  };
  const prompts = new Map<string, RecordedDocument[]>();
  for (const document of documents) {
    const found = numbered(document.id);
    const id = found !== null && whole(found.stem) ? found.stem : document.id;
    const answers = prompts.get(id);
    if (answers === undefined) prompts.set(id, [document]);
    else answers.push(document);
  }
  return prompts;
}
