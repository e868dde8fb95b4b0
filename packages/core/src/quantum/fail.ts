import { type ErrorPlace, RelentError } from "../error.ts";

/** Throws what every check of this room throws. */
export function refuse(message: string, place: ErrorPlace = {}): never {
  throw new RelentError("invalid-argument", message, place);
}

/** `0.5` or `0.5-0.25i`. */
export function complexText(re: number, im: number): string {
  return im === 0 ? String(re) : `${re}${im < 0 ? "" : "+"}${im}i`;
}
