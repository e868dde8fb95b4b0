import { RelentError } from "@relent/core";
import type { NumberMend } from "./number-mend.ts";
import type { NumberRecalibration } from "./recalibrate-numbers.ts";

/** A fitted mend of predicted laws of a number: a plain record that can be written as JSON. */
export interface NumberCalibrator {
  readonly schema: "relent/number-calibrator@1";
  readonly mend: NumberMend;
}

/** What mends the laws, fitted to all rows; null where it saves nothing sure on rows that it has not seen. */
export function numberCalibrator(recalibration: NumberRecalibration | null): NumberCalibrator | null {
  if (recalibration === null) return null;
  const { mend, savedCrps, savedBits } = recalibration;
  return savedCrps.low > 0 || (savedBits?.low ?? 0) > 0
    ? { schema: "relent/number-calibrator@1", mend }
    : null;
}

const unfit = (what: string): never => {
  throw new RelentError("incompatible", `--calibrator: it is none for laws of a number: ${what}`);
};

type Level = Extract<NumberMend, { readonly method: "levels" }>["levels"][number];

const isShare = (x: unknown): x is number => typeof x === "number" && x > 0 && x < 1;

function checkLevels(levels: unknown): void {
  const list: readonly Partial<Level>[] =
    Array.isArray(levels) && levels.length > 0 ? levels : unfit("mend.levels must be a list of levels");
  list.forEach((one, i) => {
    if (!isShare(one?.level) || !isShare(one?.takes))
      unfit(`mend.levels[${i}] must hold shares above 0 and below 1`);
    const before = list[i - 1];
    if (before !== undefined && !(one.level! > before.level! && one.takes! >= before.takes!))
      unfit(`mend.levels[${i}] is not above the one before; levels must rise`);
  });
}

/**
 * A calibrator, or what a JSON text of one holds, checked.
 *
 * @throws RelentError `incompatible` naming what is not as `relent/number-calibrator@1` has it.
 */
export function parseNumberCalibrator(given: NumberCalibrator | string): NumberCalibrator {
  let value: Partial<NumberCalibrator> | null;
  try {
    value = typeof given === "string" ? JSON.parse(given) : given;
  } catch (cause) {
    throw new RelentError("incompatible", "--calibrator: it is none for laws of a number: it is no JSON", {
      cause,
    });
  }
  if (value?.schema !== "relent/number-calibrator@1") {
    return unfit(`schema = ${value?.schema}; it must be relent/number-calibrator@1, saved with --target`);
  }
  const { mend } = value;
  if (mend?.method === "levels") checkLevels(mend.levels);
  else if (mend?.method !== "shift-scale") return unfit(`mend.method must be shift-scale or levels`);
  else if (!Number.isFinite(mend.shift) || !(mend.scale > 0 && mend.scale < Number.POSITIVE_INFINITY))
    return unfit("mend.shift must be finite, and mend.scale finite and above 0");
  return { schema: value.schema, mend };
}
