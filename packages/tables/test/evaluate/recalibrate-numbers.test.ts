import { normalDraw, random } from "@relent/core/random";
import { normalQuantile } from "@relent/core/scalar";
import { describe, expect, it } from "vitest";
import { parseNumberCalibrator } from "../../src/evaluate/number-calibrator.ts";
import { evaluateNumbers } from "../../src/index.ts";
import { type Columns, workplace } from "../workplace.ts";

const place = workplace();

/** Laws that are half as wide as they should be, and 1 too low. */
function narrow(rows: number, seed: number): Promise<string> {
  const rng = random(seed);
  const list = Array.from({ length: rows }, () => {
    const m = 5 * normalDraw(rng);
    return { d: m + 1 + 2 * normalDraw(rng), m, draws: Array.from({ length: 9 }, () => m + normalDraw(rng)) };
  });
  const of = (value: (row: (typeof list)[number]) => number): [string, number[]] => [
    "DOUBLE",
    list.map(value),
  ];
  return place.parquet(`narrow-${seed}.parquet`, {
    d: of((r) => r.d),
    m: of((r) => r.m),
    s: of(() => 1),
    q10: of((r) => r.m + normalQuantile(0.1)),
    q50: of((r) => r.m),
    q90: of((r) => r.m + normalQuantile(0.9)),
    ...Object.fromEntries(Array.from({ length: 9 }, (_, k) => [`x${k}`, of((r) => r.draws[k]!)])),
  } as Columns);
}

describe("mending predicted laws of a number", () => {
  it("finds the shift and the scale of normal laws, and saves on other rows what it says", async () => {
    const found = await evaluateNumbers(place.engine, await narrow(4000, 1), {
      target: "d",
      mean: "m",
      sd: "s",
      segments: [],
    });
    const { mend, savedBits, savedCrps } = found.recalibration!;
    // shift 1 and scale 2, each to about 4 standard errors of 4,000 rows
    expect(mend).toMatchObject({ method: "shift-scale" });
    if (mend.method !== "shift-scale") return;
    expect(Math.abs(mend.shift - 1)).toBeLessThan(0.13);
    expect(Math.abs(mend.scale - 2)).toBeLessThan(0.09);
    // E = ½·log₂e·(5 − 1) − log₂ 2 bits of the law N(1, 2²) under N(0, 1) less itself
    const bits = (5 - 1) / (2 * Math.LN2) - 1;
    expect(savedBits!.low).toBeLessThan(bits);
    expect(savedBits!.high).toBeGreaterThan(bits);
    expect(savedCrps.low).toBeGreaterThan(0);
  });

  it("finds the levels of quantiles that hold what they should", async () => {
    const { recalibration } = await evaluateNumbers(place.engine, await narrow(4000, 2), {
      target: "d",
      quantiles: ["q*"],
      segments: [],
    });
    const { mend, savedBits, savedCrps } = recalibration!;
    if (mend.method !== "levels") throw new Error("no levels");
    expect(mend.levels.map(({ level }) => level)).toEqual([0.1, 0.5, 0.9]);
    // the τ-quantile of N(1, 2²) lies at 1 + 2·Φ⁻¹(τ) standard deviations of N(0, 1); the median at 1 is between q50 and q90
    const [low, middle, high] = mend.levels.map(({ takes }) => normalQuantile(takes));
    expect(Math.abs(low! - (1 + 2 * normalQuantile(0.1)))).toBeLessThan(0.25);
    expect(Math.abs(high! - (1 + 2 * normalQuantile(0.9)))).toBeLessThan(0.25);
    expect(middle).toBeGreaterThan(0.7);
    expect(savedBits).toBeNull();
    expect(savedCrps.low).toBeGreaterThan(0);
  });

  it("helps draws too, and leaves laws of one point and few rows alone", async () => {
    const draws = await evaluateNumbers(place.engine, await narrow(1500, 3), {
      target: "d",
      samples: ["x*"],
      segments: [],
    });
    expect(draws.recalibration!.savedCrps.low).toBeGreaterThan(0);
    const few = await evaluateNumbers(place.engine, await narrow(60, 4), {
      target: "d",
      mean: "m",
      sd: "s",
      segments: [],
    });
    expect(few.recalibration).toBeNull();
  });
});

describe("a saved mend of predicted laws", () => {
  const forms = {
    "a normal law": { target: "d", mean: "m", sd: "s", segments: [] },
    quantiles: { target: "d", quantiles: ["q*"], segments: [] },
    draws: { target: "d", samples: ["x*"], segments: [] },
  };

  for (const [form, options] of Object.entries(forms)) {
    it(`saves on other rows, once written and read again, what it said: ${form}`, async () => {
      const was = await evaluateNumbers(place.engine, await narrow(2000, 5), options);
      const saved = JSON.stringify(was.calibrator);
      const other = await narrow(2000, 6);
      // draws that are mended count as quantiles, so that they are held against draws whose every level takes itself
      const { mend } = was.calibrator!;
      const itself =
        form === "draws" && mend.method === "levels"
          ? { ...mend, levels: mend.levels.map(({ level }) => ({ level, takes: level })) }
          : null;
      const bare = await evaluateNumbers(place.engine, other, {
        ...options,
        ...(itself && { numberCalibrator: { ...was.calibrator!, mend: itself } }),
      });
      const mended = await evaluateNumbers(place.engine, other, { ...options, numberCalibrator: saved });
      const gained = bare.crps.value - mended.crps.value;
      expect(gained).toBeGreaterThan(0.5 * was.recalibration!.savedCrps.value);
      expect(mended.recalibration!.savedCrps.low).toBeLessThanOrEqual(0.02);
      expect(mended.method.join(" ")).toContain("Laws are mended first");
    });
  }

  it("is refused for laws of another form or other levels, and where it saved nothing there is none", async () => {
    const table = await narrow(2000, 7);
    const was = await evaluateNumbers(place.engine, table, forms.quantiles);
    const saved = was.calibrator!;
    await expect(
      evaluateNumbers(place.engine, table, { ...forms["a normal law"], numberCalibrator: saved }),
    ).rejects.toThrow("--calibrator: it was fitted to quantiles or draws, and these are normal laws");
    await expect(
      evaluateNumbers(place.engine, table, { ...forms.draws, numberCalibrator: saved }),
    ).rejects.toThrow("it was fitted to the levels 0.1, 0.5, 0.9, and these are 0.1, 0.2");
    const mended = await evaluateNumbers(place.engine, table, {
      ...forms.quantiles,
      numberCalibrator: saved,
    });
    expect(mended.calibrator).toBeNull();
  });

  it("is checked when it is read", () => {
    for (const [text, why] of [
      ["{", "it is no JSON"],
      ['{"schema":"relent/calibrator@1"}', "it must be relent/number-calibrator@1"],
      ['{"schema":"relent/number-calibrator@1"}', "mend.method must be"],
      [
        '{"schema":"relent/number-calibrator@1","mend":{"method":"shift-scale","shift":0,"scale":0}}',
        "mend.scale finite and above 0",
      ],
      [
        '{"schema":"relent/number-calibrator@1","mend":{"method":"levels","levels":[{"level":0.5,"takes":0.5},{"level":0.4,"takes":0.6}]}}',
        "levels must rise",
      ],
    ] as const)
      expect(() => parseNumberCalibrator(text)).toThrow(why);
  });
});
