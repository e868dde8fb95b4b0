import { RelentError } from "@relent/core";
import type { RecordedToken, TopRecording } from "../recording.ts";
import { joinDocuments } from "./join.ts";
import type { Naming } from "./naming.ts";
import { walk } from "./walk.ts";

/** A row of the table before it is measured. */
export interface Row {
  readonly document: number;
  readonly position: number;
  readonly base: RecordedToken;
  readonly model: RecordedToken;
}

/** Every place that two recordings have in common, the documents' ids, and what people should know about it. */
export interface Rows {
  readonly rows: readonly Row[];
  readonly ids: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Lays two recordings side by side.
 *
 * @throws RelentError "incompatible" as `joinDocuments` and `walk` do, and where no place is common.
 */
export function rowsOf(base: TopRecording, model: TopRecording, naming: Naming): Rows {
  const { documents, notes } = joinDocuments(base, model);
  const rows: Row[] = [];
  let parted = 0;
  for (const [document, joined] of documents.entries()) {
    const walked = walk(joined, naming, [base.name, model.name]);
    if (walked.parted !== null) parted += 1;
    for (const place of walked.places) rows.push({ document, ...place });
  }
  if (rows.length === 0) {
    throw new RelentError(
      "incompatible",
      `compareTop: ${base.name} and ${model.name} have log-probabilities at no common place`,
    );
  }
  const apart =
    `${parted} of ${documents.length} documents go on with different tokens; they are compared up to and including ` +
    "the first of these, while both models had seen the same text";
  return { rows, ids: documents.map(({ id }) => id), notes: [...notes, ...(parted > 0 ? [apart] : [])] };
}
