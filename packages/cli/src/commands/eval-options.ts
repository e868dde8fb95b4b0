import { RelentError } from "@relent/core";
import type { Command } from "commander";
import { collect, list, numberBetween } from "../lists.ts";
import type { OutputOptions } from "../output.ts";
import type { EngineOptions } from "./engine-options.ts";
import { readPriors, readTargetPriors } from "./eval-priors.ts";

/** What `relent eval` is told. */
export interface EvalFlags extends OutputOptions, EngineOptions {
  readonly label?: string;
  readonly labels?: string[];
  readonly multiLabel?: boolean;
  readonly prob?: string;
  readonly probs?: string[];
  readonly logProbs?: string[];
  readonly logits?: string[];
  readonly normalise?: boolean;
  readonly classes?: string[];
  readonly positive?: string;
  readonly target?: string;
  readonly mean?: string;
  readonly sd?: string;
  readonly quantiles?: string[];
  readonly samples?: string[];
  readonly weight?: string;
  readonly group?: string;
  readonly time?: string;
  readonly key?: string;
  readonly where?: string;
  readonly segments?: string[];
  readonly against?: string;
  readonly againstProbs?: string[];
  readonly againstMean?: string;
  readonly againstSd?: string;
  readonly againstQuantiles?: string[];
  readonly againstSamples?: string[];
  readonly costs?: string[];
  readonly priors?: Record<string, number>;
  readonly targetPriors?: Record<string, number>;
  readonly recalibrate?: boolean;
  readonly calibrator?: string;
  readonly saveCalibrator?: string;
  readonly saveSummary?: string;
  readonly after?: string;
  readonly withoutLabels?: boolean;
  readonly reference?: string;
  readonly compat?: string;
  readonly level?: number;
  readonly seed?: number;
}

function wholeSeed(text: string): number {
  if (/^\d{1,9}$/.test(text.trim())) return Number(text);
  throw new RelentError("usage", `--seed: ${text} is not allowed; it must be a whole number`, {
    value: text,
  });
}

function sklearn(text: string): string {
  if (text === "sklearn") return text;
  throw new RelentError("usage", `--compat: ${text} is not known; it is sklearn`, { value: text });
}

/** Adds the options of `relent eval` to its command. */
export const withEvalOptions = (command: Command): Command =>
  command
    .option("--label <COLUMN>", "the true class")
    .option("--prob <COLUMN>", "the probability of the positive class, 0 to 1")
    .option(
      "--probs <A,B>",
      "the probabilities of the classes: columns, a pattern such as 'p_*', or one list column",
      list,
    )
    .option("--log-probs <A,B>", "their natural logarithms instead", list)
    .option("--logits <A,B>", "logits instead", list)
    .option("--normalise", "divide each row's probabilities by their sum, which must be 1 otherwise")
    .option(
      "--classes <A,B>",
      "names of the classes, in the order of the columns (default: what * stands for)",
      list,
    )
    .option("--positive <VALUE>", "the label that --prob speaks of (default: 1, true or yes)")
    .option("--multi-label", "a row may have several labels: --labels 'y_*' --probs 'p_*'")
    .option("--labels <A,B>", "columns of 0 and 1, one a label", list)
    .option("--target <COLUMN>", "a number that was predicted, with one of the next three")
    .option("--mean <COLUMN>", "the mean of its predicted normal law, with --sd")
    .option("--sd <COLUMN>", "the standard deviation of that law")
    .option(
      "--quantiles <A,B>",
      "its predicted quantiles; their levels stand in the names, as q_0.1 or q10",
      list,
    )
    .option("--samples <A,B>", "draws from its predicted law", list)
    .option("--weight <COLUMN>", "how many rows each row stands for")
    .option("--group <COLUMN>", "rows with one value of it (a customer, a day) depend on each other")
    .option("--time <COLUMN>", "when each row was: shows the loss over time, and orders --against")
    .option("--key <COLUMN>", "names the rows, and joins two files")
    .option("--where <SQL>", "only rows that meet this condition")
    .option(
      "--segments <A,B>",
      "look here for rows where the model fails (default: columns of few values; none for no)",
      list,
    )
    .option(
      "--against <FILE>",
      "another model's predictions of the same rows, joined by --key or by their order",
    )
    .option("--against-probs <A,B>", "the columns of another model's predictions", list)
    .option("--against-mean <COLUMN>", "of another model's normal law of --target, with --against-sd")
    .option("--against-sd <COLUMN>", "its standard deviation")
    .option("--against-quantiles <A,B>", "another model's quantiles of --target", list)
    .option("--against-samples <A,B>", "draws from another model's law of --target", list)
    .option(
      "--costs <COSTS>",
      "what decisions cost: thresholds (default: 0.1, 0.5, 0.9), prices of mistakes as 'ill>well=10', or a .json file of {action: {class: cost}}",
      collect,
    )
    .option(
      "--priors <A=S,B=S>",
      "shares of the classes the model was made with: how far they moved, and what correcting for it saves",
      readPriors,
    )
    .option(
      "--target-priors <A=S,B=S>",
      "shares of the classes in another population, or a .json file of them: what the model and its corrected forecasts cost there",
      readTargetPriors,
    )
    .option("--recalibrate", "show what each recalibration would save")
    .option("--no-recalibrate", "fit no recalibrations")
    .option("--calibrator <FILE>", "correct the forecasts by what --save-calibrator wrote")
    .option("--save-calibrator <FILE>", "write the best recalibration as .json")
    .option(
      "--save-summary <FILE>",
      "write the sums that the figures are made of as .json; eval reads such files too",
    )
    .option(
      "--after <SUMMARY>",
      "the rows follow those of this summary, which it can then be read together with",
    )
    .option("--without-labels", "no labels yet: what to expect from those of --reference")
    .option("--reference <FILE>", "labelled predictions of the same model, for --without-labels")
    .option("--compat <NAME>", "sklearn: also the figures that scikit-learn gives, clipped as there", sklearn)
    .option("--level <P>", "coverage of the intervals (default: 0.95)", numberBetween("--level", 0, 1))
    .option("--seed <N>", "seed of what is drawn (default: 1)", wholeSeed);
