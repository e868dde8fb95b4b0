/**
 * One label a line, for a block that keeps its line breaks: a third of the bytes of an element a label.
 *
 * Line breaks and other control characters inside a label become spaces, so that it stays on its line.
 */
export const lines = (labels: readonly string[]): string =>
  labels.map((label) => label.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " ")).join("\n");
