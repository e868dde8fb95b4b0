import { RelentError } from "@relent/core";
import {
  applyChannel,
  blochVector,
  type DensityMatrix,
  eigenvalues,
  partialTrace,
  QUANTUM_MEASURES,
  type QuantumMeasure,
  quantumRelativeEntropy,
  relativeEntropyAndLeak,
  type SupportOptions,
  vonNeumannEntropy,
} from "@relent/core/quantum";
import { amount, counted, digits } from "./amount.ts";
import { blochField } from "./bloch-field.ts";
import { blochImage } from "./bloch-image.ts";
import type { NamedChannel } from "./channel-input.ts";
import type { ChannelEffect, QuantumFigure, QuantumResult, StateFacts } from "./result.ts";

/** A state and what it is called. */
export interface NamedState {
  readonly name: string;
  readonly state: DensityMatrix;
  /** What is to be said of how it was read. */
  readonly notes?: readonly string[];
}

/** What is asked of the states. */
export interface QuantumOptions extends SupportOptions {
  readonly base: number;
  readonly unit: string;
  /** Names of `QUANTUM_MEASURES`; all that fit when left out. */
  readonly measures?: readonly string[];
  /** Orders of the measures that have one. */
  readonly orders: readonly number[];
  readonly channel?: NamedChannel;
}

const MOST_SPECTRUM = 64;
const MOST_QUBITS = 3;

const dots = (dims: readonly number[]): boolean => dims.length <= MOST_QUBITS && dims.every((d) => d === 2);

function factsOf({ name, state }: NamedState): StateFacts {
  const spectrum = eigenvalues(state);
  const { dims, dimension } = state;
  return {
    name,
    dimension,
    dims,
    purity: spectrum.reduce((sum, value) => sum + value * value, 0),
    rank: spectrum.filter((value) => value > 0).length,
    spectrum: [...spectrum.subarray(0, MOST_SPECTRUM)],
    bloch: dots(dims)
      ? dims.map((_, k) => blochVector(dims.length === 1 ? state : partialTrace(state, [k])))
      : [],
  };
}

type Kind = QuantumMeasure["inputs"];

/** Whether a measure of one state can be taken of one with these parties. */
export function fits(kind: Kind, dims: readonly number[]): boolean {
  if (kind === "twoQubits") return dims.length === 2 && dims.every((d) => d === 2);
  return kind === "parties" ? dims.length === 2 : kind === "rho";
}

/** Of which of these states a measure can be taken. */
function subjects(kind: Kind, rho: NamedState, sigma: NamedState | undefined): string[] {
  const states = sigma === undefined ? ["rho"] : ["rho", "sigma"];
  const stateOf = (name: string): DensityMatrix => (name === "rho" ? rho : sigma!).state;
  if (kind === "rhoSigma") return sigma === undefined ? [] : ["rho, sigma"];
  if (kind === "rho") return states;
  return states.filter((name) => fits(kind, stateOf(name).dims));
}

/** What to say where a measure cannot be taken. */
export const NEEDS: Readonly<Record<Kind, string>> = {
  rhoSigma: "a second state",
  rho: "a state",
  parties: "a state of two parties: give --dims such as 2,2",
  twoQubits: "a state of two qubits: give --dims 2,2",
};

/** What stands first, where nobody chose; the others follow by the alphabet. */
const FIRST = [
  "quantumRelativeEntropy",
  "traceDistance",
  "fidelity",
  "quantumJensenShannon",
  "vonNeumannEntropy",
];

const rank = (name: string): number => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);

/** The measures of these names. */
export function chosenMeasures(names: readonly string[]): readonly QuantumMeasure[] {
  return names.map((name) => {
    const found = QUANTUM_MEASURES.find((measure) => measure.name === name);
    if (found !== undefined) return found;
    throw new RelentError(
      "usage",
      `quantum: --measure ${name} is none; they are ${QUANTUM_MEASURES.map((measure) => measure.name).join(", ")}`,
      { value: name },
    );
  });
}

/** What the measures of two states are told of supports. */
export const supportOf = ({ support, leakTolerance }: SupportOptions): SupportOptions => ({
  ...(support !== undefined && { support }),
  ...(leakTolerance !== undefined && { leakTolerance }),
});

function figuresOf(rho: NamedState, sigma: NamedState | undefined, options: QuantumOptions): QuantumFigure[] {
  const { base, unit, measures, orders } = options;
  const settings = supportOf(options);
  const of = (names: string): DensityMatrix[] =>
    names.split(", ").map((name) => (name === "rho" ? rho : sigma!).state);
  const wanted =
    measures === undefined
      ? QUANTUM_MEASURES.toSorted((a, b) => rank(a.name) - rank(b.name))
      : chosenMeasures(measures);
  return wanted.flatMap((measure) => {
    const found = subjects(measure.inputs, rho, sigma);
    if (measures !== undefined && found.length === 0) {
      throw new RelentError("usage", `quantum: --measure ${measure.name} needs ${NEEDS[measure.inputs]}`, {
        value: measure.name,
      });
    }
    const own = measure.parameters.length === 0 ? [undefined] : orders;
    const call = measure.measure as unknown as (...inputs: unknown[]) => number;
    return found.flatMap((names) =>
      own.map((order): QuantumFigure => {
        const extra = {
          ...(measure.logarithmic && { base }),
          ...(measure.inputs === "rhoSigma" && settings),
        };
        return {
          name: order === undefined ? measure.name : `${measure.name} ${order}`,
          measure: measure.name,
          symbol: measure.symbol,
          of: names,
          ...(order !== undefined && { order }),
          value: call(...of(names), ...(order === undefined ? [] : [order]), extra),
          unit: measure.logarithmic ? unit : "1",
        };
      }),
    );
  });
}

function effectOf(
  { name, channel }: NamedChannel,
  rho: NamedState,
  sigma: NamedState,
  options: QuantumOptions,
): ChannelEffect {
  const { base, unit } = options;
  const whole = channel.inputs === rho.state.dimension;
  const through = (state: DensityMatrix): DensityMatrix =>
    whole
      ? applyChannel(channel, state)
      : state.dims.reduce((now, _, on) => applyChannel(channel, now, { on }), state);
  const settings = { base, ...supportOf(options) };
  const before = quantumRelativeEntropy(rho.state, sigma.state, settings);
  const after = quantumRelativeEntropy(through(rho.state), through(sigma.state), settings);
  const image = blochImage(channel);
  const holds = after <= before * (1 + 1e-12) + 1e-15;
  return { name, before, after, unit, holds, ...(image && { image }) };
}

interface Told {
  readonly divergence: number;
  readonly leak: number;
  readonly entropy: number;
}

function sentenceOf(
  rho: StateFacts,
  sigma: StateFacts | undefined,
  { divergence, leak, entropy }: Told,
  { base, unit }: QuantumOptions,
): string {
  if (sigma === undefined) {
    return `\`${rho.name}\` has an entropy of ${amount(entropy, unit)} in ${counted(rho.dimension, "dimension")}; its purity is ${digits(rho.purity)}.`;
  }
  if (divergence === Number.POSITIVE_INFINITY) {
    return `D(ρ‖σ) is infinite: ${digits(100 * leak)} % of \`${rho.name}\` lies where \`${sigma.name}\` has none, and one copy tells them apart for certain with that chance.`;
  }
  if (divergence === 0) {
    return `\`${rho.name}\` and \`${sigma.name}\` are the same state: no measurement tells them apart.`;
  }
  const shown = base === Math.E ? "e" : base;
  return `\`${rho.name}\` is ${amount(divergence, unit)} from \`${sigma.name}\`: the best measurement takes n copies of the latter for the former with a chance of about ${shown}^(−${digits(divergence)}·n).`;
}

/** Every figure of one state or two. */
export function runQuantum(
  rho: NamedState,
  sigma: NamedState | undefined,
  options: QuantumOptions,
): QuantumResult {
  if (sigma !== undefined && rho.state.dimension !== sigma.state.dimension) {
    throw new RelentError(
      "usage",
      `quantum: ${rho.name} has the dimension ${rho.state.dimension} and ${sigma.name} ${sigma.state.dimension}; they must have the same`,
      { value: sigma.state.dimension },
    );
  }
  const { base, channel, support = "strict" } = options;
  const treatment = typeof support === "string" ? support : `mix ${support.mix}`;
  const facts = factsOf(rho);
  const others = sigma && factsOf(sigma);
  const leaks = sigma && relativeEntropyAndLeak(rho.state, sigma.state, options);
  const figures = figuresOf(rho, sigma, options);
  const qubits = sigma !== undefined && facts.dimension === 2;
  const field = qubits ? blochField(rho.state, sigma.state, base, options.unit) : undefined;
  const parties =
    facts.dims.length === 1 && facts.dimension >= 4 && Number.isInteger(Math.log2(facts.dimension));
  return {
    schema: "relent/quantum@1",
    rho: facts,
    ...(others && { sigma: others }),
    figures,
    ...(leaks && { support: { leak: leaks.leak, tolerance: leaks.tolerance, treatment } }),
    ...(channel && sigma && { channel: effectOf(channel, rho, sigma, options) }),
    ...(field && { field }),
    sentence: sentenceOf(
      facts,
      others,
      {
        divergence: leaks?.value ?? 0,
        leak: leaks?.leak ?? 0,
        entropy: vonNeumannEntropy(rho.state, { base }),
      },
      options,
    ),
    notes: [
      ...(rho.notes ?? []),
      ...(sigma?.notes ?? []),
      ...(parties ? ["taken as one system; --dims 2,2 and the like give the figures of its parties"] : []),
    ],
  };
}
