import { RelentError } from "@relent/core";
import {
  type Adjacency,
  approximateDp,
  compose,
  concentratedDp,
  discreteGaussianMechanism,
  discreteLaplaceMechanism,
  exponentialMechanism,
  gaussianMechanism,
  laplaceMechanism,
  type PrivacyEvent,
  poissonSubsampledGaussian,
  randomisedResponse,
  repeatAndSelect,
  selfCompose,
  treeAggregation,
  withoutReplacementGaussian,
} from "@relent/core/privacy";
import type { PrivacyFlags } from "./privacy-flags.ts";

/** Throws what every slip of this command throws. */
export function usage(message: string, value?: unknown): never {
  throw new RelentError("usage", `privacy: ${message}`, { value });
}

type Named = Exclude<keyof PrivacyFlags, "json" | "output" | "failOn" | "color">;

/** A mechanism as it is called on the command line. */
interface Word {
  /** The options without which it is not known. */
  readonly needs: readonly Named[];
  /** The options that it may have besides. */
  readonly takes: readonly Named[];
  readonly example: string;
  make(flag: (name: Named) => number, flags: PrivacyFlags): PrivacyEvent;
}

/** σ over the sensitivity, or the noise multiplier itself. */
function multiplier(flags: PrivacyFlags, name: "sigma" | "scale"): number {
  const given = flags[name];
  if (given !== undefined && flags.noise !== undefined)
    usage(`--${name} and --noise say the same twice; --noise is --${name} over --sensitivity`);
  if (flags.noise !== undefined && flags.sensitivity !== undefined)
    usage(`--noise is in units of the sensitivity already; give --${name} with --sensitivity`);
  return (
    flags.noise ??
    (given ?? usage(`there is no --${name}; how much noise is added?`)) / (flags.sensitivity ?? 1)
  );
}

const adjacencyOf = (flags: PrivacyFlags): Adjacency => flags.adjacency ?? "add-remove";

/** Mechanisms by their words. */
export const WORDS: Readonly<Record<string, Word>> = {
  gaussian: {
    needs: [],
    takes: ["sigma", "sensitivity", "noise", "adjacency"],
    example: "relent privacy gaussian --sigma 2 --sensitivity 1 --delta 1e-5",
    make: (_, flags) => gaussianMechanism(multiplier(flags, "sigma"), adjacencyOf(flags)),
  },
  laplace: {
    needs: [],
    takes: ["scale", "sensitivity", "noise", "adjacency"],
    example: "relent privacy laplace --scale 2 --delta 0",
    make: (_, flags) => laplaceMechanism(multiplier(flags, "scale"), adjacencyOf(flags)),
  },
  "discrete-gaussian": {
    needs: ["sigma"],
    takes: ["sensitivity", "adjacency"],
    example: "relent privacy discrete-gaussian --sigma 10 --delta 1e-6",
    make: (flag, flags) =>
      discreteGaussianMechanism(flag("sigma"), flags.sensitivity ?? 1, adjacencyOf(flags)),
  },
  "discrete-laplace": {
    needs: ["scale"],
    takes: ["sensitivity", "adjacency"],
    example: "relent privacy discrete-laplace --scale 2 --delta 0",
    make: (flag, flags) =>
      discreteLaplaceMechanism(flag("scale"), flags.sensitivity ?? 1, adjacencyOf(flags)),
  },
  "randomised-response": {
    needs: ["truth"],
    takes: ["categories", "adjacency"],
    example: "relent privacy randomised-response --truth 0.75 --delta 0",
    make: (flag, flags) => ({
      ...randomisedResponse(flag("truth"), flags.categories ?? 2),
      adjacency: flags.adjacency ?? "replace-one",
    }),
  },
  exponential: {
    needs: ["spends"],
    takes: ["adjacency"],
    example: "relent privacy exponential --spends 0.5 --times 10 --delta 1e-6",
    make: (flag, flags) => exponentialMechanism(flag("spends"), adjacencyOf(flags)),
  },
  "dp-sgd": {
    needs: ["noise", "rate"],
    takes: ["adjacency"],
    example: "relent privacy dp-sgd --noise 1.1 --rate 0.01 --steps 10000 --delta 1e-5",
    make: (flag, flags) => ({
      ...poissonSubsampledGaussian(flag("noise"), flag("rate")),
      adjacency: adjacencyOf(flags),
    }),
  },
  "without-replacement": {
    needs: ["noise", "population", "batch"],
    takes: ["adjacency"],
    example:
      "relent privacy without-replacement --noise 1.1 --population 60000 --batch 600 --steps 1000 --delta 1e-5",
    make: (flag, flags) => ({
      ...withoutReplacementGaussian(flag("noise"), flag("population"), flag("batch")),
      adjacency: flags.adjacency ?? "replace-one",
    }),
  },
  tree: {
    needs: ["noise", "leaves"],
    takes: ["adjacency"],
    example: "relent privacy tree --noise 4 --leaves 1000 --delta 1e-6",
    make: (flag, flags) => ({
      ...treeAggregation(flag("noise"), flag("leaves")),
      adjacency: flags.adjacency ?? "replace-one",
    }),
  },
  approximate: {
    needs: ["spends"],
    takes: ["spendsDelta", "adjacency"],
    example: "relent privacy approximate --spends 0.1 --spends-delta 1e-8 --times 30 --delta 1e-6",
    make: (flag, flags) => approximateDp(flag("spends"), flags.spendsDelta ?? 0, adjacencyOf(flags)),
  },
  zcdp: {
    needs: ["rho"],
    takes: ["adjacency"],
    example: "relent privacy zcdp --rho 0.5 --delta 1e-6",
    make: (flag, flags) => concentratedDp(flag("rho"), adjacencyOf(flags)),
  },
};

/** What says how often a mechanism is used, and what is asked of it. */
const ALWAYS: ReadonlySet<string> = new Set([
  "times",
  "steps",
  "bestOf",
  "shape",
  "delta",
  "epsilon",
  "solve",
  "json",
  "output",
  "failOn",
  "color",
]);

/** `spendsDelta` as it is typed. */
export const optionOf = (name: string): string =>
  `--${name.replaceAll(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`;

/** How often it is used. */
function timesOf(flags: PrivacyFlags): number {
  if (flags.times !== undefined && flags.steps !== undefined) usage("--times and --steps say the same twice");
  return flags.times ?? flags.steps ?? 1;
}

function wordOf(word: string): Word {
  const found = WORDS[word];
  if (found !== undefined) return found;
  return usage(
    `${word} is no mechanism; it is one of ${Object.keys(WORDS).join(", ")}, or a .json file of events`,
    word,
  );
}

/** Fails where an option is given that the mechanism has no use for. */
function checkUsed(word: string, { needs, takes, example }: Word, flags: PrivacyFlags): void {
  for (const name of Object.keys(flags))
    if (!ALWAYS.has(name) && ![...needs, ...takes].includes(name as Named))
      usage(`${optionOf(name)} means nothing for ${word}; as in: ${example}`, name);
}

/** The event that a word and its options say. */
export function eventOf(word: string, flags: PrivacyFlags): PrivacyEvent {
  const found = wordOf(word);
  checkUsed(word, found, flags);
  const flag = (name: Named): number =>
    (flags[name] as number | undefined) ?? usage(`${word} needs ${optionOf(name)}; as in: ${found.example}`);
  const once = found.make(flag, flags);
  const times = timesOf(flags);
  const used = times === 1 ? compose([once]).events[0]! : selfCompose(once, times);
  if (flags.bestOf === undefined) {
    if (flags.shape !== undefined) usage("--shape is of the law of --best-of, which is not given");
    return used;
  }
  return repeatAndSelect(used, flags.bestOf, flags.shape ?? 1);
}
