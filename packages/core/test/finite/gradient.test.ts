import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as gradients from "../../src/finite/gradient/index.ts";
import * as relent from "../../src/index.ts";
import { type Batch, logits, MEASURES, probs, type Row, weights } from "../../src/index.ts";

type Options = gradients.GradientOptions;
type Gradient = (p: Row | Batch, q: Row | Batch, options?: Options) => Float64Array;

type Grads = Record<"student" | "teacher", { readonly data: number[] } | undefined>;

interface Case {
  readonly id: string;
  readonly fn: string;
  readonly inputs: Record<
    "student" | "teacher",
    { readonly shape: [number, number]; readonly data: number[] }
  >;
  readonly params: { readonly alpha?: number; readonly beta?: number; readonly temperature?: number };
  readonly upstream: { readonly data: number[] };
  readonly grads: Grads;
  /** What autograd should have given where it gave NaN. */
  readonly ideal?: { readonly grads: Grads };
}

/** Divergences of a student q from a teacher p: PyTorch float64 autograd of the definitions. */
const { cases }: { cases: Case[] } = JSON.parse(
  readFileSync(new URL("../fixtures/divergence_logits.json", import.meta.url), "utf8"),
);

const ASK: Record<string, (params: Case["params"]) => Gradient> = {
  forwardKL: () => gradients.klGradient,
  reverseKL: () => gradients.reverseKlGradient,
  jeffreys: () => gradients.jeffreysGradient,
  tv: () => gradients.totalVariationGradient,
  hellinger2: () => gradients.hellingerSquaredGradient,
  chi2: () => gradients.chiSquaredGradient,
  crossEntropyTeacher: () => gradients.crossEntropyGradient,
  renyi:
    ({ alpha }) =>
    (p, q, options) =>
      gradients.renyiGradient(p, q, alpha!, options),
  alphaAmari:
    ({ alpha }) =>
    (p, q, options) =>
      gradients.alphaDivergenceGradient(p, q, alpha!, options),
  skewForwardKL:
    ({ alpha }) =>
    (p, q, options) =>
      gradients.skewKlGradient(p, q, alpha!, options),
  gjsd:
    ({ beta }) =>
    (p, q, options) =>
      gradients.jensenShannonGradient(p, q, { ...options, weights: [beta!, 1 - beta!] }),
  entropyStudent: () => (_p, q, options) => gradients.entropyGradient(q, { ...options }),
};

describe("gradients by logits agree with autograd", () => {
  const known = cases.filter(({ fn, params }) => fn in ASK && params.temperature === undefined);

  it("covers the divergences the library has", () => {
    expect(new Set(known.map(({ fn }) => fn))).toEqual(new Set(Object.keys(ASK)));
  });

  for (const { id, fn, inputs, params, upstream, grads: plain, ideal } of known) {
    it(id, () => {
      const [, cols] = inputs.student.shape;
      const grads = ideal?.grads ?? plain;
      const ask = ASK[fn]!(params);
      const q = logits(inputs.student.data.map(Number), { cols });
      const p = logits(inputs.teacher.data.map(Number), { cols });
      for (const [wrt, want] of [
        ["q", grads.student],
        ["p", grads.teacher],
      ] as const) {
        if (want === undefined || (fn === "entropyStudent" && wrt === "p")) continue;
        const got = ask(p, q, { wrt });
        want.data.forEach((value, i) => {
          const scaled = got[i]! * upstream.data[Math.floor(i / cols)]!;
          expect(Math.abs(scaled - value)).toBeLessThanOrEqual(1e-11 * (1 + Math.abs(value)));
        });
      }
    });
  }
});

describe("every gradient is the derivative of its measure", () => {
  const point = fc.tuple(
    fc.array(fc.double({ min: -1.5, max: 1.5, noNaN: true }), { minLength: 5, maxLength: 5 }),
    fc.array(fc.double({ min: -1.5, max: 1.5, noNaN: true }), { minLength: 5, maxLength: 5 }),
  );

  for (const { name, inputs, parameters, measure, gradient } of MEASURES) {
    if (gradient === undefined || inputs === "joint") continue;
    const values = parameters.map(({ value }) => value);
    const sides = inputs === "p" ? (["p"] as const) : (["p", "q"] as const);
    const rows = (p: Row, q: Row) => (inputs === "p" ? [p] : [p, q]);
    const f = (p: Row, q: Row) => (measure as (...all: unknown[]) => number)(...rows(p, q), ...values);
    const g = (p: Row, q: Row, options: Options) =>
      (gradient as (...all: unknown[]) => Float64Array)(
        ...rows(p, q),
        ...values,
        inputs === "p" ? { space: options.space } : options,
      );

    it(`${name}: central differences by logits and by weights`, () => {
      fc.assert(
        fc.property(point, ([x, y]) => {
          const h = 1e-5;
          for (const wrt of sides) {
            const moved = wrt === "p" ? x : y;
            const got = g(logits(x), logits(y), { wrt, space: "logits" });
            const total = name === "generalizedKl" ? 1 : moved.reduce((sum, v) => sum + Math.exp(v), 0);
            const byWeight = g(logits(x), logits(y), { wrt, space: "probs" });
            for (let i = 0; i < 5; i++) {
              const at = (step: number) => {
                const z = moved.slice();
                z[i] = z[i]! + step;
                return wrt === "p" ? f(logits(z), logits(y)) : f(logits(x), logits(z));
              };
              const [up, here, down] = [at(h), at(0), at(-h)];
              // A slope that jumps inside ±h is off by bend/(2h): of measures in pieces it must stay under the tolerance.
              const bend = /^(totalVariation|wasserstein1|kolmogorovSmirnov|minEntropy)$/.test(name)
                ? 1e-9
                : 1e-7;
              const kink =
                Math.abs(up + down - 2 * here) > bend ||
                (/[Dd]istance$|^hellinger$/.test(name) && here < 0.05);
              if (kink) return;
              const slope = (up - down) / (2 * h);
              expect(Math.abs(got[i]! - slope)).toBeLessThan(1e-4 * (1 + Math.abs(slope)));
              const p = Math.exp(moved[i]!) / total;
              expect(byWeight[i]! * p).toBeCloseTo(got[i]!, 10);
            }
          }
        }),
        { numRuns: 60 },
      );
    });

    it(`${name}: zero at shared masks, and finite`, () => {
      const x = logits([0.3, -Infinity, -0.2, 1]);
      const y = logits([-0.1, -Infinity, 0.4, 0.2]);
      const bare = (z: number[]) => logits(z);
      for (const wrt of sides) {
        for (const space of ["logits", "probs"] as const) {
          const got = g(x, y, { wrt, space });
          if (name === "itakuraSaito") continue;
          expect([...got].every(Number.isFinite)).toBe(true);
          if (["wasserstein1", "cramer", "energy", "kolmogorovSmirnov"].includes(name)) {
            if (space === "logits") expect(got[1]).toBe(0);
            continue;
          }
          expect(got[1]).toBe(0);
          const short = g(bare([0.3, -0.2, 1]), bare([-0.1, 0.4, 0.2]), { wrt, space });
          [got[0]!, got[2]!, got[3]!].forEach((value, i) => void expect(value).toBeCloseTo(short[i]!, 14));
        }
      }
    });
  }
});

describe("every gradient of a joint table is the derivative of its measure", () => {
  const cells = fc.array(fc.double({ min: -1.5, max: 1.5, noNaN: true }), { minLength: 12, maxLength: 12 });
  const shape = [2, 3, 2];
  type OfTable = (table: relent.Joint, options?: object) => number;
  type SlopesOfTable = (table: relent.Joint, options?: object) => Float64Array;
  const asked: [name: string, options: object][] = MEASURES.filter(({ inputs }) => inputs === "joint").map(
    ({ name }) => [name, {}],
  );
  asked.push(
    ["mutualInformation", { between: [[0, 2], [1]], base: 2 }],
    ["conditionalMutualInformation", { between: [[2], [1]], given: [0] }],
    ["conditionalEntropy", { of: [0, 2], given: [1] }],
    ["conditionalEntropy", { of: [2], given: [] }],
  );

  it.each(asked)("%s %o", (name, options) => {
    const measure = (relent as unknown as Record<string, OfTable>)[name]!;
    const ask = (gradients as unknown as Record<string, SlopesOfTable>)[`${name}Gradient`]!;
    const at = (z: number[]) => relent.joint(logits(z), shape);
    fc.assert(
      fc.property(cells, (z) => {
        const got = ask(at(z), options);
        const byWeight = ask(at(z), { ...options, space: "probs" });
        const total = z.reduce((sum, v) => sum + Math.exp(v), 0);
        const h = 1e-5;
        z.forEach((v, i) => {
          const up = measure(at(z.with(i, v + h)), options);
          const down = measure(at(z.with(i, v - h)), options);
          expect(Math.abs(got[i]! - (up - down) / (2 * h))).toBeLessThan(1e-8);
          expect((byWeight[i]! * Math.exp(v)) / total).toBeCloseTo(got[i]!, 12);
        });
      }),
      { numRuns: 20 },
    );
  });

  it("give 0 to cells without mass, and keep the digits of near-independence", () => {
    const { mutualInformationGradient } = gradients;
    for (const space of ["logits", "probs"] as const) {
      const got = mutualInformationGradient(relent.joint([0.5, 0, 0, 0.5], [2, 2]), { space });
      expect([...got]).toEqual([0, 0, 0, 0]);
    }
    const e = 2 ** -27;
    const x = [0.25 * (1 + e), 0.25 * (1 - e), 0.25 * (1 - e), 0.25 * (1 + e)];
    const near = mutualInformationGradient(relent.joint(x, [2, 2]), { space: "probs" });
    // log1p(±ε) less the mutual information ε²/2
    near.forEach((v, i) => {
      const want = (i % 3 === 0 ? Math.log1p(e) : Math.log1p(-e)) - (e * e) / 2;
      expect(Math.abs(v / want - 1)).toBeLessThan(1e-14);
    });
  });

  it("refuse what their measures refuse", () => {
    const table = relent.joint([0.5, 0, 0, 0.5], [2, 2]);
    expect(() => gradients.interactionInformationGradient(table)).toThrow("the table has 2 axes");
    expect(() => gradients.mutualInformationGradient(table, { between: [[0], [2]] })).toThrow("axes [0, 2]");
    expect(() => gradients.totalCorrelationGradient(table, { space: "weights" as never })).toThrow(
      "space = weights",
    );
  });
});

describe("gradients of your own functions", () => {
  const p = [0.2, 0.3, 0, 0.5];
  const q = [0.4, 0.1, 0.2, 0.3];
  const xlogx = (x: number) => (x === 0 ? 0 : x * Math.log(x));
  const same = (got: Float64Array, want: Float64Array) =>
    got.forEach((v, i) => void expect(Math.abs(v - want[i]!)).toBeLessThan(1e-14));

  it("are those of KL, χ² and Hellinger for their f and φ", () => {
    const f = {
      kl: { f: xlogx, derivative: (t: number) => 1 + Math.log(t) },
      chiSquared: { f: (t: number) => (t - 1) ** 2, derivative: (t: number) => 2 * (t - 1) },
      hellingerSquared: {
        f: (t: number) => (1 - Math.sqrt(t)) ** 2 / 2,
        derivative: (t: number) => (1 - 1 / Math.sqrt(t)) / 2,
        slope: 0.5,
      },
    };
    const entropy = { value: xlogx, slope: (x: number) => 1 + Math.log(x), curvature: (x: number) => 1 / x };
    for (const wrt of ["p", "q"] as const) {
      for (const space of ["logits", "probs"] as const) {
        if (wrt === "p" && space === "probs") continue;
        const options = { wrt, space };
        same(gradients.fDivergenceGradient(p, q, f.kl, options), gradients.klGradient(p, q, options));
        same(gradients.bregmanGradient(p, q, entropy, options), gradients.klGradient(p, q, options));
        same(
          gradients.fDivergenceGradient(p, q, f.chiSquared, options),
          gradients.chiSquaredGradient(p, q, options),
        );
        same(
          gradients.fDivergenceGradient(p, q, f.hellingerSquared, options),
          gradients.hellingerSquaredGradient(p, q, options),
        );
      }
    }
  });

  it("stay finite by logits where q is 0 and the measure is, and say what f does not", () => {
    const variation = {
      f: (t: number) => Math.abs(t - 1) / 2,
      derivative: (t: number) => Math.sign(t - 1) / 2,
    };
    const short = [0.5, 0.5, 0, 0];
    for (const wrt of ["p", "q"] as const) {
      same(
        gradients.fDivergenceGradient(p, short, { ...variation, slope: 0.5 }, { wrt }),
        gradients.totalVariationGradient(p, short, { wrt }),
      );
    }
    expect(() => gradients.fDivergenceGradient(p, short, variation, { space: "probs" })).toThrow(
      "q is 0 where p is not",
    );
  });
});

describe("gradients keep their digits where p ≈ q", () => {
  it("generalised KL by the masses of q, near p", () => {
    const got = gradients.generalizedKlGradient([3, 2], [3 + 2 ** -45, 2]);
    expect([...got]).toEqual([2 ** -45, 0]);
    const slope = gradients.generalizedKlGradient([3, 0, 1], [3 + 2 ** -45, 2, 0], { wrt: "p" });
    expect([...slope]).toEqual([-3 * Math.log1p(2 ** -45 / 3), 0, Infinity]);
  });

  it("KL by the logits of q is q − p exactly", () => {
    const p = [0.25, 0.25, 0.5];
    const q = [0.25 + 2 ** -50, 0.25, 0.5 - 2 ** -50];
    expect([...gradients.klGradient(p, q)]).toEqual([2 ** -50, 0, -(2 ** -50)]);
    expect([...gradients.klGradient(p, p)]).toEqual([0, 0, 0]);
  });

  it("never gives NaN where the measure is infinite", () => {
    for (const wrt of ["p", "q"] as const) {
      for (const space of ["logits", "probs"] as const) {
        for (const ask of [
          gradients.klGradient,
          gradients.reverseKlGradient,
          gradients.jeffreysGradient,
          gradients.chiSquaredGradient,
        ]) {
          for (const [p, q] of [
            [
              [0.5, 0.5],
              [1, 0],
            ],
            [
              [1, 0],
              [0.5, 0.5],
            ],
            [
              [1, 0],
              [0, 1],
            ],
          ] as const) {
            expect([...ask(p, q, { wrt, space })].some(Number.isNaN)).toBe(false);
          }
        }
      }
    }
  });
});

describe("options", () => {
  it("takes batches, one q for all rows, out and base", () => {
    const out = new Float64Array(4);
    const p = probs([0.5, 0.5, 0.25, 0.75], { cols: 2 });
    expect(gradients.klGradient(p, [0.75, 0.25], { out })).toBe(out);
    expect([...out]).toEqual([0.25, -0.25, 0.5, -0.5]);
    expect(gradients.klGradient([0.5, 0.5], [0.75, 0.25], { base: 2 })[0]).toBeCloseTo(0.25 / Math.LN2, 15);
  });

  it("refuses what the measure refuses", () => {
    expect(() => gradients.klGradient([0.5, 0.6], [0.5, 0.5])).toThrow("klGradient: p sums to 1.1");
    expect(() => gradients.klGradient([1], [1], { wrt: "r" as never })).toThrow("wrt = r");
    expect(() => gradients.chiSquaredGradient([1], [1], { base: 2 })).toThrow("has no logarithm");
    expect(() => gradients.klGradient(weights([1, 1]), [1])).toThrow("p has 2 outcomes and q has 1");
  });

  it("is exported beside every measure that is smooth", () => {
    for (const { name, gradient } of MEASURES)
      if (gradient) expect(`${name}Gradient` in gradients).toBe(true);
    expect(relent.MEASURES.length).toBeGreaterThan(30);
  });
});
