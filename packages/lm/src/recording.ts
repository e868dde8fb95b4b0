import type { Rounding } from "./responses/rounding.ts";

/** A place among the scored tokens: the document it belongs to and its position in that document's context. */
export interface Place {
  /** Index into the recording's `documents`. */
  readonly document: number;
  readonly position: number;
}

/** What every recording of next-token distributions says of itself. */
export interface RecordingHead {
  /** By which people know it: the file's name. */
  readonly name: string;
  /** The format's name, e.g. `"llama.cpp KLD"`. */
  readonly format: string;
  /** The pieces of text that were scored one after the other (chunks, prompts, custom ids), by name. */
  readonly documents: readonly string[];
  /** What people should know about how it was read, e.g. that rows are missing at the end. */
  readonly notes: readonly string[];
}

/** What is known of the outcomes of a row whose probabilities the file does not tell. */
export interface RowLimits {
  /** How many of them there are; their log-probability is given as −Infinity. */
  readonly clipped: number;
  /** Natural logarithm of the most that each of them may have; −Infinity where there are none. */
  readonly cap: number;
  /** Their probability together, where the file tells it exactly; NaN otherwise, 0 where there are none. */
  readonly rest: number;
  /** Largest error that the number format may have put on a log-probability; 0 where it says what the model said. */
  readonly rounding: number;
}

/** Full next-token distributions, one row a scored token, read in blocks from a file and never held whole. */
export interface FullRecording extends RecordingHead {
  readonly kind: "full";
  readonly vocabulary: number;
  /** How many of the likeliest tokens of a row the file keeps, where it does not keep all. */
  readonly keeps?: number;
  /** Whole rows that are there. */
  readonly rows: number;
  /** Rows that the header promised, where there are fewer. */
  readonly plannedRows?: number;
  /** The token that really came after each row's context; absent where the recording does not tell. */
  readonly targets?: Int32Array;
  /** The ids of the whole text, scored or not, where the file keeps them, and the place in them of a row's target. */
  readonly text?: { readonly tokens: Int32Array; at(row: number): number };
  placeOf(row: number): Place;
  /**
   * Natural-log probabilities of one row into `out` (length `vocabulary`), −Infinity for none; entries that the format
   * only bounds from above (clipped) are −Infinity too, and their number is returned.
   */
  logProbabilities(row: number, out: Float64Array): Promise<number>;
  /** The same, with what is known of the entries that are clipped, where the format tells more than their number. */
  read?(row: number, out: Float64Array): Promise<RowLimits>;
  close(): Promise<void>;
}

/** One of the likeliest tokens at a place, with its natural-log probability. */
export interface Candidate {
  /** The token's id; null where the provider gives text alone. */
  readonly id: number | null;
  readonly text: string;
  readonly logProbability: number;
}

/** One token of a response or prompt, with the likeliest ones in its place. */
export interface RecordedToken {
  readonly id: number | null;
  readonly text: string;
  /** Natural logarithm of the probability that the model gave it; null where it was not recorded (a first token). */
  readonly logProbability: number | null;
  /** Likeliest first; may hold the token itself. */
  readonly candidates: readonly Candidate[];
  /** Further tokens whose probability is known, though likelier ones may not be listed. */
  readonly others?: readonly Candidate[];
}

/** Whether anything was recorded in a token's place. */
export const tells = ({ logProbability, candidates }: RecordedToken): boolean =>
  logProbability !== null || candidates.length > 0;

/** One prompt or response whose tokens were recorded. */
export interface RecordedDocument {
  /** By which two recordings are joined. */
  readonly id: string;
  /** None where the provider gave the text alone. */
  readonly tokens: readonly RecordedToken[];
  /** What the answer reads, where the provider wrote it out beside its tokens. */
  readonly text?: string;
}

/** Truncated distributions: the k likeliest tokens at each place, as providers return them. */
export interface TopRecording extends RecordingHead {
  readonly kind: "top";
  readonly contents: readonly RecordedDocument[];
  /** The spacing that the log-probabilities were rounded to, where one was found; 0 otherwise. */
  readonly grid: number;
  /** How they were rounded, where that is known and need not be found. */
  readonly rounding?: Rounding;
}

/** A recording of next-token distributions, whole or truncated. */
export type Recording = FullRecording | TopRecording;
