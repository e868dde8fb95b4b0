import type { Section } from "@relent/report";
import type { EvalResult } from "../result.ts";
import { calibrationSection } from "./calibration-section.ts";
import { classesSection } from "./classes-section.ts";
import { comparisonSection } from "./comparison-section.ts";
import { costsSection, decisionsSection } from "./decisions-section.ts";
import { LABEL_BITS } from "./loss-words.ts";
import { periodsSection } from "./periods-section.ts";
import { priorsSection } from "./priors-section.ts";
import { recalibrationSection } from "./recalibration-section.ts";
import { rowsSection } from "./rows-section.ts";
import { segmentsSection } from "./segments-section.ts";
import { targetPriorsSection } from "./target-priors-section.ts";

/** Makes one section of a result; null where it has nothing to say. */
type MakeSection = (result: EvalResult) => Section | null;

const SECTIONS: readonly MakeSection[] = [
  ({ comparison }) => comparisonSection(comparison, LABEL_BITS),
  calibrationSection,
  recalibrationSection,
  priorsSection,
  targetPriorsSection,
  classesSection,
  costsSection,
  decisionsSection,
  (result) => segmentsSection(result, LABEL_BITS),
  rowsSection,
  ({ periods }) => periodsSection(periods, LABEL_BITS),
];

/** The sections, in the order in which a reader needs them. */
export const sections = (result: EvalResult): Section[] =>
  SECTIONS.map((make) => make(result)).filter((section) => section !== null);
