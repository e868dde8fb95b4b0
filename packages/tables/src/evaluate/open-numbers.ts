import { RelentError } from "@relent/core";
import type { Engine, Field, Location } from "@relent/engine";
import { findLaw, type LawColumns, type LawRows, lawRows } from "./law-columns.ts";
import { measuredColumn, type OpenedRows, openRows } from "./open-rows.ts";
import { findColumns } from "./open-table.ts";
import type { EvaluateOptions } from "./options.ts";

/** A table of predicted laws of a number that is open and ready to be streamed. */
export interface NumberPredictions extends OpenedRows<LawRows> {
  readonly law: LawColumns;
  readonly target: string;
}

/** Finds the laws, the target and what else is asked for in a table, and opens it in those columns. */
export async function openNumbers(
  engine: Engine,
  location: Location,
  options: EvaluateOptions,
): Promise<NumberPredictions> {
  const { fields, law, target } = await findColumns(engine, location, options, (all) => ({
    fields: all,
    law: findLaw(options, all),
    target: measuredColumn("--target", options.target, all, false),
  }));
  if (law === null) {
    throw new RelentError(
      "usage",
      "evaluate: there is no law; give --mean and --sd, --quantiles or --samples",
    );
  }
  if (target === null) {
    throw new RelentError("usage", "evaluate: there is no target; give --target COLUMN, what came true");
  }
  const { against, againstLaw } = options;
  const find = (all: readonly Field[]): LawRows =>
    lawRows(againstLaw === undefined ? findLaw(options, all)! : findLaw(againstLaw, all, "--against-")!);
  const within = against === undefined && againstLaw !== undefined;
  const rows = await openRows<LawRows>(engine, location, options, {
    fields,
    forecast: lawRows(law),
    came: [target],
    rival: {
      find,
      within: within ? find(fields) : null,
      asked: Object.values(againstLaw ?? {})
        .flat()
        .filter((name) => name !== undefined),
    },
  });
  return {
    ...rows,
    law,
    target: target.name,
    plan: { ...rows.plan, truth: [engine.dialect.castDouble(target)] },
  };
}
