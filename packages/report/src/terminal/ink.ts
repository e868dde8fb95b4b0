import type { Tone } from "../model.ts";

/** Ways to stress a piece of text. */
export type Stress = Tone | "strong" | "faint" | "magnitude";

/** Paints text; with colour off it returns it as it is. */
export type Ink = (text: string, stress: Stress) => string;

const CODES: Readonly<Record<Stress, readonly [on: number, off: number]>> = {
  alarm: [31, 39],
  calm: [32, 39],
  unsure: [35, 39],
  muted: [2, 22],
  strong: [1, 22],
  faint: [2, 22],
  magnitude: [34, 39],
};

/** Signs that stand beside each verdict, so that colour is never the only cue. */
export const SIGNS: Readonly<Record<Tone, string>> = { alarm: "▲", calm: "✓", unsure: "?", muted: "–" };

/** The same for terminals that know only ASCII. */
export const ASCII_SIGNS: Readonly<Record<Tone, string>> = { alarm: "!", calm: "=", unsure: "?", muted: "-" };

/** Makes the ink of one output; spaces at the ends stay unpainted. */
export function makeInk(colour: boolean): Ink {
  if (!colour) return (text) => text;
  return (text, stress) => {
    const [on, off] = CODES[stress];
    return text.replace(/\S(?:.*\S)?/su, (core) => `\u001b[${on}m${core}\u001b[${off}m`);
  };
}
