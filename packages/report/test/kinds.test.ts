import { describe, expect, it } from "vitest";
import { type Chart, toHtml } from "../src/index.ts";
import { CURVES, SMALL } from "./fixtures/sample.ts";

const of = <K extends Chart["kind"]>(kind: K): Extract<Chart, { kind: K }> =>
  CURVES.find((chart): chart is Extract<Chart, { kind: K }> => chart.kind === kind)!;

const draw = (chart: Chart): string => {
  const html = toHtml({ ...SMALL, charts: [chart] });
  return html.slice(html.indexOf("<figure>"), html.indexOf("</figure>"));
};

describe("a matrix", () => {
  it("is a table whose cells are the darker, the larger their number", () => {
    const figure = draw(of("matrix"));
    expect(figure.match(/<tr>/g)).toHaveLength(4);
    expect(figure).toContain('<td class="r q7">97.5');
    expect(figure).toContain('<td class="r q1">3');
    expect(figure).toMatch(/<td class="r ">0/);
  });

  it("shows two digits of each number, and can be scrolled by keyboard, where it is wide", () => {
    const names = Array.from({ length: 13 }, (_, i) => `${i}`);
    const figure = draw({ ...of("matrix"), rows: ["a"], columns: names, values: [names.map(() => 0.1234)] });
    expect(figure.match(/>0\.12</g)).toHaveLength(13);
    expect(figure).toMatch(/class="scroll"[^>]* tabindex="0"/);
  });

  it("leaves a cell without a number empty, and an infinite one without colour scale of its own", () => {
    const values = [[null, Number.POSITIVE_INFINITY, 2]];
    const figure = draw({ ...of("matrix"), rows: ["a"], columns: ["a", "b", "c"], values });
    expect(figure).toContain("∞");
    expect(figure).toContain('<td class="r q7">2');
    expect(figure).not.toMatch(/NaN|undefined/);
  });
});

describe("a coloured text", () => {
  it("keeps the text, and colours its pieces by their number", () => {
    const figure = draw(of("text"));
    const pieces = [...figure.matchAll(/<span class="t(?: [^"]*)?"[^>]*>([^<]*)/g)].map(([, text]) => text);
    expect(pieces.join("")).toBe("The packages are installed.↵\n");
    expect(figure).toContain('<span class="t q7 m" tabindex="0"> installed');
  });

  it("shows what is known of a piece where the reader points at it, and lists the largest in a table", () => {
    const figure = draw(of("text"));
    expect(figure).toContain('<span class="tip">base: ` installed` 0.55\nmodel: ` removed` 0.62</span>');
    expect(figure.indexOf("<details")).toBeLessThan(figure.lastIndexOf("&quot; installed&quot;"));
  });

  it("has another colour for what is below 0, and says so beside the text", () => {
    const tokens = [4, 0, -1, -4].map((value) => ({ text: `${value} `, value }));
    const figure = draw({ ...of("text"), tokens });
    const colours = [...figure.matchAll(/<span class="t(?: (.\d))?"/g)].map(([, name]) => name);
    expect(colours).toEqual(["q7", undefined, "n2", "n7"]);
    for (const end of ["−4.00 bits or less", "+4.00 bits or more"])
      expect(figure.replace(/<[^>]*>/g, "")).toContain(end);
    expect(figure).toContain('<span class="tip">−1.00 bits</span>');
    // The farthest from 0 come first among the numbers, whatever their sign.
    expect(figure.indexOf("&quot;-4 &quot;")).toBeLessThan(figure.indexOf("&quot;-1 &quot;"));
  });

  it("can be reached by keyboard without any script, at what is marked or else at its first piece", () => {
    expect(draw(of("text")).match(/class="t[^"]*" tabindex="0"/g)).toHaveLength(1);
    const tokens = ["a", "b"].map((text) => ({ text, value: 1 }));
    expect(draw({ ...of("text"), tokens })).toMatch(
      /<span class="t q7" tabindex="0">a<span.*<span class="t q7">b/s,
    );
  });

  it("stands where no piece has a number", () => {
    const figure = draw({ ...of("text"), tokens: [{ text: "a", value: null }] });
    expect(figure).toContain('<span class="t">a');
    expect(figure).not.toMatch(/NaN|undefined/);
  });
});

describe("a sphere", () => {
  it("draws each point as the eye sees it, and gives its coordinates and length", () => {
    const figure = draw({ ...of("sphere"), points: [{ name: "up", at: [0, 0, 1] }], curves: [] });
    expect(figure).toContain('d="M0 0L0 -93.97"');
    expect(figure).toContain("The two states. up: (0, 0, 1.00).");
    expect(figure.match(/<tr>/g)).toHaveLength(2);
  });

  it("draws closed curves in the ball, and says how far they reach", () => {
    const points = [
      [0.5, 0, 0],
      [0, 0.5, 0],
      [-0.5, 0, 0.25],
    ] as const;
    const figure = draw({ ...of("sphere"), points: [], curves: [{ name: "ring", points }] });
    expect(figure).toContain("ring: a curve over (−0.500 to 0.500, 0 to 0.500, 0 to 0.250).");
    expect(figure).toMatch(/<g class="c1"><path d="M[^"]*z"/);
    expect(figure.match(/<tr>/g)).toHaveLength(4);
  });
});
