import { RelentError } from "@relent/core";
import {
  type DensityMatrices,
  type DensityMatrix,
  overStates,
  type QuantumMeasure,
  relativeEntropyAndLeak,
  type State,
  stateAt,
} from "@relent/core/quantum";
import { amount, counted, digits } from "./amount.ts";
import type { Extreme, ManyFacts, ManyFigure, ManyResult } from "./many-result.ts";
import { chosenMeasures, fits, NEEDS, type QuantumOptions, supportOf } from "./run-quantum.ts";

/** Many states and what they are called. */
export interface NamedStates {
  readonly name: string;
  readonly states: DensityMatrices;
  /** What is to be said of how they were read. */
  readonly notes?: readonly string[];
}

/** What many states are compared with: each with its own, or all with one. */
export interface NamedOthers {
  readonly name: string;
  readonly others: DensityMatrices | DensityMatrix;
  readonly notes?: readonly string[];
}

/** What is measured where nobody chose. */
const USUAL: readonly string[] = ["quantumRelativeEntropy", "traceDistance", "fidelity", "vonNeumannEntropy"];

const countOf = (others: DensityMatrices | DensityMatrix): number => ("count" in others ? others.count : 1);

const factsOf = (name: string, states: DensityMatrices | DensityMatrix): ManyFacts => ({
  name,
  states: countOf(states),
  dimension: states.dimension,
  dims: states.dims,
});

const extreme = (order: readonly number[], values: readonly number[], at: number): Extreme => ({
  state: order[at]!,
  value: values[order[at]!]!,
});

function figureOf(
  measure: QuantumMeasure,
  order: number | undefined,
  { name: _, states }: NamedStates,
  sigma: NamedOthers | undefined,
  options: QuantumOptions,
): ManyFigure {
  const two = measure.inputs === "rhoSigma";
  const extra = { ...(measure.logarithmic && { base: options.base }), ...(two && supportOf(options)) };
  const inputs = [...(two ? [sigma!.others] : []), ...(order === undefined ? [] : [order]), extra];
  const call = measure.measure as unknown as (rho: State, ...rest: unknown[]) => number;
  const values = [...overStates(call, states, ...inputs)];
  const rising = values.map((_, k) => k).sort((a, b) => (values[a]! < values[b]! ? -1 : 1));
  const middle = (values.length - 1) / 2;
  const [low, high] = [Math.floor(middle), Math.ceil(middle)].map((at) => values[rising[at]!]!) as [
    number,
    number,
  ];
  return {
    name: order === undefined ? measure.name : `${measure.name} ${order}`,
    measure: measure.name,
    symbol: measure.symbol,
    of: two ? "rho, sigma" : "rho",
    ...(order !== undefined && { order }),
    unit: measure.logarithmic ? options.unit : "1",
    values,
    least: extreme(rising, values, 0),
    median: low === high ? low : (low + high) / 2,
    greatest: extreme(rising, values, values.length - 1),
    infinite: values.filter((value) => value === Number.POSITIVE_INFINITY).length,
  };
}

function sentenceOf(rho: NamedStates, sigma: NamedOthers | undefined, first: ManyFigure | undefined): string {
  const whom = sigma === undefined ? "" : ` from \`${sigma.name}\``;
  const opening = `\`${rho.name}\` holds ${counted(rho.states.count, "state")} of ${counted(rho.states.dimension, "dimension")}`;
  if (first === undefined) return `${opening}.`;
  const { symbol, median, least, greatest, unit, infinite } = first;
  const told = (value: number): string => (unit === "1" ? digits(value) : amount(value, unit));
  const span = `${symbol}${whom} is ${told(median)} in the middle, from ${told(least.value)} (state ${least.state}) to ${told(greatest.value)} (state ${greatest.state})`;
  const beyond = infinite === 0 ? "" : `; it is infinite for ${infinite} of them`;
  return `${opening}: ${span}${beyond}.`;
}

/** What of the states lies where σ has nothing, for those that are infinitely far for it. */
function supportFound(
  { states }: NamedStates,
  { others }: NamedOthers,
  figures: readonly ManyFigure[],
  options: QuantumOptions,
): ManyResult["support"] {
  const distances = figures.find(({ measure }) => measure === "quantumRelativeEntropy");
  if (distances === undefined || distances.infinite === 0) return undefined;
  const far = distances.values.flatMap((value, state) => (value === Number.POSITIVE_INFINITY ? [state] : []));
  const found = far.map((state) => {
    const sigma = "count" in others ? stateAt(others, others.count === 1 ? 0 : state) : others;
    return { state, ...relativeEntropyAndLeak(stateAt(states, state), sigma, supportOf(options)) };
  });
  const [first, ...rest] = found.map(({ state, leak }) => ({ state, value: leak })) as [
    Extreme,
    ...Extreme[],
  ];
  return {
    outside: far.length,
    least: rest.reduce((a, b) => (b.value < a.value ? b : a), first),
    greatest: rest.reduce((a, b) => (b.value > a.value ? b : a), first),
    tolerance: found[0]!.tolerance,
  };
}

function checkSides(rho: NamedStates, sigma: NamedOthers): void {
  const [n, m] = [rho.states.dimension, sigma.others.dimension];
  if (n !== m) {
    throw new RelentError(
      "usage",
      `quantum: ${rho.name} has the dimension ${n} and ${sigma.name} ${m}; they must have the same`,
      { value: m },
    );
  }
  const count = countOf(sigma.others);
  if (!("count" in sigma.others) || count === rho.states.count) return;
  throw new RelentError(
    "usage",
    `quantum: ${rho.name} holds ${counted(rho.states.count, "state")} and ${sigma.name} ${count}; give as many, or a single SIGMA`,
    { value: count },
  );
}

/** Every figure of many states, each with its own σ or with the one there is. */
export function runMany(
  rho: NamedStates,
  sigma: NamedOthers | undefined,
  options: QuantumOptions,
): ManyResult {
  const { measures, orders } = options;
  if (rho.states.count === 0) {
    throw new RelentError("usage", `quantum: ${rho.name} holds no states; it must hold one at least`);
  }
  if (sigma !== undefined) checkSides(rho, sigma);
  const figures = chosenMeasures(measures ?? USUAL).flatMap((measure) => {
    const possible =
      measure.inputs === "rhoSigma" ? sigma !== undefined : fits(measure.inputs, rho.states.dims);
    if (!possible && measures === undefined) return [];
    if (!possible) {
      throw new RelentError("usage", `quantum: --measure ${measure.name} needs ${NEEDS[measure.inputs]}`, {
        value: measure.name,
      });
    }
    const own = measure.parameters.length === 0 ? [undefined] : orders;
    return own.map((order) => figureOf(measure, order, rho, sigma, options));
  });
  const support = sigma && supportFound(rho, sigma, figures, options);
  return {
    schema: "relent/quantum-states@1",
    rho: factsOf(rho.name, rho.states),
    ...(sigma && { sigma: factsOf(sigma.name, sigma.others) }),
    figures,
    ...(support && { support }),
    sentence: sentenceOf(rho, sigma, figures[0]),
    notes: [...(rho.notes ?? []), ...(sigma?.notes ?? [])],
  };
}
