export { belavkinStaszewski } from "./belavkin-staszewski.ts";
export { type BlochMap, type BlochVector, blochMap, blochState, blochVector } from "./bloch.ts";
export { buresAngle, buresDistance } from "./bures.ts";
export {
  type ApplyOptions,
  applyChannel,
  type ChannelOptions,
  type QuantumChannel,
  quantumChannel,
} from "./channel.ts";
export type { StateOptions } from "./check-state.ts";
export { chooseEigensolver } from "./compiled-loops.ts";
export type { ComplexMatrix } from "./complex-matrix.ts";
export { concurrence, entanglementOfFormation } from "./concurrence.ts";
export { diagonalState, maximallyMixed } from "./diagonal-state.ts";
export { eigenvalues } from "./eigenvalues.ts";
export { fidelity, infidelity, rootFidelity } from "./fidelity.ts";
export {
  type QuantumGradient,
  type QuantumGradientOptions,
  quantumRelativeEntropyGradient,
  vonNeumannEntropyGradient,
} from "./gradient.ts";
export { type HermitianEigen, hermitianEigen, hermitianEigenvalues } from "./hermitian-eigen.ts";
export { holevoInformation } from "./holevo-information.ts";
export { type KetOptions, ket } from "./ket.ts";
export {
  type DensityMatrices,
  type DensityMatricesOptions,
  densityMatrices,
  stateAt,
} from "./many/density-matrices.ts";
export { overStates } from "./many/over-states.ts";
export { maxRelativeEntropy } from "./max-relative-entropy.ts";
export { QUANTUM_MEASURES, type QuantumMeasure } from "./measures.ts";
export { minRelativeEntropy } from "./min-relative-entropy.ts";
export { mixedState } from "./mixed-state.ts";
export { logNegativity, negativity } from "./negativity.ts";
export { partialTrace } from "./partial-trace.ts";
export type { PartyOptions } from "./parties.ts";
export { pauliState } from "./pauli-state.ts";
export { petzRenyi } from "./petz-renyi.ts";
export { coherentInformation, quantumConditionalEntropy } from "./quantum-conditional-entropy.ts";
export { quantumHellinger } from "./quantum-hellinger.ts";
export {
  type QuantumJensenShannonOptions,
  quantumJensenShannon,
  quantumJensenShannonDistance,
} from "./quantum-jensen-shannon.ts";
export { quantumMinEntropy } from "./quantum-min-entropy.ts";
export { quantumMutualInformation } from "./quantum-mutual-information.ts";
export {
  type QuantumDivergenceOptions,
  quantumRelativeEntropy,
  type RelativeEntropyAndLeak,
  relativeEntropyAndLeak,
} from "./quantum-relative-entropy.ts";
export { quantumRenyiEntropy } from "./quantum-renyi-entropy.ts";
export { quantumTsallis } from "./quantum-tsallis.ts";
export { quantumTsallisEntropy } from "./quantum-tsallis-entropy.ts";
export { amplitudeDamping, dephasing, depolarizing } from "./qubit-channels.ts";
export type { Complex, ComplexMatrixInput } from "./read-matrix.ts";
export { sandwichedRenyi } from "./sandwiched-renyi.ts";
export { type DensityMatrix, densityMatrix, type State } from "./state.ts";
export type { SupportOptions } from "./support.ts";
export { tensor } from "./tensor.ts";
export { traceDistance } from "./trace-distance.ts";
export { vonNeumannEntropy } from "./von-neumann-entropy.ts";
