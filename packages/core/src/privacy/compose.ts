import type { CompositionEvent, PrivacyEvent, SelfCompositionEvent } from "./event.ts";
import { invalid } from "./fail.ts";
import { partsOf } from "./parts.ts";

/**
 * Several events on the same data, each of which may depend on the results of those before it.
 *
 * @param events - At least one, all under one adjacency.
 * @throws RelentError "invalid-argument" for no events, unknown mechanisms, parameters that are not allowed, and
 * adjacencies that differ or are not covered; the message names the way out.
 * @example
 * ```ts
 * compose([gaussianMechanism(2), laplaceMechanism(5)]).adjacency // "add-remove"
 * compose([gaussianMechanism(2), randomisedResponse(0.75)]) // throws "compose: randomisedResponse has adjacency"
 * ```
 */
export function compose(events: readonly PrivacyEvent[]): CompositionEvent {
  const first = events[0] ?? invalid("compose: events is empty; at least one is needed", events);
  const event: CompositionEvent = { mechanism: "composition", events, adjacency: first.adjacency };
  partsOf(event);
  return event;
}

/**
 * One event, `count` times over on the same data.
 *
 * @param count - A whole number from 0.
 * @throws RelentError "invalid-argument" for another count, and as `compose`.
 * @example
 * ```ts
 * privacyEpsilon(selfCompose(gaussianMechanism(2), 4), 1e-5).value // 4.377178095681225
 * ```
 */
export function selfCompose(event: PrivacyEvent, count: number): SelfCompositionEvent {
  const repeated: SelfCompositionEvent = {
    mechanism: "selfComposition",
    event,
    count,
    adjacency: event.adjacency,
  };
  partsOf(repeated);
  return repeated;
}
