import {
  type AccountedBound,
  type Adjacency,
  type BoundStatus,
  explainGuarantee,
  type PrivacyEvent,
  privacyBounds,
  solvePrivacy,
  type TradeOffPoint,
  tradeOffCurve,
} from "@relent/core/privacy";
import { usage } from "./privacy-event.ts";
import type { PrivacyFlags } from "./privacy-flags.ts";

/** One accountant's figure of what was asked. */
export interface NamedBound {
  readonly name: string;
  readonly value: number;
  readonly status: BoundStatus;
  readonly method: string;
  readonly order?: number;
  readonly bracket?: readonly [low: number, high: number];
}

/** The figure that was left out and found. */
export interface Solved {
  readonly unknown: string;
  readonly value: number;
  readonly status: BoundStatus;
  readonly method: string;
}

/** What `--json` prints: relent/privacy@1. */
export interface PrivacyResult {
  readonly schema: "relent/privacy@1";
  readonly event: PrivacyEvent;
  readonly adjacency: Adjacency;
  readonly unit: "nats";
  readonly epsilon: number;
  readonly delta: number;
  readonly status: BoundStatus;
  readonly solved: Solved | null;
  /** Of ε at δ, or of δ at ε where that was asked. */
  readonly boundsOf: "epsilon" | "delta";
  readonly bounds: readonly NamedBound[];
  readonly sentences: readonly string[];
  readonly assumptions: readonly string[];
  /** What the best attack reaches at this rate of false alarms. */
  readonly attack: { readonly falsePositiveRate: number; readonly truePositiveRate: number };
}

/** Bounds over a range, for the pictures. */
export interface PrivacyCurves {
  readonly epsilonOfDelta: readonly {
    readonly name: string;
    readonly points: readonly (readonly [number, number])[];
  }[];
  readonly attack: readonly TradeOffPoint[];
}

const named = (bounds: readonly AccountedBound[]): NamedBound[] =>
  bounds.map(({ accountant, ...bound }) => ({ name: accountant, ...bound }));

/** How the figures of a run are called on the command line. */
const UNKNOWNS = {
  noise: "noiseMultiplier",
  rate: "samplingRate",
  steps: "steps",
  epsilon: "epsilon",
  delta: "delta",
} as const;

type Unknown = keyof typeof UNKNOWNS;
const isUnknown = (text: string): text is Unknown => Object.hasOwn(UNKNOWNS, text);

/** What is found where no figure can be told, and what that means. */
const NOWHERE: Partial<Record<Unknown, number>> = { noise: Infinity, rate: 0, steps: Infinity };
const WHY: Partial<Record<Unknown, string>> = {
  noise: "no noise keeps this ε and δ",
  rate: "no sampling rate from 1e-12 keeps this ε and δ; add noise, or take fewer steps",
  steps: "more than a trillion steps keep this ε and δ",
};

/** Options that stay as they were given when one is found from the others. */
const KEPT: ReadonlySet<string> = new Set(["json", "output", "failOn", "color", "adjacency"]);

/** Finds what `--solve` names, and the options with it filled in. */
export function solve(word: string, flags: PrivacyFlags): { solved: Solved; flags: PrivacyFlags } {
  const { solve: asked } = flags;
  if (asked === undefined || !isUnknown(asked))
    return usage(`--solve ${asked} is not known; it is one of ${Object.keys(UNKNOWNS).join(", ")}`, asked);
  if (word !== "dp-sgd" && word !== "gaussian")
    return usage(`--solve is for dp-sgd and gaussian; ${word} has no such search`, word);
  if (word === "gaussian" && asked === "rate")
    return usage("gaussian draws no batches; --solve rate is for dp-sgd");
  if (flags[asked] !== undefined)
    return usage(`--${asked} is given and to be found; leave it out, or --solve`, flags[asked]);
  if (flags.adjacency === "replace-one")
    return usage(
      "dp-sgd is accounted under add-remove; for replace-one solve with half the noise multiplier, or use without-replacement",
    );
  if (flags.bestOf !== undefined)
    return usage("--solve does not reach through --best-of; solve the run alone");
  const gaussian = word === "gaussian";
  const width = flags.sensitivity ?? 1;
  const noise = flags.noise ?? (flags.sigma === undefined ? undefined : flags.sigma / width);
  const steps = flags.steps ?? flags.times ?? (gaussian ? 1 : undefined);
  const known = { noise, rate: gaussian ? 1 : flags.rate, steps, epsilon: flags.epsilon, delta: flags.delta };
  const given = { ...known, [asked]: undefined };
  for (const key of Object.keys(UNKNOWNS) as Unknown[])
    if (key !== asked && given[key] === undefined) return usage(`--solve ${asked} needs --${key}`, key);
  const run = Object.fromEntries(
    (Object.keys(UNKNOWNS) as Unknown[]).flatMap((key) =>
      given[key] === undefined ? [] : [[UNKNOWNS[key], given[key]]],
    ),
  );
  const found = solvePrivacy(run);
  const value = found[UNKNOWNS[asked]];
  if (NOWHERE[asked] === value) return usage(`--solve ${asked} found none: ${WHY[asked]}`, value);
  const solved = { unknown: asked, value, status: found.status, method: found.method };
  const filled: PrivacyFlags = {
    ...Object.fromEntries(Object.entries(flags).filter(([name]) => KEPT.has(name))),
    noise: found.noiseMultiplier,
    ...(gaussian ? {} : { rate: found.samplingRate }),
    steps: found.steps,
    delta: found.delta,
  };
  return { solved, flags: filled };
}

/** The δ that was given, or the ε. */
function given({ delta, epsilon }: PrivacyFlags): number | { readonly epsilon: number } {
  if (delta !== undefined && epsilon !== undefined)
    return usage("--delta and --epsilon are both given; one asks for the other, or --solve for a third");
  if (delta !== undefined) return delta;
  if (epsilon !== undefined) return { epsilon };
  return usage("neither --delta nor --epsilon is given; --delta 1e-5 asks for the ε that goes with it");
}

/** Every figure of an event. */
export function privacyResult(
  event: PrivacyEvent,
  flags: PrivacyFlags,
  solved: Solved | null,
): PrivacyResult {
  const known = given(flags);
  const guarantee = explainGuarantee(event, known);
  return {
    schema: "relent/privacy@1",
    event,
    adjacency: event.adjacency,
    unit: "nats",
    epsilon: guarantee.epsilon,
    delta: guarantee.delta,
    status: guarantee.status,
    solved,
    boundsOf: typeof known === "number" ? "epsilon" : "delta",
    bounds: named(guarantee.bounds),
    sentences: guarantee.sentences,
    assumptions: [...new Set(guarantee.assumptions)],
    attack: {
      falsePositiveRate: guarantee.attack.falsePositiveRate,
      truePositiveRate: 1 - guarantee.attack.falseNegativeRate,
    },
  };
}

/** Where the pictures look: δ from far below the one asked for to a tenth. */
function deltasAround(delta: number): number[] {
  const low = Math.min(-12, Math.floor(Math.log10(Math.max(delta, 1e-280))) - 2);
  const parts = 12;
  return Array.from({ length: parts + 1 }, (_, i) => 10 ** (low + ((-1 - low) * i) / parts));
}

const RATES: readonly number[] = [
  0,
  1e-4,
  3e-4,
  ...[1, 2, 3, 5, 7].map((x) => x / 1000),
  ...Array.from({ length: 50 }, (_, i) => (i + 0.5) / 50),
  1,
];

/** The curves of the report: every accountant's ε over δ, and what an attack may reach. */
export function privacyCurves(event: PrivacyEvent, delta: number): PrivacyCurves {
  const lines = new Map<string, (readonly [number, number])[]>();
  for (const at of deltasAround(delta))
    for (const { accountant, value } of privacyBounds(event, at, { rough: true }))
      if (Number.isFinite(value)) lines.set(accountant, [...(lines.get(accountant) ?? []), [at, value]]);
  return {
    epsilonOfDelta: [...lines].map(([name, points]) => ({ name, points })),
    attack: tradeOffCurve(event, RATES),
  };
}
