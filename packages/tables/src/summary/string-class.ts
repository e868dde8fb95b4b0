/** The kinds of character that a text may hold, in the order in which they are named. */
const KINDS: readonly (readonly [name: string, test: RegExp])[] = [
  ["digits", /[0-9]/],
  ["letters", /[A-Za-z]/],
  ["other letters", /\P{ASCII}/u],
  ["spaces", /\s/],
  ["punctuation", /[!-/:-@[-`{-~]/],
];

/** Which kinds of character a text holds, in words: `"letters, digits and punctuation"`, or `"empty"`. */
export function stringClass(text: string): string {
  const kinds = KINDS.filter(([, test]) => test.test(text)).map(([name]) => name);
  if (kinds.length === 0) return text === "" ? "empty" : "control characters";
  return kinds.length === 1 ? kinds[0]! : `${kinds.slice(0, -1).join(", ")} and ${kinds.at(-1)}`;
}

/** Length of a text in characters (code points). */
export function stringLength(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}
