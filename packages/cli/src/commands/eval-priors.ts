import { readFileSync } from "node:fs";
import { RelentError } from "@relent/core";
import { list } from "../lists.ts";

type Shares = Readonly<Record<string, number>>;

const refuse = (option: string, part: string, cause?: unknown): never => {
  throw new RelentError(
    "usage",
    `${option}: ${part} is not allowed; write shares between 0 and 1 as a=0.3,b=0.7, or name a .json file of {class: share}`,
    { value: part, ...(cause !== undefined && { cause }) },
  );
};

/** A share of one class: within (0, 1), or with its ends where a class may be missing. */
const isShare = (value: unknown, ends: boolean): value is number =>
  typeof value === "number" && (ends ? value >= 0 && value <= 1 : value > 0 && value < 1);

function sharesIn(option: string, path: string, ends: boolean): Shares {
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    const why = cause instanceof SyntaxError ? "is no JSON" : "cannot be read";
    throw new RelentError("invalid-argument", `${option}: ${path} ${why}; it holds {class: share}`, {
      cause,
    });
  }
  if (typeof found !== "object" || found === null || Array.isArray(found)) {
    return refuse(option, path);
  }
  const odd = Object.entries(found).find(([, share]) => !isShare(share, ends));
  if (odd !== undefined) return refuse(option, `${path}, ${odd[0]}=${JSON.stringify(odd[1])},`);
  return found as Shares;
}

function sharesOf(option: string, text: string, before: Shares, ends: boolean): Record<string, number> {
  const pairs = list(text).flatMap((part): [string, number][] => {
    if (part.endsWith(".json")) return Object.entries(sharesIn(option, part, ends));
    const at = part.lastIndexOf("=");
    const written = part.slice(at + 1).trim();
    const share = Number(written);
    if (at > 0 && written !== "" && isShare(share, ends)) return [[part.slice(0, at).trim(), share]];
    return refuse(option, part);
  });
  const names = [...Object.keys(before), ...pairs.map(([name]) => name)];
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) {
    throw new RelentError("usage", `${option}: ${twice} is there twice; each class stands once`, {
      value: twice,
    });
  }
  return { ...before, ...Object.fromEntries(pairs) };
}

/** Reads `--priors a=0.3,b=0.7`, or a file of shares. */
export const readPriors = (text: string, before: Shares = {}): Record<string, number> =>
  sharesOf("--priors", text, before, false);

/** Reads `--target-priors`, where a class may have the share 0. */
export const readTargetPriors = (text: string, before: Shares = {}): Record<string, number> =>
  sharesOf("--target-priors", text, before, true);
