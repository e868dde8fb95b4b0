import { checkDims } from "./check-state.ts";
import { type ComplexMatrix, complexZeros, hermitianPart, transposed } from "./complex-matrix.ts";
import { refuse } from "./fail.ts";
import { known } from "./known-state.ts";
import { sandwich, timesTransposed } from "./products.ts";
import { type ComplexMatrixInput, readMatrix } from "./read-matrix.ts";
import { type DensityMatrix, matrixOfState, type State, stateOf } from "./state.ts";

/** A quantum channel by its Kraus operators, each of `outputs` rows and `inputs` columns. */
export interface QuantumChannel {
  readonly inputs: number;
  readonly outputs: number;
  readonly kraus: readonly ComplexMatrix[];
}

/** How Kraus operators are taken for a channel. */
export interface ChannelOptions {
  /** How far an entry of Σ K†K may be off the unit matrix; a few units of rounding when left out. */
  readonly tolerance?: number;
}

/**
 * A quantum channel from its Kraus operators, checked to preserve the trace: Σ K†K = I.
 *
 * What any physical process does to a state is ρ ↦ Σ KρK†; no such process increases `quantumRelativeEntropy`.
 *
 * @throws RelentError "invalid-argument" for operators of different shapes, and naming the entry of Σ K†K that is
 * not that of the unit matrix.
 * @see Nielsen & Chuang (2000), §8.2.3.
 * @example
 * ```ts
 * const measuring = quantumChannel([[[1, 0], [0, 0]], [[0, 0], [0, 1]]]);
 * applyChannel(measuring, ket([0.6, 0.8])).re // Float64Array [ 0.36, 0, 0, 0.64 ]
 * quantumChannel([[[1, 0], [0, 0.5]]]) // throws "must be the unit matrix"
 * ```
 */
export function quantumChannel(
  operators: readonly ComplexMatrixInput[],
  options: ChannelOptions = {},
): QuantumChannel {
  if (operators.length === 0) refuse("quantumChannel: operators are empty; a channel has at least one");
  const kraus = operators.map((operator, k) => readMatrix("quantumChannel", `operators[${k}]`, operator));
  const { rows: outputs, cols: inputs } = kraus[0]!;
  for (const [k, { rows, cols }] of kraus.entries()) {
    if (rows === outputs && cols === inputs && rows > 0 && cols > 0) continue;
    refuse(
      `quantumChannel: operators[${k}] has ${rows} rows of ${cols} entries and operators[0] ${outputs} of ${inputs}; all must have the same shape, not empty`,
      { index: k, value: rows },
    );
  }
  const total = complexZeros(inputs, inputs);
  for (const operator of kraus) {
    const columns = transposed(operator);
    const { re, im } = timesTransposed(columns, columns, true);
    for (let at = 0; at < re.length; at++) {
      total.re[at]! += re[at]!;
      total.im[at]! += im[at]!;
    }
  }
  const most = options.tolerance ?? 4 * (outputs + kraus.length) * 2 ** -52;
  for (let i = 0; i < inputs; i++) {
    for (let j = 0; j < inputs; j++) {
      const at = i * inputs + j;
      const off = Math.hypot(total.re[at]! - (i === j ? 1 : 0), total.im[at]!);
      if (off <= most) continue;
      refuse(
        `quantumChannel: Σ K†K is off by ${off} at [${i}][${j}]; it must be the unit matrix up to ${most}`,
        { index: i, value: off },
      );
    }
  }
  return { inputs, outputs, kraus };
}

/** Where in a larger state a channel acts. */
export interface ApplyOptions {
  /** The subsystem it acts on, counted from 0 in the order of `dims`; the whole state when left out. */
  readonly on?: number;
}

/** I ⊗ K ⊗ I, with units of these dimensions before and after. */
function embedded(operator: ComplexMatrix, before: number, after: number): ComplexMatrix {
  const { rows, cols } = operator;
  const made = complexZeros(before * rows * after, before * cols * after);
  for (let b = 0; b < before; b++) {
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < cols; j++) {
        for (let a = 0; a < after; a++) {
          const at = ((b * rows + i) * after + a) * made.cols + (b * cols + j) * after + a;
          made.re[at] = operator.re[i * cols + j]!;
          made.im[at] = operator.im[i * cols + j]!;
        }
      }
    }
  }
  return made;
}

/**
 * What a channel makes of a state: Σ KρK†.
 *
 * With `on` it acts on that subsystem alone, the others being left as they are.
 *
 * @throws RelentError "invalid-argument" for what is no state, and for one of another dimension than the channel takes.
 * @see Nielsen & Chuang (2000), §8.2.
 * @example
 * ```ts
 * const bell = pauliState({ XX: 1, YY: -1, ZZ: 1 });
 * vonNeumannEntropy(applyChannel(depolarizing(1), bell, { on: 0 }), { base: 2 }) // 2
 * ```
 */
export function applyChannel(
  channel: QuantumChannel,
  state: State,
  options: ApplyOptions = {},
): DensityMatrix {
  const rho = stateOf("applyChannel", "state", state);
  const { on } = options;
  const dims = on === undefined ? [rho.dimension] : rho.dims;
  const at = on ?? 0;
  if (dims[at] !== channel.inputs) {
    refuse(
      `applyChannel: ${on === undefined ? "state" : `subsystem ${on}`} has the dimension ${dims[at]}; the channel takes ${channel.inputs}`,
      { value: dims[at] },
    );
  }
  const size = (part: readonly number[]) => part.reduce((all, d) => all * d, 1);
  const before = size(dims.slice(0, at));
  const after = size(dims.slice(at + 1));
  const n = before * channel.outputs * after;
  const made = complexZeros(n, n);
  for (const operator of channel.kraus) {
    const { re, im } = sandwich(embedded(operator, before, after), matrixOfState(rho));
    for (let k = 0; k < re.length; k++) {
      made.re[k]! += re[k]!;
      made.im[k]! += im[k]!;
    }
  }
  const left = dims.map((d, s) => (s === at ? channel.outputs : d));
  const whole = on === undefined && channel.outputs === rho.dimension ? rho.dims : left;
  return known(hermitianPart(made), checkDims("applyChannel", whole, n));
}
