import type { Opinion, TokenTable } from "../token-table.ts";

/** A figure that is a mean over tokens. */
export interface Figure {
  readonly name: FigureName;
  readonly label: string;
  /** What it says, in words; `{base}` and `{model}` stand for the two names. */
  readonly says: string;
  /** Logarithmic figures are printed in the unit asked for. */
  readonly logarithmic: boolean;
  readonly range: readonly [low: number, high: number];
  /** One value a token, in nats or as a share; NaN where it is not known. */
  readonly of: (table: TokenTable) => Float64Array;
}

/** The figures of a comparison that are means over tokens, in the order in which they are shown. */
export const FIGURE_NAMES = [
  "kl",
  "reverseKl",
  "jensenShannon",
  "renyi2",
  "totalVariation",
  "hellinger",
  "baseEntropy",
  "entropy",
  "crossEntropy",
  "baseSurprisal",
  "surprisal",
  "extraSurprisal",
  "sameTop",
  "flips",
  "confidentFlips",
  "probabilityChange",
] as const;

export type FigureName = (typeof FIGURE_NAMES)[number];

const POSITIVE: readonly [number, number] = [0, Number.POSITIVE_INFINITY];
const SHARE: readonly [number, number] = [0, 1];
const LINE: readonly [number, number] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

const each = (table: TokenTable, of: (i: number) => number): Float64Array =>
  Float64Array.from({ length: table.length }, (_, i) => of(i));

/** Confidence above which the base had one clear first choice. */
export const CLEAR_CHOICE = 0.5;

const flipped = ({ baseSays, modelSays }: TokenTable, i: number): boolean =>
  baseSays.top[i] !== modelSays.top[i];

/** Infinity less Infinity is no difference that could be known. */
const difference = (a: Opinion, b: Opinion, i: number): number => a.surprisal[i]! - b.surprisal[i]!;

type Row = Omit<Figure, "name">;

const ROWS: Readonly<Record<FigureName, Row>> = {
  kl: {
    label: "D(base ‖ model)",
    says: "what {model}'s code costs more than {base}'s own on text that {base} writes, a token",
    logarithmic: true,
    range: POSITIVE,
    of: (t) => t.divergence.kl,
  },
  reverseKl: {
    label: "D(model ‖ base)",
    says: "what {base}'s code costs more than {model}'s own on text that {model} writes, a token",
    logarithmic: true,
    range: POSITIVE,
    of: (t) => t.divergence.reverseKl,
  },
  jensenShannon: {
    label: "Jensen–Shannon",
    says: "divergence of both from their mean, at most 1 bit",
    logarithmic: true,
    range: [0, Math.LN2],
    of: (t) => t.divergence.jensenShannon,
  },
  renyi2: {
    label: "Rényi, order 2",
    says: "log Σ p²/q of {base} against {model}: weighs what {model} underrates more than KL does",
    logarithmic: true,
    range: POSITIVE,
    of: (t) => t.divergence.renyi2,
  },
  totalVariation: {
    label: "total variation",
    says: "share of sampled tokens that must differ, however the draws are coupled",
    logarithmic: false,
    range: SHARE,
    of: (t) => t.divergence.totalVariation,
  },
  hellinger: {
    label: "Hellinger",
    says: "distance at a token, 0 to 1",
    logarithmic: false,
    range: SHARE,
    of: (t) => t.divergence.hellingerSquared.map(Math.sqrt),
  },
  baseEntropy: {
    label: "entropy of base",
    says: "how undecided {base} is about the next token",
    logarithmic: true,
    range: POSITIVE,
    of: (t) => t.baseSays.entropy,
  },
  entropy: {
    label: "entropy of model",
    says: "how undecided {model} is about the next token",
    logarithmic: true,
    range: POSITIVE,
    of: (t) => t.modelSays.entropy,
  },
  crossEntropy: {
    label: "cross-entropy",
    says: "entropy of {base} + D(base ‖ model): what text that {base} writes costs in {model}'s code",
    logarithmic: true,
    range: POSITIVE,
    of: (t) => each(t, (i) => t.baseSays.entropy[i]! + t.divergence.kl[i]!),
  },
  baseSurprisal: {
    label: "surprisal of base",
    says: "what the text that was scored costs in {base}'s code",
    logarithmic: true,
    range: POSITIVE,
    of: (t) => t.baseSays.surprisal,
  },
  surprisal: {
    label: "surprisal of model",
    says: "what the text that was scored costs in {model}'s code",
    logarithmic: true,
    range: POSITIVE,
    of: (t) => t.modelSays.surprisal,
  },
  extraSurprisal: {
    label: "surprisal, model − base",
    says: "what the text that was scored costs more in {model}'s code than in {base}'s; may be negative",
    logarithmic: true,
    range: LINE,
    of: (t) => each(t, (i) => difference(t.modelSays, t.baseSays, i)),
  },
  sameTop: {
    label: "same first choice",
    says: "share of tokens where both find the same token likeliest",
    logarithmic: false,
    range: SHARE,
    of: (t) => each(t, (i) => Number(!flipped(t, i))),
  },
  flips: {
    label: "another first choice",
    says: "share of tokens where {model} finds another token likeliest",
    logarithmic: false,
    range: SHARE,
    of: (t) => each(t, (i) => Number(flipped(t, i))),
  },
  confidentFlips: {
    label: "confident flips",
    says: "share of tokens where {base} gave its first choice more than one half, and {model} chooses another",
    logarithmic: false,
    range: SHARE,
    of: (t) => each(t, (i) => Number(flipped(t, i) && t.baseSays.confidence[i]! > CLEAR_CHOICE)),
  },
  probabilityChange: {
    label: "mean Δp",
    says: "mean change of the probability of the token that came, {model} less {base}",
    logarithmic: false,
    range: [-1, 1],
    of: (t) => probabilityChange(t),
  },
};

/** Every figure that is a mean over tokens. */
export const FIGURES: readonly Figure[] = FIGURE_NAMES.map((name) => ({ name, ...ROWS[name] }));

/** Probability of the token that came, the model's less the base's, a token; NaN where it is not known. */
export function probabilityChange({ length, baseSays, modelSays }: TokenTable): Float64Array {
  return Float64Array.from(
    { length },
    (_, i) => Math.exp(-modelSays.surprisal[i]!) - Math.exp(-baseSays.surprisal[i]!),
  );
}
