import { realpathSync } from "node:fs";
import { RelentError } from "@relent/core";

const real = (path: string): string | undefined => {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
};

/** Fails where a file to be written is one of those to be read; a slip of the hand would cost the data. */
export function checkKept(
  output: string,
  inputs: readonly (string | undefined)[],
  option: string = "-o",
): void {
  const target = real(output);
  if (target === undefined || !inputs.some((input) => input !== undefined && real(input) === target)) return;
  throw new RelentError(
    "usage",
    `${option}: ${output} is an input and would be written over; give another name`,
    {
      value: output,
    },
  );
}
