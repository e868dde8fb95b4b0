import { RelentError } from "../error.ts";

/** Which values a parameter may take. */
export interface Domain {
  /** In words, after "must be": `"a finite number above 0"`. */
  readonly words: string;
  readonly holds: (value: number) => boolean;
}

export const REAL: Domain = { words: "a finite number", holds: Number.isFinite };

export const POSITIVE: Domain = {
  words: "a finite number above 0",
  holds: (value) => value > 0 && value < Number.POSITIVE_INFINITY,
};

export const NON_NEGATIVE: Domain = {
  words: "a finite number of at least 0",
  holds: (value) => value >= 0 && value < Number.POSITIVE_INFINITY,
};

export const PROBABILITY: Domain = {
  words: "a number from 0 to 1",
  holds: (value) => value >= 0 && value <= 1,
};

export const POSITIVE_INTEGER: Domain = {
  words: "an integer above 0",
  holds: (value) => Number.isSafeInteger(value) && value > 0,
};

export const WHOLE: Domain = {
  words: "an integer of at least 0",
  holds: (value) => Number.isSafeInteger(value) && value >= 0,
};

/** Throws unless the value lies in the domain. */
export function checkParameter(family: string, name: string, value: number, domain: Domain): void {
  if (!domain.holds(value)) {
    throw new RelentError("invalid-argument", `${family}: ${name} = ${value}; it must be ${domain.words}`, {
      value,
    });
  }
}
