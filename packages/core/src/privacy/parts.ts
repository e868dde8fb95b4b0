import type { Adjacency, PrivacyEvent, SingleEvent } from "./event.ts";
import { invalid, whole } from "./fail.ts";
import { gaussianPair } from "./loss/gaussian-pair.ts";
import type { CountedPair } from "./loss/loss-pair.ts";
import type { Mechanism } from "./mechanism.ts";
import { MECHANISMS } from "./mechanisms.ts";

/** A mechanism used once, and how often it was. */
export interface Part {
  readonly event: SingleEvent;
  readonly count: number;
}

/** The record of an event's mechanism. */
export function mechanismOf(event: SingleEvent): Mechanism {
  const found = MECHANISMS.find(({ name }) => name === event.mechanism);
  if (found === undefined)
    invalid(
      `privacy: mechanism ${JSON.stringify(event.mechanism)} is not known; it must be one of ${MECHANISMS.map(({ name }) => name).join(", ")}, composition, selfComposition`,
      event.mechanism,
    );
  return found;
}

function checked(event: SingleEvent, adjacency: Adjacency): SingleEvent {
  const record = mechanismOf(event);
  if (!record.adjacencies.includes(event.adjacency))
    invalid(
      `${record.maker}: adjacency ${JSON.stringify(event.adjacency)} is not covered; ${record.remedy ?? `it must be one of ${record.adjacencies.join(", ")}`}`,
      event.adjacency,
    );
  if (event.adjacency !== adjacency)
    invalid(
      `compose: ${event.mechanism} has adjacency ${JSON.stringify(event.adjacency)} beside ${JSON.stringify(adjacency)}; state all events under one adjacency: replacing a record is removing one and adding another, which at most doubles a sensitivity, so a "replace-one" event needs half the noise multiplier of its "add-remove" form`,
      event.adjacency,
    );
  record.check(event);
  const base = record.base?.(event);
  if (base !== undefined) gather(base, 1, adjacency, new Map());
  return event;
}

/** A text that is the same for events of the same content. */
const textOf = (event: SingleEvent): string =>
  JSON.stringify(event, (_, value: unknown) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

function gather(event: PrivacyEvent, count: number, adjacency: Adjacency, into: Map<string, Part>): void {
  if (event.mechanism === "selfComposition") {
    whole("selfCompose", "count", event.count, 0);
    gather(event.event, count * event.count, adjacency, into);
  } else if (event.mechanism === "composition") {
    for (const one of event.events) gather(one, count, adjacency, into);
  } else if (count > 0) {
    const key = textOf(checked(event, adjacency));
    into.set(key, { event, count: count + (into.get(key)?.count ?? 0) });
  } else checked(event, adjacency);
}

/** The mechanisms of an event, each once with its count, in the order in which they come first. */
export function partsOf(event: PrivacyEvent): readonly Part[] {
  const parts = new Map<string, Part>();
  gather(event, 1, event.adjacency, parts);
  return [...parts.values()];
}

/** Whether every pair of an event is attained. */
export function isTight(event: PrivacyEvent): boolean {
  return partsOf(event).every((part) => mechanismOf(part.event).tight);
}

/**
 * The pairs of an event in each direction; all normal losses together are one.
 *
 * Undefined if only the Rényi divergence of a part is known.
 */
export function directionsOf(event: PrivacyEvent): readonly (readonly CountedPair[])[] | undefined {
  const parts = partsOf(event).map(({ event: one, count }) => ({
    pairs: mechanismOf(one).pairs(one),
    count,
  }));
  if (parts.some(({ pairs }) => pairs.length === 0)) return undefined;
  const directions = Math.max(1, ...parts.map(({ pairs }) => pairs.length));
  return Array.from({ length: directions }, (_, side) => {
    const chosen = parts.map(({ pairs, count }) => ({ pair: pairs[pairs.length === 1 ? 0 : side]!, count }));
    const others = chosen.filter(({ pair }) => pair.mu === undefined);
    const square = chosen.reduce((sum, { pair, count }) => sum + count * (pair.mu ?? 0) ** 2, 0);
    return square > 0 ? [{ pair: gaussianPair(Math.sqrt(square)), count: 1 }, ...others] : others;
  });
}
