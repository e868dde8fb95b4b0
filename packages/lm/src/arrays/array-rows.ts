import { basename } from "node:path";
import { RelentError } from "@relent/core";
import type { LogitRows } from "./logit-recording.ts";
import { NUMBER_TYPES } from "./number-types.ts";
import type { PositionedFile } from "./positioned-file.ts";
import { rowWindow } from "./row-window.ts";

/** An array of logits in a file. */
export interface ArrayPlace {
  readonly format: string;
  readonly type: string;
  readonly shape: readonly number[];
  readonly offset: number;
}

/** Documents, tokens of each, and vocabulary of an array of shape [D, T, V], [T, V] or [V]. */
function shapeOfRows(
  shape: readonly number[],
  name: string,
): readonly [documents: number, tokens: number, vocabulary: number] {
  const [vocabulary = 0, tokens = 1, documents = 1, ...more] = shape.toReversed();
  if (more.length === 0 && documents > 0 && tokens > 0 && vocabulary > 0)
    return [documents, tokens, vocabulary];
  throw new RelentError(
    "unreadable",
    `openRecording: ${name} has the shape [${shape.join(", ")}]; [tokens, vocabulary] is allowed, or [documents, tokens, vocabulary]`,
    { value: shape },
  );
}

/** The rows of an array of logits, read some megabytes at a time. */
export function arrayRows(file: PositionedFile, place: ArrayPlace): LogitRows {
  const name = basename(file.path);
  const [documents, tokens, vocabulary] = shapeOfRows(place.shape, name);
  const rows = documents * tokens;
  const type = NUMBER_TYPES[place.type];
  if (type === undefined) {
    throw new RelentError(
      "unreadable",
      `openRecording: ${name} holds numbers of type ${place.type}; half, bfloat16, single and double precision are allowed`,
      { value: place.type },
    );
  }
  const bytes = vocabulary * type.bytes;
  if (file.size < place.offset + rows * bytes) {
    throw new RelentError(
      "unreadable",
      `openRecording: ${name} has ${file.size} bytes; its header promises ${place.offset + rows * bytes}`,
      { value: file.size },
    );
  }
  const window = rowWindow(file, place.offset, bytes, rows);
  return {
    name,
    format: place.format,
    lengths: new Array<number>(documents).fill(tokens),
    vocabulary,
    stored: { file, offset: place.offset, rowBytes: bytes, type },
    logits: async (row, out) => type.decode(await window.row(row), out),
    close: () => file.close(),
  };
}
