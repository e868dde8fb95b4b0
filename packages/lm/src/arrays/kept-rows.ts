import { RelentError } from "@relent/core";
import type { FullRecording } from "../recording.ts";
import { PADDING } from "./read-targets.ts";

/** The rows of a recording among those of its file, and where they stand. */
export interface KeptRows
  extends Pick<FullRecording, "rows" | "documents" | "targets" | "placeOf" | "notes"> {
  /** Number in the file of a row of the recording. */
  storedRow(row: number): number;
}

/**
 * Lays rows of documents of these lengths, without those that are padding, and without documents that are nothing else.
 * Positions are those in the file.
 *
 * @throws RelentError "unreadable" where nothing is left.
 */
export function keptRows(
  name: string,
  lengths: readonly number[],
  targets: Int32Array | undefined,
): KeptRows {
  const all = lengths.reduce((sum, length) => sum + length, 0);
  const stored = new Int32Array(all);
  const document = new Int32Array(all);
  const position = new Int32Array(all);
  const documents: string[] = [];
  let rows = 0;
  let first = 0;
  for (const [index, length] of lengths.entries()) {
    const before = rows;
    for (let at = 0; at < length; at++) {
      if (targets?.[first + at] === PADDING) continue;
      stored[rows] = first + at;
      document[rows] = documents.length;
      position[rows] = at;
      rows += 1;
    }
    if (rows > before) documents.push(lengths.length === 1 ? name : `document ${index + 1}`);
    first += length;
  }
  if (rows === 0) {
    throw new RelentError(
      "unreadable",
      `openRecording: the targets of ${name} are ${PADDING}, padding, at all of its ${all} rows; one other is needed`,
      { value: PADDING },
    );
  }
  return {
    rows,
    documents,
    ...(targets === undefined ? {} : { targets: targets.filter((token) => token !== PADDING) }),
    notes:
      rows < all ? [`${all - rows} of its ${all} rows are padding by their targets and are left out`] : [],
    placeOf: (row) => ({ document: document[row]!, position: position[row]! }),
    storedRow: (row) => stored[row]!,
  };
}
