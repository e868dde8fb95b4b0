import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gaussianMechanism, poissonSubsampledGaussian, selfCompose } from "@relent/core/privacy";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, describe, expect, it } from "vitest";
import { WORDS } from "../../src/commands/privacy-event.ts";
import { relent } from "../run.ts";

const folder = mkdtempSync(join(tmpdir(), "relent-privacy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, allowUnionTypes: true });
const valid = ajv.compile(
  JSON.parse(readFileSync(new URL("../../schema/privacy.schema.json", import.meta.url), "utf8")),
);

interface Told {
  readonly epsilon: number | string;
  readonly delta: number;
  readonly status: string;
  readonly adjacency: string;
  readonly solved: { readonly unknown: string; readonly value: number | string } | null;
  readonly bounds: readonly { readonly name: string; readonly value: number; readonly status: string }[];
}

/** What the command prints with `--json`, held to its schema. */
async function json(...args: string[]): Promise<Told> {
  const { code, stdout, stderr } = await relent("privacy", ...args, "--json");
  expect(`${code}${stderr}`).toBe("0");
  const result = JSON.parse(stdout) as Told;
  expect(valid(result) ? [] : valid.errors).toEqual([]);
  return result;
}

const RUN = ["dp-sgd", "--noise", "1.1", "--rate", "0.01", "--steps", "10000"];

describe("relent privacy", () => {
  it("gives the ε of a training run that 34 digits confirm, inside all its bounds", async () => {
    const { epsilon, status, bounds, adjacency } = await json(...RUN, "--delta", "1e-5");
    // contour integral in 34 digits
    expect(Math.abs(Number(epsilon) - 5.192583445883158)).toBeLessThan(1e-10);
    expect(status).toBe("exact");
    expect(adjacency).toBe("add-remove");
    const of = (kind: string) => bounds.filter((b) => b.status === kind).map(({ value }) => value);
    for (const low of of("lower")) expect(low).toBeLessThanOrEqual(Number(epsilon));
    for (const high of of("upper")) expect(high).toBeGreaterThanOrEqual(Number(epsilon));
    expect(of("asymptotic")[0]).toBeLessThan(Number(epsilon));
  });

  it("takes σ with its sensitivity, or the noise multiplier", async () => {
    // Balle & Wang 2018 in 40 digits: σ = 1, δ = 1e-5
    const { epsilon } = await json("gaussian", "--sigma", "3", "--sensitivity", "3", "--delta", "1e-5");
    expect(epsilon).toBeCloseTo(4.377178095681225, 12);
    expect((await json("gaussian", "--noise", "1", "--delta", "1e-5")).epsilon).toBe(epsilon);
  });

  it("gives the δ of an ε, and pure privacy at δ = 0", async () => {
    expect((await json("gaussian", "--noise", "1", "--epsilon", "6")).delta).toBeCloseTo(
      2.7878597637637e-9,
      20,
    );
    expect((await json("laplace", "--scale", "2", "--delta", "0")).epsilon).toBe(0.5);
    expect((await json("gaussian", "--noise", "1", "--delta", "0")).epsilon).toBe("Infinity");
  });

  it("tells of the ε that was asked about, and of its δ", async () => {
    const { stdout } = await relent("privacy", "gaussian", "--noise", "1", "--epsilon", "6");
    expect(stdout).toContain("The release is (6, 2.788e-9)-differentially private; this δ is exact");
  });

  it.each([
    ["noise", ["--rate", "0.01", "--steps", "10000", "--epsilon", "1", "--delta", "1e-5"], 3.8128168307],
    ["rate", ["--noise", "3.8128168307", "--steps", "10000", "--epsilon", "1", "--delta", "1e-5"], 0.01],
    ["steps", ["--noise", "4", "--rate", "0.01", "--epsilon", "1", "--delta", "1e-5"], 11050],
    [
      "epsilon",
      ["--noise", "1.1", "--rate", "0.01", "--steps", "10000", "--delta", "1e-5"],
      5.192583445883158,
    ],
  ] as const)("solves for %s", async (unknown, args, want) => {
    const { solved, epsilon } = await json("dp-sgd", "--solve", unknown, ...args);
    expect(solved?.unknown).toBe(unknown);
    expect(Math.abs(Number(solved?.value) / want - 1)).toBeLessThan(1e-9);
    expect(Number(epsilon)).toBeLessThanOrEqual(unknown === "epsilon" ? want * (1 + 1e-9) : 1 + 1e-9);
  });

  it("solves for σ with its sensitivity known", async () => {
    const { solved } = await json("gaussian", "--solve", "noise", "--epsilon", "1", "--delta", "1e-5");
    // Balle & Wang 2018 in 40 digits
    expect(solved?.value).toBeCloseTo(3.730631634815942, 10);
  });

  it.each(Object.entries(WORDS).map(([word, { example }]) => [word, example] as const))(
    "has a mechanism %s",
    async (_, example) => {
      const [, , ...args] = example.split(" ");
      const { epsilon, bounds } = await json(...args);
      expect(Number(epsilon)).toBeGreaterThan(0);
      expect(bounds.length).toBeGreaterThan(0);
    },
  );

  it("chooses the best of several runs at their price", async () => {
    const once = await json("gaussian", "--noise", "10", "--delta", "1e-5");
    const best = await json(
      "gaussian",
      "--noise",
      "10",
      "--best-of",
      "20",
      "--shape",
      "poisson",
      "--delta",
      "1e-5",
    );
    expect(Number(best.epsilon)).toBeGreaterThan(Number(once.epsilon));
    expect(best.status).toBe("upper");
  });

  it("reads a file of events as one of them, or as several on the same data", async () => {
    const path = join(folder, "events.json");
    writeFileSync(path, JSON.stringify(gaussianMechanism(2)));
    const one = await json(path, "--delta", "1e-5");
    writeFileSync(
      path,
      JSON.stringify([gaussianMechanism(2), selfCompose(poissonSubsampledGaussian(1, 0.01), 500)]),
    );
    const two = await json(path, "--delta", "1e-5");
    expect(Number(two.epsilon)).toBeGreaterThan(Number(one.epsilon));
  });

  it("fails on a condition that holds", async () => {
    const ONCE = ["gaussian", "--noise", "1"];
    const { code, stderr } = await relent("privacy", ...ONCE, "--delta", "1e-5", "--fail-on", "epsilon > 2");
    expect(code).toBe(1);
    expect(stderr).toContain("failed on: epsilon > 2");
    expect((await relent("privacy", ...ONCE, "--delta", "1e-5", "--fail-on", "epsilon > 6")).code).toBe(0);
    const named = await relent(
      "privacy",
      ...ONCE,
      "--delta",
      "1e-5",
      "--fail-on",
      "bounds.renyi.value > 4.5",
    );
    expect(named.code).toBe(1);
  });

  it("writes a report with its two pictures", async () => {
    const path = join(folder, "report.html");
    const { code } = await relent("privacy", ...RUN, "--delta", "1e-5", "-o", path);
    expect(code).toBe(0);
    const html = readFileSync(path, "utf8");
    expect(html).toContain("ε over δ, by every accountant");
    expect(html).toContain("What the best attack on one record may reach");
    expect(html).not.toContain("NaN");
  });
});

describe("relent privacy refuses", () => {
  const bad = join(folder, "bad.json");
  it.each([
    [
      "no greatest number of steps",
      ["dp-sgd", "--solve", "steps", "--noise", "1", "--rate", "1e-9", "--epsilon", "1", "--delta", "1e-5"],
      /more than a trillion steps/,
    ],
    ["no mechanism", [], /which mechanism/],
    ["one it does not know", ["magic", "--delta", "0.1"], /magic is no mechanism; it is one of gaussian/],
    ["no δ and no ε", ["gaussian", "--sigma", "1"], /--delta 1e-5 asks/],
    [
      "δ and ε at once",
      ["gaussian", "--sigma", "1", "--delta", "0.1", "--epsilon", "1"],
      /one asks for the other/,
    ],
    ["δ of 1", ["gaussian", "--sigma", "1", "--delta", "2"], /delta = 2/],
    ["noise of 0", ["gaussian", "--sigma", "0", "--delta", "0.1"], /noiseMultiplier = 0/],
    ["no noise", ["gaussian", "--delta", "0.1"], /there is no --sigma/],
    ["no number", ["gaussian", "--sigma", "wide", "--delta", "0.1"], /--sigma: wide is no number/],
    [
      "an option of another mechanism",
      ["gaussian", "--sigma", "1", "--rate", "0.1", "--delta", "0.1"],
      /--rate means nothing for gaussian/,
    ],
    [
      "an adjacency that is not covered, with the way out",
      [...RUN, "--delta", "1e-5", "--adjacency", "replace-one"],
      /withoutReplacementGaussian/,
    ],
    [
      "what is given and to be found",
      [
        "dp-sgd",
        "--solve",
        "noise",
        "--noise",
        "1",
        "--rate",
        "0.1",
        "--steps",
        "9",
        "--epsilon",
        "1",
        "--delta",
        "0.1",
      ],
      /--noise is given and to be found/,
    ],
    [
      "too little to solve with",
      ["dp-sgd", "--solve", "noise", "--rate", "0.1", "--epsilon", "1", "--delta", "0.1"],
      /needs --steps/,
    ],
    [
      "a verdict to fail on",
      ["gaussian", "--sigma", "1", "--delta", "0.1", "--fail-on", "moved"],
      /PATH OP NUMBER/,
    ],
    ["a file that is not there", [join(folder, "none.json"), "--delta", "0.1"], /cannot be read/],
  ] as const)("%s", async (_, args, message) => {
    const { code, stdout, stderr } = await relent("privacy", ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  it.each([
    ["text that is not JSON", "{", /is not JSON/],
    ["nothing", "", /is not JSON/],
    ["a number", "3", /is no event/],
    ["an event without its mechanism", "{}", /is no event/],
    ["an empty list", "[]", /at least one/],
    ["a list with a hole", "[null]", /\[0\] is no event/],
    ["a mechanism nobody knows", '{"mechanism":"magic","adjacency":"add-remove"}', /magic/],
    ["a composition of nothing", '{"mechanism":"composition","adjacency":"add-remove"}', /no list of events/],
    [
      "an event without its noise",
      '{"mechanism":"gaussian","adjacency":"add-remove"}',
      /noiseMultiplier = undefined/,
    ],
    [
      "a number in quotes",
      '{"mechanism":"gaussian","noiseMultiplier":"2","adjacency":"add-remove"}',
      /noiseMultiplier = "2"; it must be a number/,
    ],
    [
      "an event with what means nothing to it",
      '{"mechanism":"gaussian","noiseMultiplier":2,"sigma":3,"adjacency":"add-remove"}',
      /sigma means nothing for gaussian/,
    ],
  ])("a file of %s", async (_, text, message) => {
    writeFileSync(bad, text);
    const { code, stderr } = await relent("privacy", bad, "--delta", "1e-5");
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain("unexpected error");
  });
});
