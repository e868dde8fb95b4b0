import { readFileSync } from "node:fs";
import { RelentError } from "@relent/core";
import type { EvaluateOptions } from "@relent/tables";
import { list } from "../lists.ts";

type DecisionCosts = NonNullable<EvaluateOptions["costs"]>;
type Mistake = Extract<DecisionCosts, { readonly mistakes: unknown }>["mistakes"][number];

/** What `--costs` says: thresholds of a decision, or what decisions cost. */
export interface CostFlags {
  readonly thresholds?: readonly number[];
  readonly costs?: DecisionCosts;
}

const refuse = (text: string, allowed: string): never => {
  throw new RelentError("usage", `--costs: ${text} is not allowed; ${allowed}`, { value: text });
};

const ALLOWED =
  "give thresholds between 0 and 1, prices of mistakes as ill>well=10, or a .json file of {action: {class: cost}}";

function mistakeOf(text: string): Mistake {
  const found = /^(.+?)>(.+)=([^=]+)$/su.exec(text);
  const cost = Number(found?.[3]);
  if (found === null || found[3]!.trim() === "" || !Number.isFinite(cost)) return refuse(text, ALLOWED);
  return { label: found[1]!.trim(), taken: found[2]!.trim(), cost };
}

function thresholdOf(text: string): number {
  const value = Number(text);
  return value > 0 && value < 1 ? value : refuse(text, ALLOWED);
}

function actionsIn(path: string): DecisionCosts {
  let actions: unknown;
  try {
    actions = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    const why = cause instanceof SyntaxError ? "is no JSON" : "cannot be read";
    throw new RelentError("invalid-argument", `--costs: ${path} ${why}; it holds {action: {class: cost}}`, {
      cause,
    });
  }
  const isTable = (value: unknown): value is Record<string, unknown> =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isTable(actions) || Object.keys(actions).length < 2) {
    return refuse(path, "it must hold two actions or more, each with a cost for each class");
  }
  for (const [action, row] of Object.entries(actions)) {
    if (isTable(row) && Object.values(row).every((cost) => Number.isFinite(cost))) continue;
    refuse(`${path}, action "${action}",`, "it must hold a finite number for each class");
  }
  return { actions: actions as Record<string, Record<string, number>> };
}

/** Reads all values of `--costs`. */
export function readCosts(values: readonly string[] | undefined): CostFlags {
  const parts = (values ?? []).flatMap((value) => list(value));
  const files = parts.filter((part) => part.endsWith(".json"));
  const mistakes = parts.filter((part) => part.includes(">"));
  const thresholds = parts
    .filter((part) => !files.includes(part) && !mistakes.includes(part))
    .map(thresholdOf);
  if (files.length > 1 || (files.length === 1 && mistakes.length > 0)) {
    refuse(parts.join(","), "costs stand in one file, or as prices of mistakes");
  }
  const costs = files.length === 1 ? actionsIn(files[0]!) : { mistakes: mistakes.map(mistakeOf) };
  return {
    ...(thresholds.length > 0 && { thresholds }),
    ...(files.length + mistakes.length > 0 && { costs }),
  };
}
