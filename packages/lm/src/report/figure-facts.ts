import type { Estimate } from "@relent/core/estimate";
import type { Fact } from "@relent/report";
import { FIGURES } from "../estimate/figures.ts";
import type { LmModel } from "../result.ts";
import { count, estimated, fact, inPercent, NONE, number } from "./cells.ts";

const SHARES = new Set(["totalVariation", "sameTop", "flips", "confidentFlips", "probabilityChange"]);

/** Figures beside the means over tokens, each after the one it belongs to. */
const BESIDE: readonly (readonly [
  after: string,
  label: string,
  says: string,
  of: (m: LmModel) => Estimate | null,
])[] = [
  ["kl", "… at least", "what the likeliest tokens alone prove of D(base ‖ model)", (m) => m.klAtLeast],
  ["kl", "… at the other tokens", "where it is finite", (m) => m.klElsewhere],
  [
    "kl",
    "… mean of documents",
    "each document counts the same instead of each token",
    (m) => (m.klByDocument.value === m.kl.value ? null : m.klByDocument),
  ],
  [
    "kl",
    "… by blocks",
    "interval by a block bootstrap along the text, since documents are few",
    (m) => m.klByBlocks,
  ],
  ["extraSurprisal", "perplexity of base", "exponential of its surprisal in nats", (m) => m.basePerplexity],
  ["extraSurprisal", "perplexity of model", "exponential of its surprisal in nats", (m) => m.perplexity],
  ["extraSurprisal", "ratio of perplexities", "model over base; 1 is no change", (m) => m.perplexityRatio],
  [
    "extraSurprisal",
    "… over tokens not clipped",
    "the ratio over the tokens whose probability both files hold",
    (m) => m.uncensoredRatio,
  ],
  ["extraSurprisal", "per byte, base", "surprisal over the bytes of the text", (m) => m.baseBitsPerByte],
  ["extraSurprisal", "per byte, model", "surprisal over the bytes of the text", (m) => m.bitsPerByte],
  [
    "confidentFlips",
    "tokens to first divergence",
    "1/(share of other first choices): how long greedy texts stay the same, if flips come independently",
    (m) => m.tokensToDivergence,
  ],
  [
    "probabilityChange",
    "RMS Δp",
    "root of the mean square of that change",
    (m) => inPercent(m.rootMeanSquareChange),
  ],
];

/** Every figure of a model with what it says, the divergence first. */
export function figureFacts(model: LmModel, base: string): Fact[] {
  const words = (says: string): string => says.replaceAll("{base}", base).replaceAll("{model}", model.name);
  const shown = (label: string, estimate: Estimate | null, says: string): Fact[] =>
    estimate === null ? [] : [fact(label, estimated(estimate), words(says))];
  const figures = FIGURES.flatMap(({ name, label, says }) => [
    ...shown(label, SHARES.has(name) ? inPercent(model[name]) : model[name], says),
    ...BESIDE.flatMap(([after, beside, meaning, of]) =>
      after === name ? shown(beside, of(model), meaning) : [],
    ),
  ]);
  const { censored, noiseFloor, kl } = model;
  // Errors of an infinite divergence say nothing.
  const told = Number.isFinite(kl.value);
  return [
    ...figures,
    ...(censored.base + censored.model > 0
      ? [
          fact("targets clipped, base", count(censored.base)),
          fact("targets clipped, model", count(censored.model)),
        ]
      : []),
    fact(
      "noise floor",
      noiseFloor > 0 && told ? number(noiseFloor, kl.unit) : NONE,
      "largest error that the files' number format may have put on D(base ‖ model)",
    ),
    fact(
      "design effect",
      told ? number(kl.designEffect, "1") : NONE,
      "variance of D(base ‖ model) over that of as many independent tokens",
    ),
    fact(
      "independent error",
      told ? number(kl.independentError, kl.unit) : NONE,
      "its standard error if tokens were independent",
    ),
  ].filter(({ value }) => value.kind !== "none");
}
