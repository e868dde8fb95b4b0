import { belavkinStaszewski } from "./belavkin-staszewski.ts";
import { buresAngle, buresDistance } from "./bures.ts";
import { concurrence, entanglementOfFormation } from "./concurrence.ts";
import { fidelity, infidelity, rootFidelity } from "./fidelity.ts";
import { quantumRelativeEntropyGradient, vonNeumannEntropyGradient } from "./gradient.ts";
import { maxRelativeEntropy } from "./max-relative-entropy.ts";
import { minRelativeEntropy } from "./min-relative-entropy.ts";
import { logNegativity, negativity } from "./negativity.ts";
import { petzRenyi } from "./petz-renyi.ts";
import { coherentInformation, quantumConditionalEntropy } from "./quantum-conditional-entropy.ts";
import { quantumHellinger } from "./quantum-hellinger.ts";
import { quantumJensenShannon, quantumJensenShannonDistance } from "./quantum-jensen-shannon.ts";
import { quantumMinEntropy } from "./quantum-min-entropy.ts";
import { quantumMutualInformation } from "./quantum-mutual-information.ts";
import { quantumRelativeEntropy } from "./quantum-relative-entropy.ts";
import { quantumRenyiEntropy } from "./quantum-renyi-entropy.ts";
import { quantumTsallis } from "./quantum-tsallis.ts";
import { quantumTsallisEntropy } from "./quantum-tsallis-entropy.ts";
import { sandwichedRenyi } from "./sandwiched-renyi.ts";
import { traceDistance } from "./trace-distance.ts";
import { vonNeumannEntropy } from "./von-neumann-entropy.ts";

/** What is known of a measure of quantum states. */
export interface QuantumMeasure {
  readonly name: string;
  /** As its documentation writes it. */
  readonly symbol: string;
  /** The least and the greatest value; n is the dimension (of the smaller party), logarithms are in the measure's base. */
  readonly bounds: readonly [low: string, high: string];
  /** Whether exchanging the states (or parties) changes nothing. */
  readonly symmetric: boolean;
  /** One state, two, a state of two parties, or of two qubits. */
  readonly inputs: "rho" | "rhoSigma" | "parties" | "twoQubits";
  /** Whether it has a `base`. */
  readonly logarithmic: boolean;
  /** Numbers that it takes after its states, with what a caller who names none may take. */
  readonly parameters: readonly { readonly name: string; readonly value: number }[];
  /** The measure between distributions that it is for states that commute, by its name in `MEASURES`. */
  readonly classical?: string;
  /** The function itself. */
  readonly measure: (...inputs: never[]) => number;
  /** Its gradient, if it has one. */
  readonly gradient?: (...inputs: never[]) => unknown;
}

/**
 * Every measure of quantum states that is asked for by name, in alphabetical order.
 *
 * `holevoInformation`, which takes an ensemble, is not among them.
 *
 * @example
 * ```ts
 * QUANTUM_MEASURES.find(({ name }) => name === "quantumRelativeEntropy").symbol // "D(ρ‖σ)"
 * ```
 */
export const QUANTUM_MEASURES: readonly QuantumMeasure[] = [
  {
    name: "belavkinStaszewski",
    symbol: "D_BS(ρ‖σ)",
    bounds: ["0", "∞"],
    symmetric: false,
    inputs: "rhoSigma",
    logarithmic: true,
    parameters: [],
    classical: "kl",
    measure: belavkinStaszewski,
  },
  {
    name: "buresAngle",
    symbol: "arccos √F",
    bounds: ["0", "π/2"],
    symmetric: true,
    inputs: "rhoSigma",
    logarithmic: false,
    parameters: [],
    measure: buresAngle,
  },
  {
    name: "buresDistance",
    symbol: "√(2 − 2√F)",
    bounds: ["0", "√2"],
    symmetric: true,
    inputs: "rhoSigma",
    logarithmic: false,
    parameters: [],
    measure: buresDistance,
  },
  {
    name: "coherentInformation",
    symbol: "I(A⟩B)",
    bounds: ["-log n", "log n"],
    symmetric: false,
    inputs: "parties",
    logarithmic: true,
    parameters: [],
    measure: coherentInformation,
  },
  {
    name: "concurrence",
    symbol: "C(ρ)",
    bounds: ["0", "1"],
    symmetric: true,
    inputs: "twoQubits",
    logarithmic: false,
    parameters: [],
    measure: concurrence,
  },
  {
    name: "entanglementOfFormation",
    symbol: "E_F(ρ)",
    bounds: ["0", "log 2"],
    symmetric: true,
    inputs: "twoQubits",
    logarithmic: true,
    parameters: [],
    measure: entanglementOfFormation,
  },
  {
    name: "fidelity",
    symbol: "F(ρ, σ)",
    bounds: ["0", "1"],
    symmetric: true,
    inputs: "rhoSigma",
    logarithmic: false,
    parameters: [],
    measure: fidelity,
  },
  {
    name: "infidelity",
    symbol: "1 − F(ρ, σ)",
    bounds: ["0", "1"],
    symmetric: true,
    inputs: "rhoSigma",
    logarithmic: false,
    parameters: [],
    measure: infidelity,
  },
  {
    name: "logNegativity",
    symbol: "log ‖ρ^(T_A)‖₁",
    bounds: ["0", "log n"],
    symmetric: true,
    inputs: "parties",
    logarithmic: true,
    parameters: [],
    measure: logNegativity,
  },
  {
    name: "maxRelativeEntropy",
    symbol: "D_max(ρ‖σ)",
    bounds: ["0", "∞"],
    symmetric: false,
    inputs: "rhoSigma",
    logarithmic: true,
    parameters: [],
    measure: maxRelativeEntropy,
  },
  {
    name: "minRelativeEntropy",
    symbol: "D_min(ρ‖σ)",
    bounds: ["0", "∞"],
    symmetric: false,
    inputs: "rhoSigma",
    logarithmic: true,
    parameters: [],
    measure: minRelativeEntropy,
  },
  {
    name: "negativity",
    symbol: "N(ρ)",
    bounds: ["0", "(n − 1)/2"],
    symmetric: true,
    inputs: "parties",
    logarithmic: false,
    parameters: [],
    measure: negativity,
  },
  {
    name: "petzRenyi",
    symbol: "D_α(ρ‖σ)",
    bounds: ["0", "∞"],
    symmetric: false,
    inputs: "rhoSigma",
    logarithmic: true,
    parameters: [{ name: "order", value: 2 }],
    classical: "renyi",
    measure: petzRenyi,
  },
  {
    name: "quantumConditionalEntropy",
    symbol: "S(A|B)",
    bounds: ["-log n", "log n"],
    symmetric: false,
    inputs: "parties",
    logarithmic: true,
    parameters: [],
    measure: quantumConditionalEntropy,
  },
  {
    name: "quantumHellinger",
    symbol: "√(1 − Tr √ρ√σ)",
    bounds: ["0", "1"],
    symmetric: true,
    inputs: "rhoSigma",
    logarithmic: false,
    parameters: [],
    classical: "hellinger",
    measure: quantumHellinger,
  },
  {
    name: "quantumJensenShannon",
    symbol: "QJS(ρ, σ)",
    bounds: ["0", "log 2"],
    symmetric: true,
    inputs: "rhoSigma",
    logarithmic: true,
    parameters: [],
    classical: "jensenShannon",
    measure: quantumJensenShannon,
  },
  {
    name: "quantumJensenShannonDistance",
    symbol: "√QJS(ρ, σ)",
    bounds: ["0", "√(log 2)"],
    symmetric: true,
    inputs: "rhoSigma",
    logarithmic: true,
    parameters: [],
    classical: "jensenShannonDistance",
    measure: quantumJensenShannonDistance,
  },
  {
    name: "quantumMinEntropy",
    symbol: "S∞(ρ)",
    bounds: ["0", "log n"],
    symmetric: false,
    inputs: "rho",
    logarithmic: true,
    parameters: [],
    classical: "minEntropy",
    measure: quantumMinEntropy,
  },
  {
    name: "quantumMutualInformation",
    symbol: "I(A; B)",
    bounds: ["0", "2 log n"],
    symmetric: true,
    inputs: "parties",
    logarithmic: true,
    parameters: [],
    measure: quantumMutualInformation,
  },
  {
    name: "quantumRelativeEntropy",
    symbol: "D(ρ‖σ)",
    bounds: ["0", "∞"],
    symmetric: false,
    inputs: "rhoSigma",
    logarithmic: true,
    parameters: [],
    classical: "kl",
    measure: quantumRelativeEntropy,
    gradient: quantumRelativeEntropyGradient,
  },
  {
    name: "quantumRenyiEntropy",
    symbol: "S_α(ρ)",
    bounds: ["0", "log n"],
    symmetric: false,
    inputs: "rho",
    logarithmic: true,
    parameters: [{ name: "order", value: 2 }],
    classical: "renyiEntropy",
    measure: quantumRenyiEntropy,
  },
  {
    name: "quantumTsallis",
    symbol: "T_α(ρ‖σ)",
    bounds: ["0", "∞"],
    symmetric: false,
    inputs: "rhoSigma",
    logarithmic: false,
    parameters: [{ name: "order", value: 2 }],
    classical: "tsallis",
    measure: quantumTsallis,
  },
  {
    name: "quantumTsallisEntropy",
    symbol: "(1 − Tr ρ^α)/(α − 1)",
    bounds: ["0", "∞"],
    symmetric: false,
    inputs: "rho",
    logarithmic: false,
    parameters: [{ name: "order", value: 2 }],
    classical: "tsallisEntropy",
    measure: quantumTsallisEntropy,
  },
  {
    name: "rootFidelity",
    symbol: "√F(ρ, σ)",
    bounds: ["0", "1"],
    symmetric: true,
    inputs: "rhoSigma",
    logarithmic: false,
    parameters: [],
    measure: rootFidelity,
  },
  {
    name: "sandwichedRenyi",
    symbol: "D̃_α(ρ‖σ)",
    bounds: ["0", "∞"],
    symmetric: false,
    inputs: "rhoSigma",
    logarithmic: true,
    parameters: [{ name: "order", value: 2 }],
    classical: "renyi",
    measure: sandwichedRenyi,
  },
  {
    name: "traceDistance",
    symbol: "½‖ρ − σ‖₁",
    bounds: ["0", "1"],
    symmetric: true,
    inputs: "rhoSigma",
    logarithmic: false,
    parameters: [],
    classical: "totalVariation",
    measure: traceDistance,
  },
  {
    name: "vonNeumannEntropy",
    symbol: "S(ρ)",
    bounds: ["0", "log n"],
    symmetric: false,
    inputs: "rho",
    logarithmic: true,
    parameters: [],
    classical: "entropy",
    measure: vonNeumannEntropy,
    gradient: vonNeumannEntropyGradient,
  },
];
