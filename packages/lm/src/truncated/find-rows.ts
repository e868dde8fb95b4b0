import type { FullRecording, RecordedDocument } from "../recording.ts";
import { findTokens } from "./find-tokens.ts";

/** A document of a truncated recording, with what a whole one says at its places. */
export interface Paired {
  readonly document: RecordedDocument;
  /** The row of the whole recording for each of the document's tokens; undefined where it has none. */
  readonly rows: readonly (number | undefined)[];
}

/** Finds a document's tokens among those of the whole recording's: by its name, else wherever they stand. */
export function findRows(
  document: RecordedDocument,
  full: FullRecording,
  byDocument: ReadonlyMap<string, readonly number[]>,
): Paired | null {
  const targets = full.targets!;
  const from = document.tokens.findIndex(({ logProbability }) => logProbability !== null);
  if (from < 0) return null;
  const ids = document.tokens.slice(from).map(({ id }) => id ?? -1);
  for (const rows of [byDocument.get(document.id) ?? [], ...byDocument.values()]) {
    const run = rows.map((row) => targets[row]!);
    const at = run.length === 0 ? undefined : findTokens(run, ids);
    if (at !== undefined) return { document, rows: document.tokens.map((_, i) => rows[i - from - at]) };
  }
  return null;
}
