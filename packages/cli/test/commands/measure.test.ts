import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { measureCommand } from "../../src/commands/measure.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "relent-measure-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function relent(...args: string[]): Promise<string> {
  let text = "";
  const write = vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  try {
    const program = new Command("relent").exitOverride();
    measureCommand(program).exitOverride();
    await program.parseAsync(["measure", ...args], { from: "user" });
  } finally {
    write.mockRestore();
  }
  return text.trimEnd();
}

/** A .npy file as NumPy 2.4 writes it: magic, version 1.0, a header padded to 64 bytes, the numbers. */
function npy(type: string, shape: string, numbers: ArrayBufferView<ArrayBuffer>): Uint8Array {
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': ${shape}, }`;
  const padded = `${header.padEnd(128 - 10 - 1)}\n`;
  const start = Uint8Array.from([
    0x93,
    ...Buffer.from("NUMPY"),
    1,
    0,
    padded.length & 255,
    padded.length >> 8,
  ]);
  return Buffer.concat([start, Buffer.from(padded), Buffer.from(numbers.buffer)]);
}

describe("relent measure", () => {
  it("prints KL of two literals in bits, or in the base asked for", async () => {
    expect(await relent("kl", "[0.5,0.5]", "[0.9,0.1]")).toMatch(/^0\.73696559416620\d+ bits$/);
    expect(await relent("kl", "[0.5,0.5]", "[0.9,0.1]", "--base", "e")).toMatch(
      /^0\.51082562376599\d+ nats$/,
    );
    expect(await relent("totalVariation", "[0.5,0.5]", "[0.9,0.1]")).toBe("0.4");
    expect(await relent("total-variation", "[0.5,0.5]", "[0.9,0.1]")).toBe("0.4");
  });

  it("takes parameters, one distribution, and joint tables", async () => {
    expect(await relent("renyi", "[0.5,0.5]", "[1,0]", "--order", "0.5")).toBe("1 bits");
    expect(await relent("renyi", "[0.5,0.5]", "[0.25,0.75]", "--order", "Infinity")).toBe("1 bits");
    expect(await relent("entropy", "[0.25,0.25,0.25,0.25]")).toBe("2 bits");
    expect(
      Number.parseFloat(await relent("mutualInformation", "[[1,0],[0,1]]", "--kind", "counts")),
    ).toBeCloseTo(1, 14);
  });

  it("prints the Infinity of a lost outcome, in JSON as a string", async () => {
    expect(await relent("kl", "[0.5,0.5]", "[1,0]")).toBe("Infinity bits");
    const result = JSON.parse(await relent("kl", "[0.5,0.5]", "[1,0]", "--json", "--explain"));
    expect(result).toEqual({
      schema: "relent/measure@1",
      measure: "kl",
      value: "Infinity",
      unit: "bits",
      method: "exact, of probs and probs",
      balance: { entropy: 1, kl: "Infinity", crossEntropy: "Infinity" },
      terms: [
        { index: 1, p: 0.5, q: 0, value: "Infinity" },
        { index: 0, p: 0.5, q: 1, value: -0.5 },
      ],
    });
  });

  it("reads JSON, CSV columns and .npy files, and mixes kinds", async () => {
    const json = file("p.json", "[0, -Infinity, 0]");
    const csv = file("q.csv", 'name,"n, all",m\na,5,1\nb,0,2\nc,5,3\n');
    expect(await relent("kl", json, `${csv}::n, all`, "--kind", "logits,counts")).toBe("0 bits");
    const f8 = file("a.npy", npy("<f8", "(2,)", Float64Array.of(0.5, 0.5)));
    const f4 = file("b.npy", npy("<f4", "(2,)", Float32Array.of(0.25, 0.75)));
    expect(await relent("kl", f8, f4, "--base", "e")).toMatch(/^0\.143841036225890\d+ nats$/);
    expect(await relent("entropy", file("one.csv", "0.5\n0.5\n"))).toBe("1 bits");
    const table = file("t.npy", npy("<f8", "(2, 2)", Float64Array.of(0.5, 0, 0, 0.5)));
    expect(await relent("conditionalEntropy", table)).toBe("0 bits");
  });

  it("lists every measure with what it takes", async () => {
    const text = await relent("--list");
    expect(text.split("\n").length).toBeGreaterThan(35);
    expect(text).toMatch(/^renyi +P Q --order 2 +0 … ∞ +bits +D_α/m);
  });

  it.each([
    [["klx", "[1]", "[1]"], "there is no measure klx"],
    [["kl", "[1]"], "kl takes two distributions, and got 1"],
    [["kl", "[0.5,0.6]", "[0.5,0.5]"], "kl: p sums to 1.1"],
    [["kl", "[1]", "[1]", "--kind", "odds"], "--kind odds; it must be one of probs"],
    [["kl", "[1]", "[1]", "--base", "1"], "--base 1; it must be a number above 1"],
    [["kl", "[1", "[1]"], "the literal is no JSON array"],
    [["kl", '["x"]', "[1]"], 'the literal holds "x"'],
    [["kl", "[[1],[1,2]]", "[1]"], "the literal is ragged"],
    [["kl", "nowhere.json", "[1]"], "nowhere.json cannot be read"],
    [["kl", "normal(0,1)", "[1]"], "[1] is an array and normal(0,1) a family; both must be of one sort"],
    [["kl", "norml(0,1)", "normal(0,1)"], "did you mean normal?"],
    [["kl", "normal(0,1)", "normal(mu=0,sd=1)"], "gives normal a mu"],
    [["kl", "normal(0,1)", "normal(0,1)", "--kind", "probs"], "a family needs none"],
    [["kl", "normal(0,-1)", "normal(0,1)"], "sd = -1; it must be a finite number above 0"],
    [["renyi", "[1]", "[1]", "--order", "many"], "--order many"],
    [["renyi", "[1]", "[1]", "--order", ""], "--order ; renyi needs a number"],
    [["renyi", "[1]", "[1]", "--alpha", "2"], "--alpha 2; renyi takes --order"],
    [["kl", "[1]", "[1]", "--order", "2"], "--order 2; kl takes no parameter"],
    [["kl", "[1]", "[1]", "--kind", "probs,counts,logits"], "one for each input is enough, and there are 2"],
    [["kl", "-", "-"], "P and Q are both -"],
    [["kl", "[[0.5],[0.5]]", "[0.5,0.5]"], "P has the shape [2, 1] and Q [2]"],
    [["kl", "[0.5,0.5]", "[1]"], "kl: p has 2 outcomes and q has 1"],
    [["kl", "[NaN, 0.5]", "[1, 0]"], "kl: p[0] = NaN is not a number"],
    [["psi", "[1]", "[1]"], "did you mean jeffreys?"],
    [["JSD", "[1]", "[1]"], "did you mean jensenShannon or jensenShannonDistance?"],
    [["--list", "--json"], "--json is for a figure"],
    [["renyi", "[1]", "[1]", "--explain"], "this measure has no terms to show; these have: kl,"],
    [[], "which measure?"],
  ])("refuses %j in one line", async (args, message) => {
    await expect(relent(...args)).rejects.toThrow(message);
  });

  it("measures families, in bits unless told otherwise", async () => {
    // D = ln 2 + (1 + 1)/8 - 1/2 nats
    expect(await relent("kl", "normal(0, 1)", "normal(1, 2)", "--base", "e")).toBe("0.4431471805599453 nats");
    expect(await relent("kl", "normal(sd=1, mean=0)", "normal(1, 2)")).toBe("0.6393262397777592 bits");
    expect(await relent("hellingerSquared", "poisson(3)", "poisson(3)")).toBe("0");
    expect(await relent("kl", "cauchy(0, 1)", "normal(0, 1)")).toBe("Infinity bits");
  });

  it("explains a family's figure by its method, its error and entropy + KL = cross-entropy", async () => {
    expect(await relent("kl", "normal(0, 1)", "normal(1, 2)", "--explain")).toMatch(
      /^0\.639\d* bits\n {2}method: closed form of normal\n {2}error: at most \S+\n {2}entropy 2\.047\d* \+ KL 0\.639\d* = cross-entropy 2\.686\d* bits$/,
    );
  });

  it("lists the families", async () => {
    const listed = await relent("--families");
    expect(listed).toContain("normal(mean, sd)\n");
    expect(listed).toMatch(/truncated\(law, low, high\)$/);
  });

  it("explains an array's figure by entropy + KL = cross-entropy and its terms, largest first", async () => {
    expect(await relent("kl", "[0.5,0.5]", "[0.25,0.75]", "--explain")).toMatch(
      /^0\.2075187\d* bits\n {2}entropy 1 \+ KL 0\.2075187\d* = cross-entropy 1\.2075187\d* bits\n {2}0\tp 0\.5\tq 0\.25\t0\.5\n {2}1\tp 0\.5\tq 0\.75\t-0\.29248125\d*$/,
    );
  });

  it.each([
    ["an index column without a name", ",n\n0,30\n1,70\n", "::n"],
    ["tabs", "name\tn\na\t30\nb\t70\n", ""],
    ["semicolons", 'n;name\n30;"a;b"\n70;c\n', ""],
    ["line ends of Windows and a byte order mark", "\ufeffn,name\r\n30,a\r\n70,b\r\n", "::n"],
    ["spaces alone", "30 70", ""],
  ])("reads columns with %s", async (_, text, column) => {
    const path = file("column.csv", text);
    expect(await relent("entropy", `${path}${column}`, "--kind", "counts")).toMatch(
      /^0\.8812908992306926 bits$/,
    );
  });

  it.each([
    ["n\n30\nx\n", "", 'holds "x" in row 2 of column n'],
    ["n,m\n30,1\n,2\n", "::n", 'holds "" in row 2 of column n'],
    ["n\n30\n\n70\n", "", 'holds "" in row 2 of column n'],
    ["n,m\n", "", "has a header and no rows"],
    ["\n", "", "is empty"],
    ['{ "p": [1] }', "", "is no array"],
  ])("refuses the column of %j%s", async (text, column, message) => {
    await expect(relent("entropy", `${file("bad.csv", text)}${column}`)).rejects.toThrow(message);
  });

  it.each([
    ["|u1", Uint8Array.of(1, 3)],
    ["|i1", Int8Array.of(1, 3)],
    ["<u2", Uint16Array.of(1, 3)],
    ["<i2", Int16Array.of(1, 3)],
    ["<i8", BigInt64Array.of(1n, 3n)],
    ["<u8", BigUint64Array.of(1n, 3n)],
  ])("reads counts of type %s from .npy files", async (type, numbers) => {
    const path = file("counts.npy", npy(type, "(2,)", numbers));
    expect(await relent("entropy", path, "--kind", "counts")).toBe("0.8112781244591328 bits");
  });

  it("names the columns of a CSV file that has several", async () => {
    const csv = file("several.csv", "x,y\n1,2\n3,4\n");
    await expect(relent("entropy", csv)).rejects.toThrow("name one of them, as FILE::COLUMN: x, y");
    await expect(relent("entropy", `${csv}::z`)).rejects.toThrow("has no column z; name one of them");
    await expect(
      relent("entropy", file("short.npy", npy("<f8", "(9,)", Float64Array.of(1)))),
    ).rejects.toThrow("is cut short");
  });
});
