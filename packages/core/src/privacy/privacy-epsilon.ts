import type { Accountant } from "./accountants/accountant.ts";
import { pureEpsilon } from "./accountants/direct.ts";
import type { GridOptions } from "./accountants/loss-distribution.ts";
import { ACCOUNTANTS } from "./accountants.ts";
import type { PrivacyEvent } from "./event.ts";
import { invalid, within } from "./fail.ts";
import { isTight, partsOf } from "./parts.ts";
import type { BoundStatus, PrivacyBound } from "./privacy-bound.ts";

/** How ε and δ are to be found. */
export interface PrivacyOptions extends GridOptions {
  /** A name of `ACCOUNTANTS`; the first guarantee that applies when left out. */
  readonly accountant?: string;
}

/** What guarantees a figure. */
const GUARANTEES: ReadonlySet<BoundStatus> = new Set(["exact", "upper"]);

/** The figure of the accountant asked for, or of the first that guarantees one. */
function first(
  fn: string,
  event: PrivacyEvent,
  options: PrivacyOptions,
  ask: (accountant: Accountant) => PrivacyBound | undefined,
): PrivacyBound {
  const { accountant } = options;
  if (options.interval !== undefined) within(fn, "interval", options.interval, [0, Infinity]);
  partsOf(event);
  if (accountant === undefined) {
    for (const one of ACCOUNTANTS) {
      const found = GUARANTEES.has(one.status) ? ask(one) : undefined;
      if (found !== undefined) return found;
    }
    return invalid(`${fn}: no accountant applies to this event`, event);
  }
  const chosen = ACCOUNTANTS.find(({ name }) => name === accountant);
  if (chosen === undefined)
    return invalid(
      `${fn}: accountant ${JSON.stringify(accountant)} is not known; it must be one of ${ACCOUNTANTS.map(({ name }) => name).join(", ")}`,
      accountant,
    );
  return (
    ask(chosen) ??
    invalid(
      `${fn}: accountant ${JSON.stringify(accountant)} does not apply to this event; it covers ${chosen.scope}: leave it out, or use "renyi"`,
      accountant,
    )
  );
}

/**
 * The ε for which an event is (ε, δ)-differentially private: the least with δ(ε) = E(1 − e^{ε−L})₊ ≤ δ, L the sum of
 * the privacy losses in the worse direction, in nats.
 *
 * Without an `accountant` the value is exact where a closed form finds it, or the contour integral: the other periods of
 * its trapezoid sum, the sum's rest and rounding are bounded, and the true ε lies in its `bracket`, about 1e-10 wide.
 * Else it is the pessimistic upper bound. Infinity if no ε is enough; 0 if δ alone is.
 *
 * @param delta - In [0, 1]; 0 asks for pure differential privacy.
 * @throws RelentError "invalid-argument" for another δ, an accountant that is not known or does not apply, and as
 * `compose`.
 * @see Alghamdi et al., arXiv 2208.09595 (contour); Koskela, Jälkö & Honkela, AISTATS 2020 (loss distributions);
 * Canonne, Kamath & Steinke, NeurIPS 2020 (Rényi).
 * @example
 * ```ts
 * privacyEpsilon(gaussianMechanism(1), 1e-5) // { value: 4.377178095681225, status: "exact", method: "closed form of normal noise" }
 * privacyEpsilon(laplaceMechanism(1), 0).value // 1
 * privacyEpsilon(gaussianMechanism(1), 1e-5, { accountant: "zcdp" }).value // 4.728386984943314
 * ```
 */
export function privacyEpsilon(
  event: PrivacyEvent,
  delta: number,
  options: PrivacyOptions = {},
): PrivacyBound {
  within("privacyEpsilon", "delta", delta, [0, 1], "both");
  const ask = (accountant: Accountant): PrivacyBound | undefined => {
    if (delta === 1)
      return { value: 0, status: accountant.status, method: "every mechanism is (0, 1)-private" };
    if (delta > 0) return accountant.epsilon(event, delta, options);
    const status = isTight(event) ? "exact" : "upper";
    return { value: pureEpsilon(event), status, method: "sum of the greatest losses" };
  };
  return first("privacyEpsilon", event, options, ask);
}

/**
 * The δ for which an event is (ε, δ)-differentially private: δ(ε) = E(1 − e^{ε−L})₊ in the worse direction.
 *
 * Accountants as in `privacyEpsilon`; relative accuracy also where δ is 1e-30.
 *
 * @param epsilon - At least 0 and finite.
 * @throws RelentError "invalid-argument" for another ε, an accountant that is not known or does not apply, and as
 * `compose`.
 * @see Balle & Wang, ICML 2018; and as `privacyEpsilon`.
 * @example
 * ```ts
 * privacyDelta(gaussianMechanism(1), 6).value // 2.7878597637637823e-9
 * privacyDelta(randomisedResponse(0.75), 2).value // 0
 * ```
 */
export function privacyDelta(
  event: PrivacyEvent,
  epsilon: number,
  options: PrivacyOptions = {},
): PrivacyBound {
  within("privacyDelta", "epsilon", epsilon, [0, Infinity], "low");
  return first("privacyDelta", event, options, (accountant) => accountant.delta(event, epsilon, options));
}

/** A figure with the name of its accountant. */
export interface AccountedBound extends PrivacyBound {
  readonly accountant: string;
}

/**
 * ε(δ) by every accountant that applies, side by side with its standing.
 *
 * @param delta - In [0, 1); at 0 only the sum of the greatest losses applies.
 * @throws RelentError "invalid-argument" for another δ, and as `compose`.
 * @example
 * ```ts
 * privacyBounds(gaussianMechanism(1), 1e-5).map(({ accountant, status }) => [accountant, status])[0] // ["gaussian", "exact"]
 * ```
 */
export function privacyBounds(
  event: PrivacyEvent,
  delta: number,
  options: Omit<PrivacyOptions, "accountant"> = {},
): readonly AccountedBound[] {
  within("privacyBounds", "delta", delta, [0, 1], "low");
  partsOf(event);
  if (delta === 0) return [{ accountant: "pure", ...privacyEpsilon(event, 0) }];
  return ACCOUNTANTS.flatMap((accountant) => {
    const found = accountant.epsilon(event, delta, options);
    return found === undefined ? [] : [{ accountant: accountant.name, ...found }];
  });
}

/**
 * δ(ε) by every accountant that applies, side by side with its standing, as `privacyBounds`.
 *
 * @param epsilon - At least 0 and finite.
 * @throws RelentError "invalid-argument" for another ε, and as `compose`.
 * @example
 * ```ts
 * privacyDeltaBounds(gaussianMechanism(1), 6)[0].value // 2.7878597637637823e-9
 * ```
 */
export function privacyDeltaBounds(
  event: PrivacyEvent,
  epsilon: number,
  options: Omit<PrivacyOptions, "accountant"> = {},
): readonly AccountedBound[] {
  within("privacyDeltaBounds", "epsilon", epsilon, [0, Infinity], "low");
  partsOf(event);
  return ACCOUNTANTS.flatMap((accountant) => {
    const found = accountant.delta(event, epsilon, options);
    return found === undefined ? [] : [{ accountant: accountant.name, ...found }];
  });
}
