import type { RecordedToken } from "../recording.ts";
import type { Json } from "./shape.ts";

/** The tokens of one response. */
export interface Answer {
  readonly tokens: readonly RecordedToken[];
  /** What the answer reads, where it is written out. */
  readonly text?: string;
  /** Why there are no log-probabilities and how they are had; absent where there are some. */
  readonly missing?: string;
  /** True where the next value of the file goes on with the same response (it was streamed). */
  readonly goesOn?: boolean;
  /** Tells answers to one request apart where it is not their order. */
  readonly label?: string;
}

/** How one kind of server writes its answers. */
export interface Provider {
  /** As people know it. */
  readonly name: string;
  /** Whether this is the body of one of its answers. */
  recognises(body: Json): boolean;
  /** Every answer that the body holds; `where` begins the sentence of an error. */
  read(body: Json, where: string): readonly Answer[];
}
