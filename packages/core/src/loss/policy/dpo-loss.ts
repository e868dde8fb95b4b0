import { invalid } from "../../finite/check.ts";
import type { Numbers } from "../../finite/kinds.ts";
import { checkParameter, checkPositive } from "../check-parameter.ts";
import { logistic, softplus } from "../cross-entropy/logistic.ts";
import { checkNumbers, type ElementLossOptions, elementLosses, finiteAt } from "../element-loss.ts";
import type { Floats, LossResult } from "../result.ts";

/** How the margin becomes a loss. */
export type PreferenceForm = "sigmoid" | "robust" | "hinge" | "ipo" | "exo";

/** What `dpoLoss` may be told. */
export interface DpoLossOptions extends ElementLossOptions {
  /** The strength of the tie to the reference, above 0; 0.1 when left out. */
  readonly beta?: number;
  /** "sigmoid" when left out. */
  readonly form?: PreferenceForm;
  /**
   * How likely a label is the wrong way round, from 0 to below ½; 0 when left out, 0.001 for "exo", which needs one
   * above 0.
   */
  readonly labelSmoothing?: number;
}

/** The gradients of `dpoLoss`. */
export interface PreferenceGradient {
  readonly chosen: Floats;
  readonly rejected: Floats;
}

/** The loss of a margin h and its derivative. */
type Form = (h: number, smoothing: number, beta: number) => readonly [value: number, slope: number];

const FORMS: Record<PreferenceForm, Form> = {
  sigmoid: (h, e) => [(1 - e) * softplus(-h) + e * softplus(h), e * logistic(h) - (1 - e) * logistic(-h)],
  robust: (h, e) => [
    ((1 - e) * softplus(-h) - e * softplus(h)) / (1 - 2 * e),
    -((1 - e) * logistic(-h) + e * logistic(h)) / (1 - 2 * e),
  ],
  hinge: (h) => [Math.max(0, 1 - h), h < 1 ? -1 : 0],
  ipo: (h, _e, beta) => [(h / beta - 0.5 / beta) ** 2, (2 * (h / beta - 0.5 / beta)) / beta],
  exo: (h, e) => {
    const [yes, no] = [logistic(h), logistic(-h)];
    const value = yes * (-softplus(-h) - Math.log1p(-e)) + no * (-softplus(h) - Math.log(e));
    return [value, yes * no * (h - Math.log1p(-e) + Math.log(e))];
  },
};

/**
 * Direct preference optimisation and its kin: a policy learns from pairs, a chosen and a rejected answer.
 *
 * h = β[(log π_c − log ρ_c) − (log π_r − log ρ_r)] from the summed log-probabilities of whole answers; −(1 − ε) log
 * σ(h) − ε log σ(−h) ("sigmoid"), the same made unbiased ("robust"), max(0, 1 − h) ("hinge"), (h/β − 1/(2β))²
 * ("ipo"), KL(σ(±h)‖(1 − ε, ε)) ("exo").
 *
 * @throws RelentError "invalid-argument" for β ≤ 0, smoothing outside its range, numbers that are not finite and
 * arrays that do not match.
 * @see Rafailov et al., arXiv:2305.18290; Chowdhury et al., arXiv:2403.00409 (robust); Azar et al., arXiv:2310.12036
 * (IPO); Ji et al., arXiv:2402.00856 (EXO).
 * @example
 * ```ts
 * dpoLoss([-10], [-12], [-11], [-11]).value // 0.5981388693815918
 * dpoLoss([-10], [-12], [-11], [-11]).grad.chosen // Float64Array [-0.04501660026875221]
 * ```
 */
export function dpoLoss(
  chosen: Numbers,
  rejected: Numbers,
  referenceChosen: Numbers,
  referenceRejected: Numbers,
  options: DpoLossOptions = {},
): LossResult<PreferenceGradient> {
  const fn = "dpoLoss";
  const { beta = 0.1, form = "sigmoid" } = options;
  if (!Object.hasOwn(FORMS, form))
    invalid(`${fn}: form = ${form}; it is one of ${Object.keys(FORMS).join(", ")}`, { value: form });
  const smoothing = options.labelSmoothing ?? (form === "exo" ? 1e-3 : 0);
  checkPositive(fn, "beta", beta);
  checkParameter(
    fn,
    "labelSmoothing",
    smoothing,
    smoothing >= 0 && smoothing < 0.5 && (form !== "exo" || smoothing > 0),
    "from 0 (above 0 for exo) to below 0.5",
  );
  checkNumbers(fn, "chosen", chosen, undefined);
  for (const [name, x] of Object.entries({ rejected, referenceChosen, referenceRejected }))
    checkNumbers(fn, name, x, chosen.length);
  return elementLosses({
    fn,
    moving: { chosen, rejected },
    options,
    term(i, slopes) {
      const won = finiteAt(fn, "chosen", chosen, i) - finiteAt(fn, "referenceChosen", referenceChosen, i);
      const lost =
        finiteAt(fn, "rejected", rejected, i) - finiteAt(fn, "referenceRejected", referenceRejected, i);
      const [value, slope] = FORMS[form](beta * (won - lost), smoothing, beta);
      slopes[0] = beta * slope;
      slopes[1] = -beta * slope;
      return value;
    },
  });
}
