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

/** The great circles through four poles each. */
const CIRCLES: readonly (readonly [name: string, from: Axis, to: Axis])[] = [
  ["the circle of |+⟩ and |i⟩", 0, 1],
  ["the circle of |+⟩ and |0⟩", 0, 2],
  ["the circle of |i⟩ and |0⟩", 1, 2],
];

/** Points of a circle. */
const TURN = 72;

/** Where a great circle of the sphere goes: Mr + c for its points r. */
const imageOf = ({ matrix, shift }: BlochMap, from: Axis, to: Axis): BlochVector[] =>
  Array.from({ length: TURN }, (_, k) => {
    const angle = (2 * Math.PI * k) / TURN;
    const along = (row: Axis): number =>
      Math.cos(angle) * matrix[row][from] + Math.sin(angle) * matrix[row][to] + shift[row];
    return [along(0), along(1), along(2)];
  });

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
    circles: CIRCLES.map(([name, from, to]) => ({ name, points: imageOf(map, from, to) })),
  };
}
