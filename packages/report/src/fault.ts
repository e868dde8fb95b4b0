import type { ErrorCode } from "@relent/core";

/** An error in the shape of `RelentError`, made without importing its class: this package takes only types from core. */
export interface Fault extends Error {
  readonly code: ErrorCode;
}

/**
 * Makes an error that carries the project's error code; callers throw it.
 *
 * The message follows one grammar: `<function>: <what> <got>; <what is allowed>`.
 *
 * @example
 * ```ts
 * fault("usage", "formatFor: out.pdf ends in .pdf; known are .html").code // "usage"
 * ```
 */
export function fault(code: ErrorCode, message: string): Fault {
  return Object.assign(new Error(message), { name: "RelentError", code });
}
