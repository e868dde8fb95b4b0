import type { Recording } from "./recording.ts";

/** How a recording is read. */
export interface OpenOptions {
  /** The array's name in a file that holds several (safetensors). */
  readonly key?: string;
  /** A file of the tokens that really came (.npy or JSON), where the recording itself does not tell them. */
  readonly targets?: string;
  /** Also takes answers without log-probabilities, of which the texts alone can be compared (default false). */
  readonly texts?: boolean;
}

/** The beginning of a file, or that it is a folder. */
export interface Beginning {
  /** Up to 64 KiB; empty for a folder. */
  readonly head: Uint8Array;
  readonly path: string;
  readonly folder: boolean;
}

/** One kind of file: how it is told from the others by its content, and how it is opened. */
export interface RecordingFormat {
  readonly name: string;
  matches(beginning: Beginning): boolean;
  open(path: string, options: OpenOptions): Promise<Recording>;
}
