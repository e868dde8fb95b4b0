import { RelentError } from "../../error.ts";

/** Throws the error of a moment that does not exist, which is not the same as one that is infinite. */
export function noMoment(family: string, what: string, why: string): never {
  throw new RelentError("invalid-argument", `${family}: its ${what} does not exist; ${why}`);
}
