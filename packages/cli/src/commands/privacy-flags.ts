import { RelentError } from "@relent/core";
import type { Adjacency } from "@relent/core/privacy";
import type { Command } from "commander";
import type { Grammar } from "../fail-on.ts";
import type { OutputOptions } from "../output.ts";
import { withOutputOptions } from "./output-options.ts";

/** The options of `relent privacy`. */
export interface PrivacyFlags extends OutputOptions {
  readonly delta?: number;
  readonly epsilon?: number;
  readonly solve?: string;
  readonly sigma?: number;
  readonly scale?: number;
  readonly sensitivity?: number;
  readonly noise?: number;
  readonly rate?: number;
  readonly steps?: number;
  readonly times?: number;
  readonly population?: number;
  readonly batch?: number;
  readonly leaves?: number;
  readonly truth?: number;
  readonly categories?: number;
  readonly spends?: number;
  readonly spendsDelta?: number;
  readonly rho?: number;
  readonly bestOf?: number;
  readonly shape?: number | "poisson";
  readonly adjacency?: Adjacency;
}

/** A number, whatever it may be: the library says what is allowed. */
function number(option: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== "" && !Number.isNaN(value)) return value;
    throw new RelentError("usage", `${option}: ${text} is no number; give one such as 0.01 or 1e-5`, {
      value: text,
    });
  };
}

function adjacency(text: string): Adjacency {
  if (text === "add-remove" || text === "replace-one") return text;
  throw new RelentError("usage", `--adjacency: ${text} is not allowed; it is add-remove or replace-one`, {
    value: text,
  });
}

function shape(text: string): number | "poisson" {
  return text === "poisson" ? text : number("--shape")(text);
}

const NUMBERS: readonly (readonly [flags: string, what: string])[] = [
  ["--delta <D>", "the δ at which ε is asked for; 0 for pure privacy"],
  ["--epsilon <E>", "the ε at which δ is asked for"],
  ["--sigma <S>", "standard deviation of the noise"],
  ["--scale <B>", "scale of Laplace noise"],
  ["--sensitivity <D>", "how far one record moves the result (default: 1)"],
  ["--noise <S>", "the noise over the sensitivity (over the clipping norm)"],
  ["--rate <Q>", "probability that a record is in a batch"],
  ["--steps <N>", "how many batches"],
  ["--times <N>", "how often the mechanism is used"],
  ["--population <N>", "records, of batches of a fixed size"],
  ["--batch <N>", "records in a batch of a fixed size"],
  ["--leaves <N>", "leaves of the tree"],
  ["--truth <P>", "probability of the true answer"],
  ["--categories <K>", "possible answers (default: 2)"],
  ["--spends <E>", "ε of one use, where no more is known"],
  ["--spends-delta <D>", "δ of one use, where no more is known"],
  ["--rho <R>", "zero-concentrated budget"],
  ["--best-of <N>", "mean of a random number of runs, the best of which is shown"],
];

/** The conditions of `relent privacy`. */
export const PRIVACY: Grammar = { verdicts: [], example: "epsilon > 2" };

/** Adds the options of `relent privacy` to a command. */
export function withPrivacyOptions(command: Command): Command {
  for (const [flags, what] of NUMBERS) command.option(flags, what, number(flags.split(" ")[0]!));
  command
    .option("--solve <WHAT>", "find noise, rate, steps, epsilon or delta from the others")
    .option("--shape <H>", "law of --best-of: 1 geometric, 0 logarithmic, poisson", shape)
    .option("--adjacency <A>", "add-remove, or replace-one", adjacency);
  return withOutputOptions(command, PRIVACY);
}
