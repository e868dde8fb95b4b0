import type { FullRecording } from "../recording.ts";

/** The whole text of a recording as a packed file keeps it. */
export interface KeptText {
  readonly tokens: readonly number[];
  /** Of each document, where in the text its position 0 would stand. */
  readonly from: readonly number[];
}

type Placed = Pick<FullRecording, "rows" | "placeOf">;

/** What of a recording's whole text is written; undefined where it has none. */
export function keptText(
  recording: Placed & Pick<FullRecording, "text" | "documents">,
): KeptText | undefined {
  const { text, documents, rows } = recording;
  if (text === undefined) return undefined;
  const from: number[] = documents.map(() => 0);
  for (let row = rows - 1; row >= 0; row--) {
    const { document, position } = recording.placeOf(row);
    from[document] = text.at(row) - position;
  }
  return { tokens: Array.from(text.tokens), from };
}

/** The whole text that was written, as a recording tells it. */
export const textFrom = (kept: KeptText, placeOf: Placed["placeOf"]): NonNullable<FullRecording["text"]> => ({
  tokens: Int32Array.from(kept.tokens),
  at: (row) => {
    const { document, position } = placeOf(row);
    return kept.from[document]! + position;
  },
});
