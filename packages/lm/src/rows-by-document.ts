import type { FullRecording } from "./recording.ts";

/** The rows of each document, in the order of the file. */
export function rowsByDocument(recording: FullRecording): Map<string, number[]> {
  const rows = new Map<string, number[]>();
  for (let row = 0; row < recording.rows; row++) {
    const id = recording.documents[recording.placeOf(row).document]!;
    const list = rows.get(id);
    if (list === undefined) rows.set(id, [row]);
    else list.push(row);
  }
  return rows;
}
