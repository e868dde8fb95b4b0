import type { RecordedDocument } from "../recording.ts";

/** What both sides answered to one prompt. */
export interface PromptAnswers {
  readonly reference: readonly RecordedDocument[];
  readonly candidate: readonly RecordedDocument[];
}

/** What an answer reads. */
export const textOf = ({ text, tokens }: RecordedDocument): string =>
  text ?? tokens.map((token) => token.text).join("");

/** What both sides' answers read. */
export const textsOf = (answers: PromptAnswers): { reference: string[]; candidate: string[] } => ({
  reference: answers.reference.map(textOf),
  candidate: answers.candidate.map(textOf),
});
