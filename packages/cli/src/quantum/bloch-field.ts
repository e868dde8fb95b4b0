import {
  type BlochVector,
  blochState,
  blochVector,
  type DensityMatrix,
  densityMatrices,
  eigenvalues,
  overStates,
  quantumRelativeEntropy,
} from "@relent/core/quantum";
import type { BlochField } from "./result.ts";

/** Points of the grid from the middle to the surface. */
const STEPS = 10;
/** Below, a coordinate counts as 0 for the choice of the plane. */
const FLAT = 1e-9;

const dot = (a: BlochVector, b: BlochVector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const lengthOf = (a: BlochVector): number => Math.hypot(...a);
const less = (a: BlochVector, b: BlochVector, times: number): BlochVector => [
  a[0] - times * b[0],
  a[1] - times * b[1],
  a[2] - times * b[2],
];
const unit = (a: BlochVector): BlochVector => less([0, 0, 0], a, -1 / lengthOf(a));

const [X, Y, Z]: readonly BlochVector[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

interface Plane {
  /** Names and directions of the rows' and the columns' axis. */
  readonly names: readonly [up: string, across: string];
  readonly up: BlochVector;
  readonly across: BlochVector;
}

/** The planes of two axes, with the coordinate that is 0 in each. */
const AXES: readonly (readonly [missing: 0 | 1 | 2, Plane])[] = [
  [1, { names: ["⟨Z⟩", "⟨X⟩"], up: Z!, across: X! }],
  [0, { names: ["⟨Z⟩", "⟨Y⟩"], up: Z!, across: Y! }],
  [2, { names: ["⟨Y⟩", "⟨X⟩"], up: Y!, across: X! }],
];

/** The plane through the middle of the ball, ρ and σ; one of two axes where they lie in it. */
function planeOf(rho: BlochVector, sigma: BlochVector): Plane {
  for (const [missing, plane] of AXES) {
    if (Math.abs(rho[missing]) < FLAT && Math.abs(sigma[missing]) < FLAT) return plane;
  }
  const up = unit(lengthOf(sigma) > FLAT ? sigma : rho);
  const aside = less(rho, up, dot(rho, up));
  const other = Math.abs(up[0]) < 0.9 ? X! : Y!;
  const across = unit(lengthOf(aside) > FLAT ? aside : less(other, up, dot(other, up)));
  return { names: ["along σ", "across"], up, across };
}

/** D(·‖σ) over the plane of the Bloch ball that holds two qubits; undefined where it is infinite all over but at σ. */
export function blochField(
  rho: DensityMatrix,
  sigma: DensityMatrix,
  base: number,
  unitName: string,
): BlochField | undefined {
  if (eigenvalues(sigma)[1] === 0) return undefined;
  const { names, up, across } = planeOf(blochVector(rho), blochVector(sigma));
  const steps = Array.from({ length: 2 * STEPS + 1 }, (_, i) => (i - STEPS) / STEPS);
  const inside = steps
    .toReversed()
    .map((high) =>
      steps.map((wide) => (high * high + wide * wide <= 1 + 1e-12 ? ([high, wide] as const) : null)),
    );
  const points = inside.flat().filter((point) => point !== null);
  const states = points.map(([high, wide]) => {
    const at = less(less([0, 0, 0], up, -high), across, -wide);
    const length = lengthOf(at);
    return blochState(length > 1 ? unit(at) : at);
  });
  const many = densityMatrices(
    { re: states.flatMap(({ re }) => [...re]), im: states.flatMap(({ im }) => [...im]) },
    { dimension: 2 },
  );
  const found = overStates(quantumRelativeEntropy, many, sigma, { base });
  let next = 0;
  return {
    axes: names,
    up,
    across,
    steps,
    unit: unitName,
    greatest: -Math.log(eigenvalues(sigma)[1]!) / Math.log(base),
    values: inside.map((row) => row.map((point) => (point === null ? null : found[next++]!))),
  };
}
