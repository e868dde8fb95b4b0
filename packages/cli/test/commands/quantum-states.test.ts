import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { diagonalState, ket, maximallyMixed, quantumRelativeEntropy } from "@relent/core/quantum";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, describe, expect, it } from "vitest";
import { relent } from "../run.ts";

const place = mkdtempSync(join(tmpdir(), "relent-quantum-states-"));
afterAll(() => rmSync(place, { recursive: true }));

/** A .npy file of complex doubles as NumPy writes it. */
function npy(name: string, shape: readonly number[], re: readonly number[]): string {
  const header = `{'descr': '<c16', 'fortran_order': False, 'shape': (${shape.join(", ")}), }`.padEnd(117);
  const head = Buffer.from(`\x93NUMPY\x01\x00\x76\x00${header}\n`, "latin1");
  const parts = Float64Array.from(re.flatMap((value) => [value, 0]));
  const path = join(place, name);
  writeFileSync(path, Buffer.concat([head, Buffer.from(parts.buffer)]));
  return path;
}

const valid = new Ajv2020({
  allErrors: true,
  strict: true,
  strictTypes: false,
  allowUnionTypes: true,
}).compile(
  JSON.parse(readFileSync(new URL("../../schema/quantum-states.schema.json", import.meta.url), "utf8")),
);

interface Printed {
  readonly figures: readonly {
    readonly name: string;
    readonly values: readonly (number | "Infinity")[];
    readonly least: { readonly state: number };
    readonly median: number;
    readonly infinite: number;
  }[];
  readonly sentence: string;
  readonly support?: unknown;
}

async function json(...args: string[]): Promise<Printed> {
  const { code, stdout, stderr } = await relent("quantum", ...args, "--json");
  expect(`${code}${stderr}`).toBe("0");
  const value = JSON.parse(stdout);
  expect(valid(value) ? [] : valid.errors).toEqual([]);
  return value as Printed;
}

const [mixed, zero, one, biased] = [
  [0.5, 0, 0, 0.5],
  [1, 0, 0, 0],
  [0, 0, 0, 1],
  [0.75, 0, 0, 0.25],
] as const;
const three = npy("three.npy", [3, 2, 2], [...mixed, ...zero, ...biased]);

describe("relent quantum on a file of many states", () => {
  it("gives each its figures against one state", async () => {
    const { figures, sentence } = await json(three, "diag(0.75, 0.25)");
    const want = [maximallyMixed(2), ket([1, 0]), diagonalState([0.75, 0.25])].map((rho) =>
      quantumRelativeEntropy(rho, diagonalState([0.75, 0.25]), { base: 2 }),
    );
    const { values, least } = figures[0]!;
    for (const [k, value] of want.entries()) expect(values[k]).toBeCloseTo(value, 14);
    expect(least.state).toBe(2);
    expect(sentence).toContain("holds 3 states of 2 dimensions");
    expect(figures.map(({ name }) => name)).toEqual([
      "quantumRelativeEntropy",
      "traceDistance",
      "fidelity",
      "vonNeumannEntropy",
    ]);
  });

  it("takes pairs from two files, and counts those that are infinitely apart", async () => {
    const others = npy("others.npy", [3, 2, 2], [...mixed, ...one, ...mixed]);
    const { figures, sentence, support } = await json(three, others);
    expect(figures[0]!.values).toEqual([0, "Infinity", expect.closeTo(0.18872187554086717, 14)]);
    expect(figures[0]!.infinite).toBe(1);
    expect(support).toMatchObject({ outside: 1, least: { state: 1 }, greatest: { state: 1, value: 1 } });
    expect((await json(three, "I/2")).support).toBeUndefined();
    expect(sentence).toContain("it is infinite for 1 of them");
  });

  it("takes measures, orders and parties", async () => {
    const bell = [0.5, 0, 0, 0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0.5, 0, 0, 0.5];
    const two = npy("two.npy", [2, 4, 4], [...bell, 1, ...new Array<number>(15).fill(0)]);
    const { figures } = await json(two, "--dims", "2,2", "--measure", "concurrence,negativity");
    expect(figures.map(({ values }) => values.map((x) => Number(Number(x).toFixed(12))))).toEqual([
      [1, 0],
      [0.5, 0],
    ]);
    const orders = await json(three, "--measure", "quantumRenyiEntropy", "--order", "0,2,inf");
    expect(orders.figures.map(({ median }) => median)).toEqual([
      1,
      expect.closeTo(Math.log2(1.6), 12),
      expect.closeTo(Math.log2(4 / 3), 12),
    ]);
  });

  it("writes a row a state", async () => {
    const table = join(place, "states.csv");
    await relent("quantum", three, "I/2", "-o", table, "-o", join(place, "states.html"));
    const lines = readFileSync(table, "utf8").trimEnd().split("\r\n");
    expect(lines).toHaveLength(4);
    expect(lines[2]).toMatch(/^1,1,0.5,0.5,0$/);
    expect(readFileSync(join(place, "states.html"), "utf8")).toContain("states below, %");
  });

  it.each<readonly [() => readonly string[], string]>([
    [() => [npy("a.npy", [2, 2, 2], [...mixed, 1, 0, 0, 1])], "matrices[1] has the trace 2"],
    [() => [npy("b.npy", [1, 2, 3], [0, 0, 0, 0, 0, 0])], "has the shape (1, 2, 3)"],
    [() => [npy("c.npy", [0, 2, 2], [])], "holds no states"],
    [() => [npy("d.npy", [1, 2, 2], [...mixed]), three], "holds 1 state and three.npy 3"],
    [() => ["I/2", three], "give the many first"],
    [() => [three, "I/3"], "has the dimension 2 and I/3 3"],
    [() => [three, "I/2", "--channel", "dephasing:0.1"], "--channel takes a single state"],
    [() => [three, "--measure", "fidelity"], "needs a second state"],
    [() => [three, "--measure", "negativity"], "give --dims such as 2,2"],
    [() => [three, "--dims", "3"], "must make the dimension 2"],
  ])("refuses in one line: %#", async (args, words) => {
    const { code, stderr } = await relent("quantum", ...args());
    expect(stderr).toContain(words);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(code).toBe(2);
  });
});
