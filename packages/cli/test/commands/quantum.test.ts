import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, describe, expect, it } from "vitest";
import { relent } from "../run.ts";

const place = mkdtempSync(join(tmpdir(), "relent-quantum-"));
afterAll(() => rmSync(place, { recursive: true }));

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(place, name);
  writeFileSync(path, content);
  return path;
};

/** A .npy file of complex doubles as NumPy writes it. */
function npy(shape: string, parts: readonly number[], fortran = "False"): Uint8Array {
  const header = `{'descr': '<c16', 'fortran_order': ${fortran}, 'shape': ${shape}, }`.padEnd(117);
  const head = Buffer.from(`\x93NUMPY\x01\x00\x76\x00${header}\n`, "latin1");
  return Buffer.concat([head, Buffer.from(Float64Array.from(parts).buffer)]);
}

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, allowUnionTypes: true });
const valid = ajv.compile(
  JSON.parse(readFileSync(new URL("../../schema/quantum.schema.json", import.meta.url), "utf8")),
);

interface Printed {
  readonly rho: {
    readonly bloch: readonly (readonly number[])[];
    readonly dims: readonly number[];
    readonly rank: number;
  };
  readonly figures: readonly {
    readonly name: string;
    readonly value: number | string;
    readonly of: string;
  }[];
  readonly channel?: {
    readonly holds: boolean;
    readonly before: number;
    readonly after: number;
    readonly image?: {
      readonly halfAxes: readonly number[];
      readonly shift: readonly number[];
      readonly circles: readonly { readonly points: readonly (readonly [number, number, number])[] }[];
    };
  };
  readonly field?: {
    readonly axes: readonly string[];
    readonly steps: readonly number[];
    readonly greatest: number;
    readonly values: readonly (readonly (number | null)[])[];
  };
  readonly support?: { readonly leak: number };
}

async function json(...args: string[]): Promise<Printed> {
  const { code, stdout, stderr } = await relent("quantum", ...args, "--json");
  expect(`${code}${stderr}`).toBe("0");
  const value = JSON.parse(stdout);
  expect(valid(value) ? [] : valid.errors).toEqual([]);
  return value as Printed;
}

async function figure(name: string, ...args: string[]): Promise<number | string> {
  const { figures } = await json(...args);
  return figures.find((one) => one.name === name)!.value;
}

describe("relent quantum", () => {
  it("is the classical divergence of states that commute", async () => {
    const value = await figure("quantumRelativeEntropy", "diag(0.5, 0.5)", "diag(0.9, 0.1)");
    expect(value).toBeCloseTo(0.7369655941662062, 14);
  });

  it.each([
    ["|+>", [1, 0, 0]],
    ["|->", [-1, 0, 0]],
    ["|i>", [0, 1, 0]],
    ["|-i>", [0, -1, 0]],
    ["|1>", [0, 0, -1]],
    ["ket(0.6, 0.8i)", [0, 0.96, -0.28]],
    ["pauli(X=0.3, Y=-0.2, Z=0.4)", [0.3, -0.2, 0.4]],
    ["I/2", [0, 0, 0]],
    ['[[0.5, "-0.5j"], ["0.5j", 0.5]]', [0, 1, 0]],
    ['{"ket": [1, "1j"], "dims": [2]}', [0, 1, 0]],
  ])("reads %s as a point of the ball", async (text, point) => {
    const { rho } = await json(text, ...(text.includes('"ket"') ? ["--normalise"] : []));
    for (const [i, x] of rho.bloch[0]!.entries()) expect(x).toBeCloseTo(point[i]!, 12);
  });

  it("reads .npy files: two axes are a matrix in either order, one axis amplitudes", async () => {
    const rho = [0.5, 0, 0, -0.5, 0, 0.5, 0.5, 0];
    const swapped = [0.5, 0, 0, 0.5, 0, -0.5, 0.5, 0];
    for (const path of [
      file("c.npy", npy("(2, 2)", rho)),
      file("f.npy", npy("(2, 2)", swapped, "True")),
      file("k.npy", npy("(2,)", [Math.SQRT1_2, 0, 0, Math.SQRT1_2])),
    ]) {
      expect((await json(path)).rho.bloch[0]![1]).toBeCloseTo(1, 12);
    }
  });

  it("reads the fields of JSON files, dims among them", async () => {
    const bell = file("bell.json", JSON.stringify({ ket: [1, 0, 0, 1], dims: [2, 2] }));
    const { rho, figures } = await json(bell, "--normalise");
    expect(rho.dims).toEqual([2, 2]);
    const of = (name: string) => figures.find((one) => one.name === name)!.value;
    expect(of("concurrence")).toBeCloseTo(1, 12);
    expect(of("quantumConditionalEntropy")).toBeCloseTo(-1, 12);
    expect(of("quantumMutualInformation")).toBeCloseTo(2, 12);
  });

  it("takes a file of single precision as a state within its own rounding, and says so", async () => {
    const header = "{'descr': '<c8', 'fortran_order': False, 'shape': (3,), }".padEnd(117);
    const head = Buffer.from(`\x93NUMPY\x01\x00\x76\x00${header}\n`, "latin1");
    const third = Math.sqrt(1 / 3);
    const amplitudes = Float32Array.of(third, 0, 0, third, -third, 0);
    const single = file("single.npy", Buffer.concat([head, Buffer.from(amplitudes.buffer)]));
    const { code, stdout } = await relent("quantum", single, "--json");
    expect(code).toBe(0);
    const { rho, notes } = JSON.parse(stdout) as { rho: { rank: number }; notes: string[] };
    expect(rho.rank).toBe(1);
    expect(notes[0]).toContain("holds single precision");
  });

  it("takes the parties of QuTiP's rows and columns", async () => {
    const mixed = [1, 2, 3, 4].map((i) => [1, 2, 3, 4].map((j) => (i === j ? 0.25 : 0)));
    const { rho } = await json(
      JSON.stringify({
        data: mixed,
        dims: [
          [2, 2],
          [2, 2],
        ],
      }),
    );
    expect(rho.dims).toEqual([2, 2]);
  });

  it("divides by traces and allows what it is told to", async () => {
    expect(await figure("vonNeumannEntropy", "diag(3, 1)", "--normalise")).toBeCloseTo(
      0.8112781244591328,
      14,
    );
    expect(await figure("vonNeumannEntropy", "diag(0.5, 0.501)", "--tolerance", "0.01")).toBeCloseTo(1, 5);
    expect(
      await figure("quantumRelativeEntropy", "diag(0.999, 0.001)", "|0>", "--tolerance", "0.01"),
    ).not.toBe("Infinity");
  });

  it("says the entropy of all eigenvalues, of those too that are not listed", async () => {
    const { stdout } = await relent("quantum", "I/256", "--measure", "vonNeumannEntropy");
    expect(stdout).toContain("an entropy of 8 bits in 256 dimensions");
  });

  it("has words for equal states and for a single bit", async () => {
    expect((await relent("quantum", "I/2", "I/2")).stdout).toContain("are the same state");
    expect((await relent("quantum", "|0>", "I/2")).stdout).toContain("is 1 bit from");
  });

  it("sends states through a channel under the supports that were asked for", async () => {
    const { channel } = await json("|0>", "|1>", "--channel", "dephasing:0.1", "--support", "mix:0.5");
    expect(channel!.before).toBeCloseTo(2, 12);
  });

  it("says Infinity where ρ leaves the support of σ, and by how much", async () => {
    const { figures, support } = await json("|0>", "|+>");
    expect(figures.find(({ name }) => name === "quantumRelativeEntropy")!.value).toBe("Infinity");
    expect(support!.leak).toBeCloseTo(0.5, 12);
    expect(await figure("quantumRelativeEntropy", "|0>", "|+>", "--support", "mix:0.1")).not.toBe("Infinity");
  });

  it("takes orders, bases and chosen measures", async () => {
    const { figures } = await json(
      ...["|0>", "I/2", "--measure", "sandwichedRenyi,petzRenyi", "--order", "0.5,1,inf", "--base", "e"],
    );
    expect(figures).toHaveLength(6);
    for (const { value } of figures) expect(value).toBeCloseTo(Math.LN2, 12);
  });

  it("shows that a channel does not part the states further", async () => {
    for (const channel of ["depolarizing:0.1", "dephasing:0.3", "amplitude-damping:0.2"]) {
      const { channel: effect } = await json("diag(0.8, 0.2)", "pauli(X=0.5)", "--channel", channel);
      expect(effect!.holds).toBe(true);
      expect(effect!.after).toBeLessThan(effect!.before);
    }
    const kraus = file(
      "measure.json",
      JSON.stringify([
        [
          [1, 0],
          [0, 0],
        ],
        [
          [0, 0],
          [0, 1],
        ],
      ]),
    );
    expect((await json("pauli(X=0.5)", "I/2", "--channel", kraus)).channel!.after).toBeCloseTo(0, 12);
  });

  it("draws the ball of each qubit and the spectrum", async () => {
    const page = join(place, "states.html");
    await relent("quantum", "|0+>", "I/4", "--dims", "2,2", "-o", page);
    const html = readFileSync(page, "utf8");
    expect(html.match(/class="sphere"/g)).toHaveLength(2);
    expect(html).toContain("Spectrum");
  });

  it("shows D over the plane of the ball that holds both qubits, up to that of the opposite pure state", async () => {
    const { field } = await json("pauli(X=0.6, Z=0.3)", "pauli(Z=0.5)");
    expect(field!.axes).toEqual(["⟨Z⟩", "⟨X⟩"]);
    const [size, middle] = [field!.steps.length, (field!.steps.length - 1) / 2];
    expect(field!.values.map((row) => row.length)).toEqual(new Array<number>(size).fill(size));
    // At the top |0⟩, of which σ holds ¾, at the bottom |1⟩, of which it holds ¼; the corners are outside.
    expect(field!.values[0]![middle]).toBeCloseTo(Math.log2(4 / 3), 12);
    expect(field!.values.at(-1)![middle]).toBeCloseTo(2, 12);
    expect(field!.greatest).toBeCloseTo(2, 12);
    expect(field!.values[0]![0]).toBeNull();
    expect(field!.values[field!.steps.indexOf(0.5)]![middle]).toBeGreaterThan(0);
    expect(field!.values[field!.steps.toReversed().indexOf(0.5)]![middle]).toBe(0);
    expect((await json("pauli(X=0.6, Y=0.1, Z=0.3)", "pauli(Y=0.2, Z=0.5)")).field!.axes[0]).toBe("along σ");
    expect((await json("|0>", "|+>")).field).toBeUndefined();
    expect((await json("I/4", "I/4")).field).toBeUndefined();
  });

  it("shows the ellipsoid that a channel makes of the sphere", async () => {
    const { channel } = await json("|0>", "I/2", "--channel", "amplitude-damping:0.36");
    const { halfAxes, shift, circles } = channel!.image!;
    for (const [i, length] of [0.8, 0.8, 0.64].entries()) expect(halfAxes[i]).toBeCloseTo(length, 12);
    expect(shift[2]).toBeCloseTo(0.36, 12);
    expect(circles).toHaveLength(3);
    for (const { points } of circles) {
      for (const [x, y, z] of points) {
        expect((x / 0.8) ** 2 + (y / 0.8) ** 2 + ((z - 0.36) / 0.64) ** 2).toBeCloseTo(1, 12);
      }
    }
    const page = join(place, "channel.html");
    await relent("quantum", "|0>", "I/2", "--channel", "depolarizing:1", "-o", page);
    expect(readFileSync(page, "utf8")).toContain("Over the Bloch ball");
    const { stdout } = await relent("quantum", "|0>", "I/2", "--channel", "amplitude-damping:0.36");
    const said = "an ellipsoid with the half-axes 0.8, 0.8, 0.64 around (0, 0, 0.36)";
    expect(stdout.replace(/\s+/g, " ")).toContain(said);
    expect(stdout).toMatch(/\|1⟩ +0 +0 +−0\.280 +0\.280/);
  });

  it.each([
    [["rho.npy"], "is neither a file nor a state"],
    [["[0.5, 0.5]"], "say ket(…) or diag(…)"],
    [["[[0.5, 1], [0, 0.5]]"], "must be Hermitian"],
    [["[[1.5, 0], [0, -0.5]]"], "eigenvalue"],
    [["diag(0.5, 0.6)"], "must be 1"],
    [["|0x>"], "has the letter x"],
    [["|0>", "I/3"], "has the dimension 2 and I/3 3"],
    [["|0>", "--measure", "fidelity"], "needs a second state"],
    [["I/4", "--measure", "negativity"], "give --dims such as 2,2"],
    [["|0>", "--measure", "entropi"], "--measure entropi is none"],
    [["|0>", "I/2", "--order", "-1"], "--order: -1 is not allowed"],
    [["|0>", "I/2", "--support", "drop"], "--support: drop is not allowed"],
    [["|0>", "I/2", "--channel", "noise:1"], "--channel noise:1 is none"],
    [["|0>", "I/2", "--channel", "constructor:1"], "--channel constructor:1 is none"],
    [["|0>", "I/2", "--channel", "dephasing:"], "--channel dephasing: is none"],
    [["|0>", "I/2", "--channel", "dephasing:2"], "--channel dephasing:2 is no channel: probability = 2"],
    [["|0>", "I/2", "--channel", "nowhere.json"], "--channel nowhere.json is not there"],
    [["|0>", "I/2", "--channel", file("half.json", "[[[1,0],[0,0.5]]]")], "Σ K†K is off by 0.75"],
    [["|0>", "I/2", "--channel", file("three.json", "[3]")], "operators[0] is a number"],
    [["|0>", "I/2", "--channel", file("object.json", "{}")], "is no list of Kraus operators"],
    [["|0>", "I/2", "--channel", file("words.json", '[[["x"]]]')], 'operator 0[0][0] = "x"'],
    [["|0>", "--support", "clip"], "--support is about a second state"],
    [["constructor(1)"], "is neither a file nor a state"],
    [["|0>", "--channel", "dephasing:0.1"], "needs a second state"],
    [["I/4", "--dims", "2,3"], "make 6"],
    [["diag(0.5, 0.6)"], "(--normalise divides by it, --tolerance allows more than rounding)"],
    [["I/100000"], "has 100000 dimensions; at most 1024 are taken"],
    [["|00000000000>"], "has 2048 dimensions"],
    [['{"ket": 3}'], "must be a list"],
    [['{"pauli": 3}'], "must be an object"],
    [["|0>", "--tolerance", "2"], "--tolerance: 2 is not allowed"],
    [[""], "an empty argument is neither"],
    [[], "there is no state"],
  ])("refuses %j in one line", async (args, words) => {
    const { code, stderr } = await relent("quantum", ...args);
    expect(stderr).toContain(words);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(code).toBe(2);
  });
});
