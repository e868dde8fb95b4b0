/** One way in which the losses differ from what PyTorch and the packages around it do. */
export interface Deviation {
  readonly about: string;
  readonly theirs: string;
  readonly ours: string;
  readonly reason: string;
  /** What gives theirs. */
  readonly parity: string;
}

/**
 * Every deliberate difference from PyTorch, Hugging Face's TRL, verl and the losses' own published code, with its
 * reason and with the option that gives their answer.
 *
 * @example
 * ```ts
 * DEVIATIONS.find(({ parity }) => parity.includes("empty"))?.about // "nothing takes part in a mean"
 * ```
 */
export const DEVIATIONS: readonly Deviation[] = [
  {
    about: "nothing takes part in a mean",
    theirs: "NaN",
    ours: "value 0, gradient 0, count 0",
    reason: "one micro-batch of padding must not destroy a run",
    parity: '`empty: "nan"`',
  },
  {
    about: "a target of 0 on a logit of −Infinity",
    theirs: "NaN, 0·(−Infinity)",
    ours: "0",
    reason: "what cannot happen and is not expected costs nothing",
    parity: "none: NaN is never an answer",
  },
  {
    about: "logits that are NaN or +Infinity, rows without mass",
    theirs: "NaN in the value and in every gradient",
    ours: "an error that names row, class and index",
    reason: "the first bad number is worth more than the NaN it becomes",
    parity: "none",
  },
  {
    about: "rows that take no part",
    theirs: "NaN in them reaches the gradient",
    ours: "they are not read",
    reason: "padding may hold anything",
    parity: "none",
  },
  {
    about: "cross-entropy of an almost sure label",
    theirs: "log Σ exp − z_y, 0 from a margin of 17 nats in single precision",
    ours: "log1p of the odds of the other classes",
    reason: "the loss and its gradient keep all digits however sure the label",
    parity: "none: the difference is rounding",
  },
  {
    about: "KL between nearly equal rows",
    theirs: "Σ p(log p − log q), without a digit below 1e-16 and sometimes negative",
    ours: "terms that are never negative, exact to the last digits",
    reason: "distillation and quantisation end there",
    parity: "none: the difference is rounding",
  },
  {
    about: "the mean of KL",
    theirs: "`kl_div` divides by every element",
    ours: "`forwardKlLoss` divides by rows",
    reason: "a divergence is of distributions, not of their entries",
    parity: "`pointwiseKlLoss`",
  },
  {
    about: "the order of KL's arguments",
    theirs: "`kl_div(log q, p)`",
    ours: "student first, then teacher, and the direction in the name",
    reason: "the direction is the commonest mistake",
    parity: "`pointwiseKlLoss(logQ, p)`",
  },
  {
    about: "temperature in distillation",
    theirs: "not scaled back by TRL and Liger",
    ours: "times T²",
    reason: "gradients keep their size when the temperature changes",
    parity: "`scaleByTemperatureSquared: false`",
  },
  {
    about: "generalized JSD at β = 0 and 1",
    theirs: "forward and reverse KL, though the formula goes to 0",
    ours: "β between 0 and 1",
    reason: "a loss must not jump",
    parity: "`forwardKlLoss`, `reverseKlLoss`, or `normalise: true`",
  },
  {
    about: "classes beyond a recorded top k",
    theirs: "left out by verl, so that the optimum is too sure",
    ours: "one cell for the rest",
    reason: "the loss is then never above the full divergence",
    parity: '`tail: "drop"`',
  },
  {
    about: "label smoothing beside masked classes",
    theirs: "spread over all classes: Infinity",
    ours: "spread over the classes that `classMask` leaves",
    reason: "a class that is taken away cannot be expected",
    parity: "−Infinity in the logits instead of `classMask`",
  },
  {
    about: "soft cap of a masked logit",
    theirs: "−Infinity becomes −c and gets probability",
    ours: "−Infinity stays",
    reason: "a mask holds",
    parity: "none",
  },
  {
    about: "weighted mean of losses other than cross-entropy",
    theirs: "divided by the count",
    ours: "divided by the weights, as cross-entropy is",
    reason: "one rule for all",
    parity: '`meanBy: "count"`',
  },
  {
    about: "variance of a Gaussian likelihood",
    theirs: "clamped at 1e-6",
    ours: "must be above 0",
    reason: "nothing is clipped silently",
    parity: "clamp it before the call",
  },
  {
    about: "LogitNorm's length",
    theirs: "plus 1e-7",
    ours: "the length",
    reason: "the definition",
    parity: "`epsilon: 1e-7`",
  },
  {
    about: "asymmetric loss's focusing weight",
    theirs: "held fixed in the gradient",
    ours: "the loss's own gradient",
    reason: "the gradient is that of the value",
    parity: "`detachWeight: true`",
  },
  {
    about: "KL of sampled tokens in the loss",
    theirs: "the estimator's own derivative",
    ours: "the gradient of reverse KL",
    reason: "k1 has none on average and k3 follows forward KL",
    parity: '`gradient: "asWritten"`',
  },
  {
    about: "the KL term of GRPO",
    theirs: "k3 without importance weights (the paper, verl)",
    ours: "k3 times π/π_old",
    reason: "unbiased for reverse KL when tokens come from an older policy",
    parity: '`klGradient: "forward"`',
  },
  {
    about: "large log-ratios of policies",
    theirs: "clamped at 20 or 10 by verl and OpenRLHF",
    ours: "not clamped",
    reason: "nothing is clipped silently; what is clipped on request is counted",
    parity: "`maxLogRatio: 20`",
  },
];
