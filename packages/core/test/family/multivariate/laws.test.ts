import { describe, expect, it } from "vitest";
import type { Multivariate } from "../../../src/family/index.ts";
import * as families from "../../../src/family/index.ts";
import {
  bhattacharyya,
  crossEntropy,
  entropy,
  hellinger,
  jeffreys,
  kl,
  renyi,
  reverseKl,
} from "../../../src/index.ts";

const {
  beta,
  betaBinomial,
  dirichlet,
  dirichletMultinomial,
  gamma,
  gaussianMixture,
  inverseGamma,
  inverseWishart,
  ising,
  lkj,
  matrixNormal,
  mixtureKlBounds,
  multinomial,
  multivariateNormal,
  multivariateStudentT,
  normal,
  normalInverseGamma,
  normalWishart,
  plackettLuce,
  studentT,
  vonMisesFisher,
  wishart,
} = families;

type Law = Multivariate<never>;
const law = (one: unknown) => one as Law;
const direction = (angle: number) => [Math.sin(angle), Math.cos(angle), 0];

/** For each family the member t steps of a given size away from a first one, all parameters moved at once. */
const LINES: readonly (readonly [name: string, at: (t: number) => Law])[] = [
  ["dirichlet", (t) => law(dirichlet([2 + t, 0.5 + t / 3, 30 - t]))],
  [
    "wishart",
    (t) =>
      law(
        wishart(5 + t, [
          [1 + t, 0.3],
          [0.3, 2 - t / 2],
        ]),
      ),
  ],
  [
    "inverseWishart",
    (t) =>
      law(
        inverseWishart(5 + t, [
          [1 + t, 0.3 - t / 5],
          [0.3 - t / 5, 2],
        ]),
      ),
  ],
  [
    "matrixNormal",
    (t) =>
      law(
        matrixNormal(
          [
            [t, 0],
            [1, -t],
          ],
          [
            [1, 0.2 + t / 4],
            [0.2 + t / 4, 1],
          ],
          [
            [2 + t, 0.5],
            [0.5, 1],
          ],
        ),
      ),
  ],
  ["vonMisesFisher", (t) => law(vonMisesFisher(direction(0.4 + t / 3), 5 + t))],
  ["normalInverseGamma", (t) => law(normalInverseGamma(t, 2 + t, 3 - t, 1.5 + t / 2))],
  [
    "normalWishart",
    (t) =>
      law(
        normalWishart([t, 1], 2 + t, 4 + t, [
          [1 + t, 0.2],
          [0.2, 1],
        ]),
      ),
  ],
  [
    "ising",
    (t) =>
      law(
        ising(
          [
            [0, 0.4 + t, 0],
            [0.4 + t, 0, -0.2],
            [0, -0.2, 0],
          ],
          [t, 0.1, 0],
        ),
      ),
  ],
  ["lkj", (t) => law(lkj(4, 1.5 + t))],
  ["multinomial", (t) => law(multinomial(6, [0.25 + t / 8, 0.25 - t / 8, 0.5]))],
  ["dirichletMultinomial", (t) => law(dirichletMultinomial(6, [0.7 + t, 1, 2 - t]))],
  [
    "multivariateNormal",
    (t) =>
      law(
        multivariateNormal(
          [t, 1],
          [
            [1 + t, 0.3],
            [0.3, 2],
          ],
        ),
      ),
  ],
];

/** The mean of f over n seeded draws, and its standard error. */
function average(p: Law, n: number, f: (x: never) => number): { mean: number; error: number } {
  const values = p.samples(n, 11).map(f);
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  return { mean, error: Math.sqrt(variance / n) };
}

const flat = (x: readonly unknown[]): number[] => x.flat(2) as number[];

describe.each(LINES)("%s", (_, at) => {
  const p = at(0);
  const q = at(0.5);

  it("has the entropy and the divergences that its draws and densities show", () => {
    const n = 20_000;
    const own = average(p, n, (x) => -p.logDensity(x));
    expect(Math.abs(own.mean - entropy(p))).toBeLessThan(4.5 * own.error + 1e-12);
    const divergence = average(p, n, (x) => p.logDensity(x) - q.logDensity(x));
    expect(Math.abs(divergence.mean - kl(p, q))).toBeLessThan(4.5 * divergence.error);
    const affinity = average(p, n, (x) => Math.exp(0.5 * (q.logDensity(x) - p.logDensity(x))));
    const isClosed = String(p).startsWith("dirichletMultinomial") === false;
    if (isClosed) {
      expect(Math.abs(affinity.mean - Math.exp(-bhattacharyya(p, q)))).toBeLessThan(4.5 * affinity.error);
      expect(hellinger(p, q) ** 2).toBeCloseTo(1 - Math.exp(-bhattacharyya(p, q)), 13);
      expect(renyi(p, q, 0.5)).toBeCloseTo(2 * bhattacharyya(p, q), 13);
      expect(renyi(p, q, 0.2)).toBeLessThan(renyi(p, q, 0.8));
      expect(renyi(p, q, 0.8)).toBeLessThan(kl(p, q));
      expect(Math.abs(renyi(p, q, 1 + 1e-6) / kl(p, q) - 1)).toBeLessThan(1e-4);
    }
    expect(crossEntropy(p, q)).toBeCloseTo(entropy(p) + kl(p, q), 12);
    expect(jeffreys(p, q)).toBeCloseTo(kl(p, q) + reverseKl(p, q), 12);
  });

  it("is drawn with its mean", () => {
    if (p.mean === undefined) return;
    const want = flat(p.mean());
    for (const [i, mean] of want.entries()) {
      const drawn = average(p, 8000, (x) => flat(x)[i]!);
      expect(Math.abs(drawn.mean - mean)).toBeLessThanOrEqual(4.5 * drawn.error + 1e-12);
    }
  });

  it("has KL 0 from itself alone, and one that shrinks with the square of a small step", () => {
    expect(kl(p, at(0))).toBe(0);
    const step = 1e-6;
    const [one, two] = [kl(p, at(step)), kl(p, at(2 * step))];
    expect(one).toBeGreaterThan(0);
    expect(Math.abs(two / one - 4)).toBeLessThan(1e-4);
  });

  it("is written as it is read", () => {
    const scope = families as unknown as Record<string, unknown>;
    const read = new Function(...Object.keys(scope), `return ${q};`)(...Object.values(scope));
    expect(String(read)).toBe(String(q));
    expect(kl(q, read)).toBe(0);
  });

  it("wants points of its own shape", () => {
    expect(() => p.logDensity([] as never)).toThrow("logDensity: x has");
  });
});

const near = (a: number, b: number, relative = 1e-12) => expect(Math.abs(a / b - 1)).toBeLessThan(relative);

describe("nested families agree", () => {
  it("a Wishart law in one dimension is gamma", () => {
    near(kl(wishart(5, [[1.5]]), wishart(4, [[0.7]])), kl(gamma(2.5, 1 / 3), gamma(2, 1 / 1.4)));
    near(entropy(wishart(5, [[1.5]])), entropy(gamma(2.5, 1 / 3)));
  });

  it("an inverse Wishart law in one dimension is inverse gamma", () => {
    near(
      kl(inverseWishart(5, [[1.5]]), inverseWishart(4, [[0.7]])),
      kl(inverseGamma(2.5, 0.75), inverseGamma(2, 0.35)),
    );
    near(entropy(inverseWishart(5, [[1.5]])), entropy(inverseGamma(2.5, 0.75)));
  });

  it("a Dirichlet law of two shapes is beta", () => {
    near(kl(dirichlet([2, 3]), dirichlet([1, 4])), kl(beta(2, 3), beta(1, 4)));
    near(
      kl(dirichlet([3000, 7000]), dirichlet([3000.001, 7000])),
      kl(beta(3000, 7000), beta(3000.001, 7000)),
    );
    near(entropy(dirichlet([2, 3])), entropy(beta(2, 3)));
  });

  it("a Dirichlet-multinomial law of two shapes is beta-binomial", () => {
    near(
      kl(dirichletMultinomial(10, [2, 3]), dirichletMultinomial(10, [3, 3])),
      kl(betaBinomial(10, 2, 3), betaBinomial(10, 3, 3)),
    );
    near(entropy(dirichletMultinomial(10, [2, 3])), entropy(betaBinomial(10, 2, 3)));
  });

  it("a matrix normal law is normal with the Kronecker product of its covariances", () => {
    const p = matrixNormal(
      [[1], [0]],
      [
        [1, 0.5],
        [0.5, 2],
      ],
      [[3]],
    );
    const q = matrixNormal(
      [[0], [0]],
      [
        [2, 0],
        [0, 1],
      ],
      [[1]],
    );
    near(
      kl(p, q),
      kl(
        multivariateNormal(
          [1, 0],
          [
            [3, 1.5],
            [1.5, 6],
          ],
        ),
        multivariateNormal(
          [0, 0],
          [
            [2, 0],
            [0, 1],
          ],
        ),
      ),
    );
  });
});

describe("what has no exact method", () => {
  const t = multivariateStudentT(
    3,
    [0, 0],
    [
      [1, 0],
      [0, 1],
    ],
  );
  const mixture = gaussianMixture([0.3, 0.7], [[-1], [2]], [[[0.25]], [[1]]]);

  it("asks for sampling by name", () => {
    const identity = [
      [1, 0],
      [0, 1],
    ];
    expect(() => kl(t, multivariateStudentT(4, [0, 0], identity))).toThrow("estimateKl");
    expect(() => kl(multivariateNormal([0, 0], identity), t)).toThrow("estimateKl");
    expect(() => entropy(mixture)).toThrow("average −logDensity");
    expect(kl(t, t)).toBe(0);
    expect(kl(mixture, mixture)).toBe(0);
  });

  it("has bounds from the components of mixtures", () => {
    const other = gaussianMixture([0.5, 0.5], [[-1], [1]], [[[1]], [[1]]]);
    const bounds = mixtureKlBounds(mixture, other);
    // mpmath quadrature 0.4754996176; Hershey & Olsen's, Durrieu's and the convexity figures to 8 digits
    expect(bounds.variational).toBeCloseTo(0.48254823, 7);
    expect(bounds.lower).toBeCloseTo(0.10288479, 7);
    expect(bounds.convexity).toBeCloseTo(2.1454442, 6);
    expect(bounds.upper).toBeLessThanOrEqual(0.65252188);
    expect(bounds.upper).toBeGreaterThan(0.4754996176);
  });

  it("has densities all the same", () => {
    // Σ w N(x): 0.3·N(0.5; −1, 0.5²) + 0.7·N(0.5; 2, 1²)
    const want = Math.log(
      0.3 * Math.exp(normal(-1, 0.5).logDensity(0.5)) + 0.7 * Math.exp(normal(2, 1).logDensity(0.5)),
    );
    expect(mixture.logDensity([0.5])).toBeCloseTo(want, 14);
    expect(mixture.mean!()[0]).toBeCloseTo(1.1, 14);
    expect(mixture.covariance!()[0]![0]).toBeCloseTo(0.3 * 0.25 + 0.7 + 0.3 * 2.1 ** 2 + 0.7 * 0.9 ** 2, 13);
    // mpmath: log of Γ(2.5)/(Γ(1.5)·3π) at the centre
    expect(t.logDensity([0, 0])).toBeCloseTo(-Math.log(2 * Math.PI), 14);
  });

  it("is exact from a t law to a normal one, by its moments", () => {
    const identity = [
      [1, 0],
      [0, 1],
    ];
    const five = multivariateStudentT(5, [0, 0], identity);
    const to = multivariateNormal(
      [1, 0],
      [
        [2, 0.5],
        [0.5, 1],
      ],
    );
    const drawn = average(law(five), 40_000, (x) => five.logDensity(x) - to.logDensity(x));
    expect(Math.abs(drawn.mean - kl(five, to))).toBeLessThan(4.5 * drawn.error);
    expect(kl(multivariateStudentT(2, [0, 0], identity), to)).toBe(Number.POSITIVE_INFINITY);
    // in one dimension: the law on the line
    near(
      kl(multivariateStudentT(5, [0], [[1]]), multivariateNormal([0], [[4]])),
      kl(studentT(5, 0, 1), normal(0, 2)),
      1e-9,
    );
  });

  it("is infinite between sets of vectors that hardly meet, and refused where points have other shapes", () => {
    expect(kl(law(dirichlet([1, 1])), law(vonMisesFisher([0, 1], 2)))).toBe(Number.POSITIVE_INFINITY);
    expect(() =>
      kl(
        law(
          wishart(3, [
            [1, 0],
            [0, 1],
          ]),
        ),
        law(dirichlet([1, 1])),
      ),
    ).toThrow("lies on definite matrices");
  });

  it("is infinite between counts and densities, and between numbers of draws", () => {
    expect(kl(law(multinomial(3, [0.5, 0.5])), law(dirichlet([1, 1])))).toBe(Number.POSITIVE_INFINITY);
    expect(kl(multinomial(3, [0.5, 0.5]), multinomial(4, [0.5, 0.5]))).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("rankings", () => {
  const p = plackettLuce([3, 1, 0.5, 2]);
  const q = plackettLuce([1, 1.5, 0.5, 2]);
  const rankings = (items: number[]): number[][] =>
    items.length === 0
      ? [[]]
      : items.flatMap((first) => rankings(items.filter((i) => i !== first)).map((rest) => [first, ...rest]));

  it("have the divergence and entropy that all of them show", () => {
    let [total, divergence, surprise] = [0, 0, 0];
    for (const x of rankings([0, 1, 2, 3])) {
      const log = p.logDensity(x);
      total += Math.exp(log);
      divergence += Math.exp(log) * (log - q.logDensity(x));
      surprise -= Math.exp(log) * log;
    }
    near(total, 1);
    near(kl(p, q), divergence);
    near(entropy(p), surprise);
    expect(kl(p, plackettLuce([6, 2, 1, 4]))).toBeLessThan(1e-30);
  });

  it("are drawn with their chances", () => {
    const draws = p.samples(8000, 3);
    for (const x of [
      [0, 3, 1, 2],
      [3, 0, 1, 2],
      [2, 1, 3, 0],
    ]) {
      const chance = Math.exp(p.logDensity(x));
      const share = draws.filter((y) => String(y) === String(x)).length / 8000;
      expect(Math.abs(share - chance)).toBeLessThan(4.5 * Math.sqrt(chance / 8000));
    }
  });

  it("of many items are left to sampling", () => {
    const many = plackettLuce(new Float64Array(30).fill(1));
    expect(() => kl(many, plackettLuce(Float64Array.from({ length: 30 }, (_, i) => 1 + i)))).toThrow(
      "estimateKl",
    );
  });
});

it("the uniform correlation matrices of three variables have the density that their volume says", () => {
  // volume of 3 × 3 correlation matrices: π²/2 (Rousseeuw & Molenberghs 1994)
  expect(lkj(3, 1).entropy()).toBeCloseTo(Math.log(Math.PI ** 2 / 2), 13);
});

it.each([
  [() => dirichlet([1, 0]), "dirichlet: alpha[1] = 0; it must be a finite number above 0"],
  [
    () =>
      wishart(1, [
        [1, 0],
        [0, 1],
      ]),
    "wishart: degrees = 1; it must be finite and above 1",
  ],
  [() => vonMisesFisher([1, 1], 2), "length 1"],
  [() => multinomial(3, [0.5, 0.4]), "multinomial: probabilities sum to 0.9"],
  [
    () => matrixNormal([[0, 0]], [[1]], [[1]]),
    "matrixNormal: columnCovariance has 1 rows; the mean asks for 2",
  ],
])("%s is refused", (make, message) => {
  expect(make).toThrow(message);
});
