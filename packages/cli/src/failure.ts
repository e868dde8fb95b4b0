interface Coded {
  readonly name: string;
  readonly code: string;
  readonly message: string;
}

/** Errors of our own carry name and code; `report` cannot import the class, so the shape is what counts. */
const isOurs = (error: unknown): error is Coded => error instanceof Error && error.name === "RelentError";

/** Libraries begin with the function that was called, which says nothing at the command line. */
const CALLED = /^[a-zA-Z]+: /;

/** One line for a person; the stack only where it was asked for, or where the fault is ours. */
export function describeFailure(error: unknown, debug: boolean): string {
  if (!(error instanceof Error)) return `relent: ${String(error)}`;
  if (debug && error.stack) return error.stack;
  const line = error.message.replaceAll(/\s*\n\s*/g, " ");
  return isOurs(error)
    ? `relent: ${line.replace(CALLED, "")}`
    : `relent: unexpected error: ${line} (run again with --debug for details)`;
}

export const exitCodeOf = (error: unknown): number =>
  isOurs(error) && error.code === "interrupted" ? 130 : 2;
