import { type Account, account, type Family, isFamily, type LogOptions, RelentError } from "@relent/core";

/** Whether an input is written as a parametric family is: a name with parameters in parentheses. */
export function isFamilyText(text: string): boolean {
  return /^\s*[a-z]\w*\s*\([\s\S]*\)\s*$/i.test(text);
}

/** The families that the inputs name, if they name any. */
export async function familiesOf(
  inputs: readonly string[],
  usage: (message: string) => never,
): Promise<readonly Family[] | undefined> {
  if (!inputs.some(isFamilyText)) return undefined;
  const array = inputs.find((input) => !isFamilyText(input));
  if (array !== undefined) {
    usage(`${array} is an array and ${inputs.find(isFamilyText)} a family; both must be of one sort`);
  }
  const { parseFamily } = await import("@relent/core/family");
  return inputs.map((input) => {
    try {
      return parseFamily(input);
    } catch (error) {
      if (!(error instanceof RelentError)) throw error;
      return usage(
        error.message.replace(/^parseFamily: /, "").replace("FAMILIES lists them", "--families lists them"),
      );
    }
  });
}

/** A measure of families, with how it was found. */
export function accountOf(
  measure: string,
  [p, ...others]: readonly Family[],
  parameters: readonly number[],
  options: LogOptions,
): Account {
  const give = isFamily(p) ? p[account] : undefined;
  if (give === undefined) {
    throw new RelentError("usage", `measure: ${measure} of ${String(p)} is not known to this version`);
  }
  return give.call(p, measure, [...others, ...parameters], options);
}

/** All families with their parameters, one a line. */
export async function familyListing(): Promise<string> {
  const { COMPOSITIONS, FAMILIES } = await import("@relent/core/family");
  const line = ({ name, parameters }: (typeof FAMILIES)[number]) => `${name}(${parameters.join(", ")})`;
  return [...FAMILIES.map(line), "", "laws made of laws:", ...COMPOSITIONS.map(line)].join("\n");
}
