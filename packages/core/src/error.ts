/** What kind of thing went wrong; programs branch on this, people read the message. */
export type ErrorCode =
  | "invalid-argument"
  | "needs-sampling"
  | "not-found"
  | "unreadable"
  | "unwritable"
  | "incompatible"
  | "interrupted"
  | "usage";

/** Where in the input the fault lies. */
export interface ErrorPlace {
  readonly index?: number;
  readonly value?: unknown;
  readonly cause?: unknown;
}

/**
 * The one error class of the project: a sentence for the person, a code for the program.
 *
 * The message follows one grammar: `<function>: <what> <got>; <what is allowed>`, with index and value.
 *
 * @example
 * ```ts
 * new RelentError("invalid-argument", "kl: q[3] = -0.2 is negative; probabilities must be ≥ 0", { index: 3, value: -0.2 }).index // 3
 * ```
 */
export class RelentError extends Error {
  readonly code: ErrorCode;
  readonly index: number | undefined;
  readonly value: unknown;

  constructor(code: ErrorCode, message: string, place: ErrorPlace = {}) {
    super(message, place.cause === undefined ? undefined : { cause: place.cause });
    this.name = "RelentError";
    this.code = code;
    this.index = place.index;
    this.value = place.value;
  }
}
