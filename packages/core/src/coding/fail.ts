import { type ErrorPlace, RelentError } from "../error.ts";

/** Throws for an argument that is not allowed. */
export function invalid(message: string, place?: ErrorPlace): never {
  throw new RelentError("invalid-argument", message, place);
}

/** Throws for bytes that are not what an encoder wrote. */
export function unreadable(message: string, place?: ErrorPlace): never {
  throw new RelentError("unreadable", message, place);
}

/** Throws unless the value is a whole number from `least` to `most`. */
export function requireWhole(fn: string, name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  invalid(`${fn}: ${name} = ${value}; it must be a whole number from ${least} to ${most}`, { value });
}

/** Throws for a symbol that a model gives no mass. */
export function massless(fn: string, index: number, symbol: number): never {
  invalid(
    `${fn}: symbols[${index}] = ${symbol} has no mass in the model; every symbol that occurs must have some`,
    { index, value: symbol },
  );
}
