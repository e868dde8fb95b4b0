import type { Provider } from "./provider.ts";

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "string");

/** `{custom_id, text}` or `{custom_id, texts: […]}` (also `id`): answers that somebody sampled, and nothing else. */
export const plainText: Provider = {
  name: "plain texts",
  recognises: ({ text, texts }) => typeof text === "string" || isTexts(texts),
  read: ({ text, texts }) =>
    (isTexts(texts) ? texts : [text as string]).map((one) => ({
      tokens: [],
      text: one,
      missing: "a plain text has no log-probabilities",
    })),
};
