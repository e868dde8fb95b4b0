import type { Tone } from "../model.ts";
import { ASCII_SIGNS, type Ink, makeInk, SIGNS } from "./ink.ts";
import { plain } from "./plain.ts";

/** What the terminal can show, and how to write for it. */
export interface Page {
  readonly ascii: boolean;
  readonly ellipsis: string;
  readonly signs: Readonly<Record<Tone, string>>;
  readonly ink: Ink;
  /** Makes foreign text harmless and, where needed, ASCII. */
  readonly plain: (text: string) => string;
}

/** Sets up the page of one output. */
export function makePage(colour: boolean, ascii: boolean): Page {
  return {
    ascii,
    ellipsis: ascii ? "..." : "…",
    signs: ascii ? ASCII_SIGNS : SIGNS,
    ink: makeInk(colour),
    plain: (text) => plain(text, ascii),
  };
}
