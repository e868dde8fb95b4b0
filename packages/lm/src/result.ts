import type { Estimate } from "@relent/core/estimate";
import type { TokenCalibration } from "./estimate/calibration.ts";
import type { DocumentFigures } from "./estimate/documents.ts";
import type { FigureName } from "./estimate/figures.ts";
import type { Grouping } from "./estimate/groups.ts";
import type { Percentile, TailPoint } from "./estimate/percentiles.ts";
import type { Perplexities } from "./estimate/perplexity.ts";
import type { TokenView, Window } from "./estimate/places.ts";
import type { TokenEstimate } from "./estimate/token-mean.ts";

/** Whether a model is farther from the base than the floor: surely, surely not, or neither. */
export type LmVerdict = "moved" | "same" | "too few tokens";

/** Figures that are means over tokens; null where the recordings do not hold what they need. */
export type TokenFigures = Readonly<Record<FigureName, TokenEstimate | null>>;

/** What token tables alone tell of one model. */
export interface ModelEstimates extends TokenFigures, Perplexities {
  readonly name: string;
  readonly verdict: LmVerdict;
  readonly sentence: string;
  readonly tokens: number;
  readonly documents: number;
  readonly kl: TokenEstimate;
  readonly flips: TokenEstimate;
  /** The mean over documents instead of tokens. */
  readonly klByDocument: TokenEstimate;
  /** The mean with a block bootstrap along the text, where documents are few; null otherwise. */
  readonly klByBlocks: Estimate | null;
  /** Of truncated recordings: the mean of what the divergence is at least; null where it is known. */
  readonly klAtLeast: TokenEstimate | null;
  readonly tokensToDivergence: Estimate;
  readonly rootMeanSquareChange: Estimate | null;
  /** Surprisal a byte of the text; null where the bytes are not known. */
  readonly bitsPerByte: Estimate | null;
  readonly baseBitsPerByte: Estimate | null;
  /** Largest error that the files' number format may have put on `kl`. */
  readonly noiseFloor: number;
  /** Tokens at which `kl` is infinite. */
  readonly infinite: number;
  /** The mean over the other tokens; null where there are none such, or no others. */
  readonly klElsewhere: TokenEstimate | null;
  readonly percentiles: readonly Percentile[];
  /** Least share of the tokens that carries half of the divergence; null where it is infinite or 0. */
  readonly halfCarriedBy: number | null;
  readonly tail: readonly TailPoint[];
  readonly groups: readonly Grouping[];
  /** Of both models' first choices; null where the tokens that came are not known. */
  readonly calibration: { readonly base: TokenCalibration; readonly model: TokenCalibration } | null;
  /** The worst ones first, at most twenty. */
  readonly worstDocuments: readonly DocumentFigures[];
  readonly warnings: readonly string[];
}

/** One model beside the base. */
export interface LmModel extends ModelEstimates {
  readonly worstTokens: readonly TokenView[];
  readonly windows: readonly Window[];
}

/** D(row ‖ column) a token between all recordings, the base first; null on the diagonal. */
export interface LmMatrix {
  readonly names: readonly string[];
  readonly kl: readonly (readonly (Estimate | null)[])[];
}

/** Recorded language models compared. */
export interface LmResult {
  readonly schema: "relent/lm@1";
  readonly base: {
    readonly name: string;
    readonly format: string | null;
    readonly tokens: number;
    readonly documents: number;
    readonly vocabulary: number | null;
  };
  readonly direction: "D(base ‖ model)";
  /** Unit of the logarithmic figures. */
  readonly unit: string;
  readonly level: number;
  /** Divergence a token, in `unit`, under which a difference does not matter. */
  readonly floor: number;
  readonly verdict: LmVerdict;
  readonly sentence: string;
  /** In the order in which they were given. */
  readonly models: readonly LmModel[];
  readonly matrix: LmMatrix | null;
  readonly warnings: readonly string[];
  readonly method: readonly string[];
}

/** What `relent lm --json` prints: the result without the stretches of text that the report shows. */
export interface LmData extends Omit<LmResult, "models"> {
  readonly models: readonly Omit<LmModel, "windows">[];
}
