import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  amplitudeDamping,
  applyChannel,
  type BlochVector,
  blochMap,
  blochState,
  blochVector,
  dephasing,
  depolarizing,
  ket,
  maximallyMixed,
  quantumChannel,
} from "../../src/quantum/index.ts";

/** Points within the ball. */
const points = fc
  .tuple(...[0, 1, 2].map(() => fc.double({ min: -1, max: 1, noNaN: true })))
  .map(([x, y, z]): BlochVector => {
    const length = Math.max(1, Math.hypot(x!, y!, z!) * (1 + 1e-12));
    return [x! / length, y! / length, z! / length];
  });

const expectNear = (got: BlochVector, want: BlochVector): void => {
  for (const i of [0, 1, 2] as const) expect(got[i]).toBeCloseTo(want[i], 12);
};

describe("the Bloch ball", () => {
  it.each<readonly [string, Parameters<typeof ket>[0], BlochVector]>([
    ["|0⟩", [1, 0], [0, 0, 1]],
    ["|1⟩", [0, 1], [0, 0, -1]],
    ["|+⟩", [Math.SQRT1_2, Math.SQRT1_2], [1, 0, 0]],
    ["|i⟩", [Math.SQRT1_2, [0, Math.SQRT1_2]], [0, 1, 0]],
  ])("has %s at its pole", (_, amplitudes, pole) => {
    expectNear(blochVector(ket(amplitudes, { normalise: true })), pole);
  });

  it("has every qubit at one point, which is that qubit", () => {
    fc.assert(
      fc.property(points, (point) => {
        expectNear(blochVector(blochState(point)), point);
      }),
    );
  });

  it("holds no state of other dimensions", () => {
    expect(() => blochVector(maximallyMixed(3))).toThrow("dimension 3");
    expect(() => blochState([1, 1, 0])).toThrow("eigenvalue");
  });
});

describe("what a channel does to the ball", () => {
  const channels = { depolarizing, dephasing, amplitudeDamping };

  it.each(Object.entries(channels))("is an affine map, for %s", (_, make) => {
    fc.assert(
      fc.property(points, fc.double({ min: 0, max: 1, noNaN: true }), (point, strength) => {
        const channel = make(strength);
        const { matrix, shift } = blochMap(channel);
        const image = matrix.map(
          (row, i) => row[0] * point[0] + row[1] * point[1] + row[2] * point[2] + shift[i]!,
        ) as [number, number, number];
        expectNear(blochVector(applyChannel(channel, blochState(point))), image);
      }),
    );
  });

  it("is asked of channels on qubits alone", () => {
    const measuring = quantumChannel([[[1, 0]], [[0, 1]]]);
    expect(() => blochMap(measuring)).toThrow("takes 2 dimensions to 1");
  });
});
