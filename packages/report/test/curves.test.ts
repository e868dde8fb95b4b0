import { describe, expect, it } from "vitest";
import { type Chart, toHtml } from "../src/index.ts";
import { CURVES, SMALL } from "./fixtures/sample.ts";

const draw = (...charts: readonly Chart[]): string => {
  const html = toHtml({ ...SMALL, charts });
  return html.slice(html.indexOf("<figure>"), html.indexOf("</figure>"));
};

describe("a chart of lines", () => {
  it("names its lines, its axes and its ends in words", () => {
    const figure = draw(CURVES[0]!);
    expect(figure.includes("share that came true against forecast")).toBe(true);
    expect(figure.includes("recalibrated: from 0 at 0 to 1.00 at 1.00.")).toBe(true);
    for (const name of ["the model", "recalibrated", "calibrated"])
      expect(figure.includes(`<bdi>${name}</bdi>`)).toBe(true);
  });

  it("gives the numbers of all lines at each x, and leaves a place empty where a line has none", () => {
    const figure = draw(CURVES[0]!);
    expect(figure.match(/<tr>/g)).toHaveLength(10);
    expect(figure.includes("<tr><th>0.125<td>0.0544<td>0.120<td><tr>")).toBe(true);
  });

  it("leaves out of the drawing what a logarithmic axis cannot show, and says it in the table", () => {
    const figure = draw(CURVES[1]!);
    expect(figure.includes("∞")).toBe(true);
    expect(figure).not.toMatch(/NaN|undefined/);
    expect(figure.includes(">1e−12<")).toBe(true);
  });

  it("thins out the table of a line of a thousand points, and keeps its last", () => {
    const points = Array.from({ length: 1000 }, (_, i) => [i, i * i] as const);
    const figure = draw({
      ...(CURVES[0] as Extract<Chart, { kind: "lines" }>),
      lines: [{ name: "a", mark: "line", points }],
    });
    expect(figure.match(/<tr>/g)!.length).toBeLessThan(44);
    expect(figure.includes("<tr><th>999<td>")).toBe(true);
  });

  it("stands where a line is empty or flat", () => {
    const chart = CURVES[0] as Extract<Chart, { kind: "lines" }>;
    expect(draw({ ...chart, lines: [{ name: "none", mark: "line", points: [] }] })).toContain(
      "none: no points.",
    );
    expect(draw({ ...chart, lines: [{ name: "flat", mark: "line", points: [[1, 2]] }] })).not.toContain(
      "NaN",
    );
  });
});

describe("a chart of parts", () => {
  it("lays the parts end to end on the scale of the largest whole", () => {
    const figure = draw(CURVES[2]!);
    expect(figure.includes("55,632 bytes in all: entropy 51,230 bytes")).toBe(true);
    expect(figure.includes('d="M0 4h81.3v22h-81.3z"')).toBe(true);
    expect(figure.includes("gzip -9\nbrotli")).toBe(true);
  });
});
