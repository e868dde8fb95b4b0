import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { adam, cosineRate, curveSvg, picturesSvg, table, writeFigures } from "../src/index.ts";

describe("adam", () => {
  it("takes a first step of the learning rate against the sign of the gradient", () => {
    const w = Float64Array.of(1, 1);
    adam({ w }, { rate: 0.1 })({ w: Float64Array.of(5, -0.01) });
    expect(w[0]).toBeCloseTo(0.9, 6);
    expect(w[1]).toBeCloseTo(1.1, 6);
  });

  it("finds the least of a quadratic, and its rate ends at 0", () => {
    const w = Float64Array.of(4, -3);
    const step = adam({ w }, { rate: 0.2 });
    for (let i = 0; i < 400; i++) step({ w: w.map((x, j) => 2 * (x - j)) }, cosineRate(i, 400));
    expect(w[0]).toBeCloseTo(0, 3);
    expect(w[1]).toBeCloseTo(1, 3);
    expect(cosineRate(400, 400)).toBe(0);
  });
});

describe("what a run writes", () => {
  it("is a chart with a name and a key for every line", () => {
    const points = [
      [0, 1],
      [1, Number.NaN],
      [2, 3],
    ] as const;
    const svg = curveSvg({ title: "a < b", x: "step", y: "bits", series: [{ name: "one", points }] });
    expect(svg).toContain('aria-label="a &lt; b"');
    expect(svg).toContain(">one</text>");
    expect(svg).not.toContain("NaN");
    expect(() => curveSvg({ title: "t", x: "", y: "", series: [] })).toThrow(/no finite point/);
  });

  it("is a grid of pictures", () => {
    expect(picturesSvg([0, 1, 1, 0], 2, 1, "one")).toContain('fill="#000" d="M1 0h1v1h-1zM0 1h1v1h-1z"');
  });

  it("replaces the figures between the marks of a README and nothing else", () => {
    const folder = mkdtempSync(join(tmpdir(), "relent-kit-"));
    const readme = join(folder, "README.md");
    writeFileSync(readme, "# A\n<!-- figures -->\nold\n<!-- /figures -->\nend\n");
    writeFigures(readme, table(["a", "b"], [[1, "x"]]));
    expect(readFileSync(readme, "utf8")).toBe(
      "# A\n<!-- figures -->\n| a | b |\n| --- | --- |\n| 1 | x |\n<!-- /figures -->\nend\n",
    );
    writeFileSync(readme, "# no marks\n");
    expect(() => writeFigures(readme, "x")).toThrow(/needs the lines/);
    rmSync(folder, { recursive: true });
  });
});
