import {
  applyChannel,
  type BlochMap,
  type BlochVector,
  blochMap,
  blochState,
  blochVector,
  hermitianEigenvalues,
  type QuantumChannel,
} from "@relent/core/quantum";
import type { BlochImage } from "./result.ts";

type Axis = 0 | 1 | 2;

const POLES: readonly (readonly [name: string, at: BlochVector])[] = [
  ["|+⟩", [1, 0, 0]],
  ["|−⟩", [-1, 0, 0]],
  ["|i⟩", [0, 1, 0]],
  ["|−i⟩", [0, -1, 0]],
  ["|0⟩", [0, 0, 1]],
  ["|1⟩", [0, 0, -1]],
];

/** The two axes of each view. */
const VIEWS: readonly (readonly [across: Axis, up: Axis])[] = [
  [0, 2],
  [1, 2],
];

/** Points of an outline. */
const TURN = 96;

/**
 * The outline of an ellipsoid as it is seen along an axis: the support point of each direction of the picture.
 *
 * For a direction n in the plane the farthest point of Mr + c is at r = Mᵀn/|Mᵀn|.
 */
function outline(
  { matrix, shift }: BlochMap,
  across: Axis,
  up: Axis,
): readonly (readonly [number, number])[] {
  const apply = (row: Axis, r: BlochVector): number =>
    matrix[row][0] * r[0] + matrix[row][1] * r[1] + matrix[row][2] * r[2] + shift[row];
  return Array.from({ length: TURN + 1 }, (_, k) => {
    const angle = (2 * Math.PI * k) / TURN;
    const pull = (j: Axis): number => Math.cos(angle) * matrix[across][j] + Math.sin(angle) * matrix[up][j];
    const r: BlochVector = [pull(0), pull(1), pull(2)];
    const length = Math.hypot(...r);
    const at: BlochVector = length === 0 ? [0, 0, 0] : [r[0] / length, r[1] / length, r[2] / length];
    return [apply(across, at), apply(up, at)];
  });
}

/** The singular values of M. */
function halfAxes({ matrix }: BlochMap): number[] {
  const dot = (a: BlochVector, b: BlochVector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  const re = Float64Array.from(matrix.flatMap((a) => matrix.map((b) => dot(a, b))));
  return [...hermitianEigenvalues({ rows: 3, cols: 3, re, im: new Float64Array(9) })].map((square) =>
    Math.sqrt(Math.max(0, square)),
  );
}

/** What a channel on a qubit makes of the Bloch sphere; undefined for channels on other systems. */
export function blochImage(channel: QuantumChannel): BlochImage | undefined {
  if (channel.inputs !== 2 || channel.outputs !== 2) return undefined;
  const map = blochMap(channel);
  return {
    ...map,
    halfAxes: halfAxes(map),
    poles: POLES.map(([name, at]) => ({ name, at: blochVector(applyChannel(channel, blochState(at))) })),
    outlines: VIEWS.map(([across, up]) => ({ across, up, points: outline(map, across, up) })),
  };
}
