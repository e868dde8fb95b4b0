/** Keys of digits are marked with it, since JavaScript would put them first and in numerical order. */
const MARK = "\u0001";

/** Strings are passed over whole, so that only bare words are replaced. */
const BARE_WORDS = /"(?:[^"\\]|\\.)*"|-?Infinity|NaN/g;

const DIGIT_KEYS = /(?<!\\)"(\d+)"(?=\s*:)/g;

/**
 * JSON as providers and Python write it: `Infinity`, `-Infinity` and `NaN` become strings, and objects under
 * `prompt_logprobs`, whose first key says which token really came, keep the order of their keys (see `entriesOf`).
 */
export function parseJson(text: string): unknown {
  const ordered = text.includes('"prompt_logprobs"') ? text.replaceAll(DIGIT_KEYS, `"\\u0001$1"`) : text;
  try {
    return JSON.parse(ordered);
  } catch (error) {
    if (!/Infinity|NaN/.test(ordered)) throw error;
    return JSON.parse(ordered.replaceAll(BARE_WORDS, (word) => (word.startsWith('"') ? word : `"${word}"`)));
  }
}

/** Keys and values in the order in which they were written. */
export const entriesOf = (value: object): [string, unknown][] =>
  Object.entries(value).map(([key, one]) => [key.startsWith(MARK) ? key.slice(1) : key, one]);
