import { RelentError } from "../error.ts";

/** Throws the error of an argument outside a function's domain, in the grammar of the house. */
export function outside(name: string, argument: string, value: number, allowed: string): never {
  const fault = Number.isNaN(value) ? "is not a number" : "is outside the domain";
  throw new RelentError("invalid-argument", `${name}: ${argument} = ${value} ${fault}; ${allowed}`, {
    value,
  });
}

/** Throws the error of an argument at a pole. */
export function pole(name: string, argument: string, value: number): never {
  throw new RelentError(
    "invalid-argument",
    `${name}: ${argument} = ${value} is a pole; ${argument} must not be 0 or a negative integer`,
    { value },
  );
}
