/** The id of one of several samples of a prompt, `id#1`, `id#2`, …; the id itself where there is only one. */
export const sampleId = (id: string, sample: number, samples: number): string =>
  samples === 1 ? id : `${id}#${sample + 1}`;

/**
 * The prompt that a document belongs to: its id without the number of the sample.
 *
 * @example
 * ```ts
 * promptOf("question 7#3") // "question 7"
 * promptOf("question 7") // "question 7"
 * ```
 */
export const promptOf = (id: string): string => id.replace(/#\d+$/, "");
