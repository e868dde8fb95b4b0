import type { Metric } from "@relent/report";
import type { LmModel, LmResult } from "../result.ts";

const METRICS: readonly (readonly [name: string, help: string, of: (m: LmModel) => number | null])[] = [
  ["relent_lm_kl", "D(base || model) a token", (m) => m.kl.value],
  ["relent_lm_kl_low", "Low end of the interval of D(base || model)", (m) => m.kl.low],
  ["relent_lm_kl_high", "High end of the interval of D(base || model)", (m) => m.kl.high],
  ["relent_lm_reverse_kl", "D(model || base) a token", (m) => m.reverseKl?.value ?? null],
  ["relent_lm_js", "Jensen-Shannon divergence a token", (m) => m.jensenShannon?.value ?? null],
  ["relent_lm_flips", "Share of tokens whose likeliest token is another", (m) => m.flips.value],
  ["relent_lm_perplexity", "Perplexity on the text that was scored", (m) => m.perplexity?.value ?? null],
  ["relent_lm_perplexity_ratio", "Perplexity over the base's", (m) => m.perplexityRatio?.value ?? null],
  ["relent_lm_moved", "1 if the model is surely above the floor", (m) => Number(m.verdict === "moved")],
];

/** Samples for a monitoring system. */
export const metrics = ({ base, models, unit }: LmResult): Metric[] =>
  METRICS.flatMap(([name, help, of]) =>
    models.flatMap((model): Metric[] => {
      const value = of(model);
      return value === null
        ? []
        : [{ name, help, labels: { base: base.name, model: model.name, unit }, value }];
    }),
  );
