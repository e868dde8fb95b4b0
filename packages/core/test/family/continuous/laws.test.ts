import { describe, expect, it } from "vitest";
import type { LawMember } from "../../../src/family/law-member.ts";
import type { Moments } from "../../../src/family/moments.ts";
import { expectation, partialExpectation } from "./expectation.ts";
import { CIRCULAR, FAMILIES, MEMBERS, maker, membersOf } from "./members.ts";

const relative = (got: number, want: number): number =>
  got === want ? 0 : Math.abs(got - want) / Math.abs(want);

/** What the rounding of x to a double may change in a tail of mass u, relatively. */
const grain = (law: LawMember, x: number, u: number): number =>
  (4e-16 * Math.max(1, Math.abs(x), Math.abs(law.quantile(0.5))) * Math.exp(law.logDensity(x))) / u;

const EDGES = [1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.2, 0.3, 0.4, 0.5];
const SHARES = [1e-60, 1e-12, 1e-4, 0.01, 0.2, 0.499, 0.5];

describe.each(MEMBERS.map((law) => [String(law), law] as const))("%s", (_, law) => {
  it("has a quantile that is the inverse of its distribution function, in both tails", () => {
    for (const u of SHARES) {
      const x = law.quantile(u);
      const y = law.upperQuantile(u);
      if (x > law.support.low)
        expect(relative(law.cdf(x), u), `quantile(${u}) = ${x}`).toBeLessThan(2e-11 + grain(law, x, u));
      if (y < law.support.high) {
        expect(relative(law.survival(y), u), `upperQuantile(${u}) = ${y}`).toBeLessThan(
          2e-11 + grain(law, y, u),
        );
      }
      if (u > 1e-3) expect(Math.abs(law.quantile(1 - u) - y)).toBeLessThan(1e-9 * Math.max(1, Math.abs(y)));
    }
    expect([law.quantile(0), law.quantile(1)]).toEqual([law.support.low, law.support.high]);
  });

  it("has a cdf and a survival function that add up to 1 and never turn back", () => {
    let before = 0;
    for (let k = 1; k < 40; k++) {
      const x = law.quantile(k / 40);
      expect(Math.abs(law.cdf(x) + law.survival(x) - 1)).toBeLessThan(4e-13);
      expect(law.cdf(x)).toBeGreaterThanOrEqual(before);
      before = law.cdf(x);
    }
  });

  it("has a density that is the slope of the distribution function and has mass 1", () => {
    const points = [
      ...EDGES.map((u) => law.quantile(u)),
      ...EDGES.map((u) => law.upperQuantile(u))
        .reverse()
        .slice(1),
    ];
    const knots = law.law.knots?.(law.parameters) ?? [];
    for (let i = 1; i < points.length; i++) {
      const [a, b] = [points[i - 1]!, points[i]!];
      const edges = [a, ...knots.filter((x) => x > a && x < b), b];
      let mass = 0;
      for (let k = 1; k < edges.length; k++)
        mass += partialExpectation(law, () => 1, edges[k - 1]!, edges[k]!);
      expect(Math.abs(mass - (law.cdf(b) - law.cdf(a))), `from ${a} to ${b}`).toBeLessThan(1e-10);
    }
    expect(Math.abs(expectation(law, () => 1) - 1)).toBeLessThan(1e-9);
  });

  it("draws from its distribution function", () => {
    const n = 3000;
    const draws = law.samples(n, `draws of ${law}`).sort();
    let distance = 0;
    draws.forEach((x, i) => {
      const u = law.cdf(x);
      distance = Math.max(distance, u - i / n, (i + 1) / n - u);
    });
    expect(distance * Math.sqrt(n)).toBeLessThan(2);
  });

  it("has the entropy of its density", () => {
    const entropy = expectation(law, (x) => -law.logDensity(x));
    expect(Math.abs(law.entropy() - entropy)).toBeLessThan(2e-9 * Math.max(1, Math.abs(entropy)));
  });

  it("is at no divergence from itself", async () => {
    const { kl } = await import("../../../src/finite/index.ts");
    expect(kl(law, law)).toBe(0);
  });
});

type Function = (x: number) => number;

/** The entries of a table of moments, each with the function it is the expectation of. */
function claims(moments: Moments): [name: string, value: number, f: Function][] {
  const found: [string, number, Function][] = [];
  const add = (name: string, value: number | undefined, f: Function) => {
    if (value !== undefined) found.push([name, value, f]);
  };
  add("mean", moments.mean, (x) => x);
  add("square", moments.square, (x) => x * x);
  add("reciprocal", moments.reciprocal, (x) => 1 / x);
  add("log", moments.log, Math.log);
  add("logSquare", moments.logSquare, (x) => Math.log(x) ** 2);
  add("log1m", moments.log1m, (x) => Math.log1p(-x));
  add("log1p", moments.log1p, Math.log1p);
  for (const k of [-1.6, -0.4, 0, 0.5, 1.7, 3]) add(`power(${k})`, moments.power?.(k), (x) => x ** k);
  for (const t of [-1.5, -0.2, 0, 0.3, 2]) add(`exp(${t})`, moments.exp?.(t), (x) => Math.exp(t * x));
  for (const m of [-1, 0.3, 2, 0]) add(`distance(${m})`, moments.distance?.(m), (x) => Math.abs(x - m));
  for (const m of [0, 2]) add(`cos(${m})`, moments.cos?.(m), (x) => Math.cos(x - m));
  return found;
}

/** Whether f times the mass beyond stays up towards one of the ends: the integral diverges. */
function diverges(law: LawMember, f: Function): boolean {
  const left = (u: number) => Math.abs(f(law.quantile(u))) * u;
  const right = (u: number) => Math.abs(f(law.upperQuantile(u))) * u;
  return [left, right].some(
    (part) => !(part(1e-290) < 0.9 * part(1e-250)) || !(part(1e-200) < 0.9 * part(1e-160)),
  );
}

/** Tails too heavy for a quadrature of waves. */
const OSCILLATING: ReadonlySet<string> = new Set(["cauchy"]);

describe.each(MEMBERS.filter((law) => law.law.moments).map((law) => [String(law), law] as const))(
  "the moments of %s",
  (_, law) => {
    const moments = law.law.moments!(law.parameters);

    it.each(
      claims(moments)
        .filter(([name]) => !(OSCILLATING.has(law.family) && name.startsWith("cos")))
        .map(([name, value, f]) => [name, { value, f }] as const),
    )("%s", (name, { value, f }) => {
      if (value === Number.POSITIVE_INFINITY) {
        expect(diverges(law, f)).toBe(true);
        return;
      }
      const corners = name.startsWith("distance") ? [Number(name.slice(9, -1))] : [];
      const want = expectation(law, f, corners);
      const size = expectation(law, (x) => Math.abs(f(x)), corners);
      expect(Math.abs(value - want) / Math.max(size, 1e-3)).toBeLessThan(2e-9);
    });
  },
);

const exists = (what: () => number): number | undefined => {
  try {
    return what();
  } catch {
    return undefined;
  }
};

it.each(MEMBERS.filter(({ family }) => !CIRCULAR.has(family)).map((law) => [String(law), law] as const))(
  "%s has the mean and variance of its density, infinite ones included",
  (_, law) => {
    const mean = exists(() => law.mean());
    if (mean === undefined) {
      expect(() => law.mean()).toThrow("its mean does not exist; ");
      expect(() => law.variance()).toThrow("its variance does not exist; ");
      expect(diverges(law, (x) => x)).toBe(true);
      return;
    }
    if (mean === Number.POSITIVE_INFINITY) expect(diverges(law, (x) => x)).toBe(true);
    else expect(Math.abs(mean - expectation(law, (x) => x))).toBeLessThan(1e-9 * Math.max(1, Math.abs(mean)));
    const variance = law.variance();
    if (variance === Number.POSITIVE_INFINITY) expect(diverges(law, (x) => x * x)).toBe(true);
    else
      expect(
        relative(
          variance,
          expectation(law, (x) => (x - mean) ** 2),
        ),
      ).toBeLessThan(2e-9);
  },
);

it.each(MEMBERS.filter(({ family }) => CIRCULAR.has(family)).map((law) => [String(law), law] as const))(
  "%s has the mean direction and circular variance of its density",
  (_, law) => {
    const away = law.mean();
    expect(Math.abs(expectation(law, (x) => Math.sin(x - away)))).toBeLessThan(1e-10);
    expect(Math.abs(law.variance() - expectation(law, (x) => 1 - Math.cos(x - away)))).toBeLessThan(1e-10);
  },
);

const FIRST = FAMILIES.map((name) => membersOf(name)[0]!);

describe.each(FAMILIES)("the cross-entropies to %s from moments", (name) => {
  it("are those of the densities", () => {
    let checked = 0;
    for (const q of membersOf(name)) {
      const { crossEntropyFrom } = q.law;
      if (!crossEntropyFrom) continue;
      for (const p of FIRST) {
        if (!p.law.moments || p.support.low < q.support.low || p.support.high > q.support.high) continue;
        if (CIRCULAR.has(name) !== CIRCULAR.has(p.family)) continue;
        const value = crossEntropyFrom(p.law.moments(p.parameters), q.parameters);
        if (value === undefined || value === Number.POSITIVE_INFINITY) continue;
        const f = (x: number) => -q.logDensity(x);
        const corners = q.law.knots?.(q.parameters) ?? [];
        const want = expectation(p, f, corners);
        const size = Math.max(1, Math.abs(want), ...[0.01, 0.5, 0.99].map((u) => Math.abs(f(p.quantile(u)))));
        expect(Math.abs(value - want) / size, `${p} to ${q}`).toBeLessThan(1e-8);
        checked++;
      }
    }
    expect(checked > 0).toBe(membersOf(name).some(({ law }) => law.crossEntropyFrom));
  });
});

/** D as a function of one parameter of p or q. */
const STEP = 1e-5;

it.each(FAMILIES.filter((name) => membersOf(name)[0]!.law.klSlopes))(
  "%s has the slopes of its divergence",
  (name) => {
    const p = membersOf(name)[0]!;
    const near = Object.fromEntries(
      Object.entries(p.parameters).map(([key, x], i) => [key, x * (1.2 - 0.05 * i)]),
    );
    for (const wrt of ["p", "q"] as const) {
      const slopes = p.law.klSlopes!(p.parameters, near, wrt);
      for (const key of Object.keys(near)) {
        const at = (h: number) => {
          const own = wrt === "p" ? p.parameters : near;
          const moved = { ...own, [key]: own[key]! + h };
          return wrt === "p" ? p.law.kl!(moved, near)! : p.law.kl!(p.parameters, moved)!;
        };
        const want = (8 * (at(STEP) - at(-STEP)) - (at(2 * STEP) - at(-2 * STEP))) / (12 * STEP);
        expect(Math.abs(slopes[key]! - want), `${key} of ${wrt}`).toBeLessThan(
          2e-9 * Math.max(1, Math.abs(want)),
        );
      }
    }
  },
);

it.each(FAMILIES.filter((name) => membersOf(name)[0]!.law.exponential))(
  "%s is the exponential family it says: the divergence is Bregman's of the log-normaliser",
  (name) => {
    const p = membersOf(name)[0]!;
    const form = p.law.exponential!;
    const values = Object.fromEntries(
      Object.entries(p.parameters).map(([key, x], i) => [
        key,
        name === "erlang" && i === 0 ? x + 2 : x * (1.3 - 0.15 * i),
      ]),
    );
    const [a, b] = [form.natural(p.parameters), form.natural(values)];
    const mean = form.meanStatistics(p.parameters);
    const bregman =
      form.logNormaliser(b) -
      form.logNormaliser(a) -
      mean.reduce((sum, m, i) => sum + m * (b[i]! - a[i]!), 0);
    expect(relative(p.law.kl?.(p.parameters, values) ?? bregman, bregman)).toBeLessThan(1e-10);
    mean.forEach((m, i) => {
      const at = (h: number) => form.logNormaliser(a.map((x, k) => (k === i ? x + h : x)));
      const h = 1e-4 * Math.max(0.01, Math.abs(a[i]!));
      const slope = (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
      expect(Math.abs(slope - m)).toBeLessThan(1e-7 * Math.max(1, Math.abs(m)));
    });
  },
);

it.each(MEMBERS.filter((law) => law.law.within).map((law) => [String(law), law] as const))(
  "%s is the members of wider families that it says it is",
  (_, law) => {
    for (const wider of law.law.within!(law.parameters)) {
      for (const u of [0.001, 0.3, 0.9]) {
        const x = law.quantile(u);
        expect(Math.abs(wider.logDensity(x) - law.logDensity(x)), `${wider} at ${x}`).toBeLessThan(1e-11);
      }
    }
  },
);

const INVERSES: Readonly<Record<string, Function>> = {
  exp: Math.log,
  log: Math.exp,
  "-log": (y) => Math.exp(-y),
  "1/x": (y) => 1 / y,
  "x/(1-x)": (y) => y / (1 + y),
  "1/(1+exp(-x))": (y) => Math.log(y) - Math.log1p(-y),
};

it.each(MEMBERS.filter((law) => law.law.image).map((law) => [String(law), law] as const))(
  "%s is the image that it says it is",
  (_, law) => {
    const { map, base } = law.law.image!(law.parameters);
    const inverse = INVERSES[map]!;
    for (const u of [0.01, 0.4, 0.9]) {
      const x = law.quantile(u);
      const share = base.cdf(inverse(x));
      expect(Math.min(Math.abs(share - u), Math.abs(1 - share - u))).toBeLessThan(1e-11);
    }
  },
);

it("refuses parameters outside their domains, with the value", () => {
  expect(() => maker("gamma")(0, 1)).toThrow("gamma: shape = 0; it must be a finite number above 0");
  expect(() => maker("uniform")(1, 1)).toThrow("uniform: low = 1 and high = 1; low must be below high");
  expect(() => maker("triangular")(0, 2, 1)).toThrow("triangular: low = 0, mode = 2 and high = 1");
  expect(() => maker("erlang")(1.5, 1)).toThrow("erlang: shape = 1.5; it must be an integer above 0");
  expect(() => maker("continuousBernoulli")(1)).toThrow(
    "it must be a number between 0 and 1, without the ends",
  );
  expect(() => maker("normalInverseGaussian")(0, 1, 1, -1)).toThrow("|asymmetry| must be below steepness");
  expect(() => maker("truncatedNormal")(0, 1, 2, Number.NaN)).toThrow(
    "high = NaN; it must be a number, or Infinity",
  );
});

it("the mean cosine of a Cauchy law is its characteristic function", () => {
  // exp(-scale) cos(location - m) at scale 2, location 0.5, m = 2
  expect(
    relative(
      maker("cauchy")(0.5, 2).law.moments!({ location: 0.5, scale: 2 }).cos!(2)!,
      0.009573239223063966,
    ),
  ).toBeLessThan(1e-13);
});
