import type { Section } from "@relent/report";
import type { EvalResult } from "../result.ts";
import { classesSection } from "./classes-section.ts";

/** Makes one section of a result; null where it has nothing to say. */
export type MakeSection = (result: EvalResult) => Section | null;

const SECTIONS: readonly MakeSection[] = [classesSection];

/** The sections, in the order in which a reader needs them. */
export const sections = (result: EvalResult): Section[] =>
  SECTIONS.map((make) => make(result)).filter((section) => section !== null);
