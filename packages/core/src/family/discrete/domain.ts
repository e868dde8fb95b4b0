import type { Domain } from "../parameter.ts";

export const POSITIVE_PROBABILITY: Domain = {
  words: "a number above 0, up to 1",
  holds: (value) => value > 0 && value <= 1,
};

export const OPEN_PROBABILITY: Domain = {
  words: "a number between 0 and 1",
  holds: (value) => value > 0 && value < 1,
};

export const INTEGER: Domain = { words: "an integer", holds: Number.isSafeInteger };
