import { RelentError } from "@relent/core";
import { type Calibrator, parseCalibrator } from "@relent/core/score";

/** A fitted recalibration of each of several labels: a plain record that can be written as JSON. */
export interface LabelCalibrators {
  readonly schema: "relent/label-calibrators@1";
  /** null leaves a label as it is. */
  readonly labels: readonly { readonly name: string; readonly calibrator: Calibrator | null }[];
}

const unfit = (what: string): never => {
  throw new RelentError("incompatible", `parseLabelCalibrators: ${what}`);
};

/**
 * The calibrators that a JSON text holds, checked.
 *
 * @throws RelentError `incompatible` naming what is not as `relent/label-calibrators@1` has it.
 */
export function parseLabelCalibrators(text: string): LabelCalibrators {
  let value: Partial<LabelCalibrators> | null;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new RelentError("incompatible", "parseLabelCalibrators: the text is no JSON", { cause });
  }
  if (value?.schema !== "relent/label-calibrators@1") {
    return unfit(
      `schema = ${value?.schema}; it must be relent/label-calibrators@1, saved with --multi-label`,
    );
  }
  if (!Array.isArray(value.labels)) return unfit("labels must be a list");
  const labels = value.labels.map(({ name, calibrator }) => {
    if (typeof name !== "string") return unfit(`a label is called ${name}; it must have a name`);
    const own = calibrator === null ? null : parseCalibrator(calibrator);
    if (own !== null && own.classes.length !== 2)
      return unfit(`label ${name} has ${own.classes.length} classes; a label has 2`);
    return { name, calibrator: own };
  });
  return { schema: value.schema, labels };
}

/** The calibrator of each label. Errors: a label that none was fitted to. */
export function calibratorsFor(
  { labels }: LabelCalibrators,
  names: readonly string[],
): readonly (Calibrator | null)[] {
  return names.map((name) => {
    const found = labels.find((one) => one.name === name);
    if (found !== undefined) return found.calibrator;
    throw new RelentError(
      "incompatible",
      `--calibrator: it was fitted to the labels ${labels.map((one) => one.name).join(", ")}, and to no "${name}"`,
      { value: name },
    );
  });
}
