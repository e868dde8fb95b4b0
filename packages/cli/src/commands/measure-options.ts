import { type Kind, type Measure, RelentError } from "@relent/core";

/** The options of `relent measure`, as they are typed. */
export interface MeasureFlags {
  readonly base?: string;
  readonly kind?: string[];
  readonly explain?: boolean;
  readonly list?: boolean;
  readonly families?: boolean;
  readonly json?: boolean;
  readonly order?: string;
  readonly alpha?: string;
  readonly beta?: string;
  readonly gamma?: string;
  readonly skew?: string;
}

export const KINDS: readonly Kind[] = ["probs", "logProbs", "logits", "counts", "weights"];

/** What some measures are called elsewhere. */
const OTHER_NAMES: Record<string, readonly string[]> = {
  ce: ["crossEntropy"],
  emd: ["wasserstein1"],
  js: ["jensenShannon", "jensenShannonDistance"],
  jsd: ["jensenShannon", "jensenShannonDistance"],
  kld: ["kl"],
  ks: ["kolmogorovSmirnov"],
  mi: ["mutualInformation"],
  psi: ["jeffreys"],
  relativeentropy: ["kl"],
  tv: ["totalVariation"],
  tvd: ["totalVariation"],
  w1: ["wasserstein1"],
};
const PARAMETERS = ["order", "alpha", "beta", "gamma", "skew"] as const;
const NAMED_BASES: Record<string, number> = { e: Math.E, nats: Math.E, bits: 2, "2": 2, "10": 10 };

/** Refuses what was typed. */
export function usage(message: string): never {
  throw new RelentError("usage", `measure: ${message}`);
}

/** The base of the logarithm, and what its unit is called. */
export function baseOf(
  text: string | undefined,
  command: string = "measure",
): { readonly base: number; readonly unit: string } {
  if (text === undefined) return { base: 2, unit: "bits" };
  const base = NAMED_BASES[text] ?? Number(text);
  if (!(base > 1 && Number.isFinite(base))) {
    throw new RelentError("usage", `${command}: --base ${text}; it must be a number above 1, or e`);
  }
  const unit = base === 2 ? "bits" : base === Math.E ? "nats" : base === 10 ? "hartleys" : `log base ${base}`;
  return { base, unit };
}

/** The kind of each input. */
export function kindsOf(given: readonly string[] | undefined, needed: number): readonly Kind[] {
  const kinds = (given ?? ["probs"]) as Kind[];
  if (kinds.length > needed)
    usage(
      `--kind ${kinds.join(",")}; one for each input is enough, and there ${needed === 1 ? "is 1" : `are ${needed}`}`,
    );
  for (const kind of kinds) {
    if (!KINDS.includes(kind)) usage(`--kind ${kind}; it must be one of ${KINDS.join(", ")}, or two of them`);
  }
  return kinds.length === 1 ? [kinds[0]!, kinds[0]!] : kinds;
}

/** The measure of that name, however it is written. */
export async function findMeasure(name: string, measures: readonly Measure[]): Promise<Measure> {
  const key = name.replaceAll(/[-_]/g, "").toLowerCase();
  const found = measures.find((measure) => measure.name.toLowerCase() === key);
  if (found) return found;
  const { closest } = await import("@relent/engine");
  const names = measures.map((measure) => measure.name);
  const near = OTHER_NAMES[key] ?? closest(name, names);
  return usage(
    `there is no measure ${name}; ${near.length > 0 ? `did you mean ${near.join(" or ")}? ` : ""}relent measure --list names them all`,
  );
}

/** The value of each parameter of the measure: the option of its name, or its customary value. */
export function parametersOf({ name, parameters }: Measure, flags: MeasureFlags): number[] {
  const own = parameters.map((parameter) => parameter.name);
  const idle = PARAMETERS.find((parameter) => flags[parameter] !== undefined && !own.includes(parameter));
  if (idle !== undefined)
    usage(
      `--${idle} ${flags[idle]}; ${name} takes ${own.length > 0 ? `--${own.join(", --")}` : "no parameter"}`,
    );
  return parameters.map((parameter) => {
    const text = flags[parameter.name as keyof MeasureFlags];
    if (text === undefined) return parameter.value;
    const value = /^inf(inity)?$/i.test(String(text)) ? Number.POSITIVE_INFINITY : Number(text);
    if (Number.isNaN(value) || String(text).trim() === "")
      usage(`--${parameter.name} ${text}; ${name} needs a number`);
    return value;
  });
}
