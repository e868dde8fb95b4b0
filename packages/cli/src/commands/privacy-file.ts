import { readFileSync } from "node:fs";
import { compose, MECHANISMS, type PrivacyEvent } from "@relent/core/privacy";
import { usage } from "./privacy-event.ts";

/** Whether an argument names a file of events and not a mechanism. */
export const isEventFile = (text: string): boolean => text === "-" || /\.json$/i.test(text);

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === "object" && !Array.isArray(value);

/** What an event of this mechanism may hold; undefined for one that is not known, which the library names. */
function keysOf(mechanism: string): readonly string[] | undefined {
  const own = { composition: ["events"], selfComposition: ["event", "count"] }[mechanism];
  const named = MECHANISMS.find(({ name }) => name === mechanism)?.parameters.map(({ name }) => name);
  const keys = own ?? named;
  return keys && ["mechanism", "adjacency", ...keys];
}

/** Checks that a value has the shape of an event; what its numbers may be is the library's to say. */
function checked(value: unknown, place: string): PrivacyEvent {
  if (!isObject(value) || typeof value.mechanism !== "string")
    return usage(
      `${place} is no event; an event is {"mechanism": "gaussian", "noiseMultiplier": 2, "adjacency": "add-remove"}`,
    );
  if (value.mechanism === "composition") {
    if (!Array.isArray(value.events)) return usage(`${place}.events is no list of events`);
    for (const [i, event] of value.events.entries()) checked(event, `${place}.events[${i}]`);
  } else if ("event" in value || value.mechanism === "selfComposition") {
    checked(value.event, `${place}.event`);
  }
  const keys = keysOf(value.mechanism);
  const strange = Object.keys(value).find((key) => keys?.includes(key) === false);
  if (strange !== undefined)
    return usage(`${place}.${strange} means nothing for ${value.mechanism}; it holds ${keys!.join(", ")}`);
  return value as unknown as PrivacyEvent;
}

function textOf(path: string): string {
  try {
    return readFileSync(path === "-" ? 0 : path, "utf8");
  } catch {
    return usage(`${path} cannot be read; give a .json file of events, or the name of a mechanism`, path);
  }
}

/** The event of a file: one event, or a list of events that are used on the same data. */
export function readEvents(path: string): PrivacyEvent {
  const name = path === "-" ? "standard input" : path;
  let value: unknown;
  try {
    value = JSON.parse(textOf(path));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return usage(`${name} is not JSON; it holds one event, or a list of events`, path);
  }
  if (!Array.isArray(value)) return compose([checked(value, name)]).events[0]!;
  return compose(value.map((event, i) => checked(event, `${name}[${i}]`)));
}
