import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SCRIPT_HASH, STYLE_HASH } from "../src/html/policy.ts";
import { SCRIPT } from "../src/html/script.ts";
import { STYLE } from "../src/html/style.ts";
import { stringify, toHtml } from "../src/index.ts";
import { HOSTILE, hostileReport, SAMPLE, SMALL, wideReport } from "./fixtures/sample.ts";

const bytes = (text: string): number => new TextEncoder().encode(text).length;
const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64");
const body = (html: string): string =>
  html.slice(html.indexOf("<body>"), html.indexOf('<script type="application/json"'));
const data = (html: string): string => /id="relent-data">(.*)<\/script>\n<script>/su.exec(html)![1]!;
const sectionsOf = (html: string): string[] => body(html).split('<details class="s"').slice(1);

/** What a page says when a number or a value slipped through. */
const slip = (html: string): string | undefined =>
  /.{0,60}(?:NaN|undefined|Infinity|\[object).{0,20}/su.exec(html)?.[0];

const TAGS = /<\/?([a-z][a-z0-9]*)\b(?:\s+[a-zA-Z][\w:-]*(?:="[^"<]*")?)*\s*\/?>/g;

describe("the HTML report", () => {
  it("has this body", () =>
    expect(`${body(toHtml(SMALL))}\n`).toMatchFileSnapshot("./fixtures/golden/report.html"));

  it("allows its own style and script alone, by hash", () => {
    expect(STYLE_HASH, "STYLE_HASH in src/html/policy.ts").toBe(sha256(STYLE));
    expect(SCRIPT_HASH, "SCRIPT_HASH in src/html/policy.ts").toBe(sha256(SCRIPT));
    expect(toHtml(SMALL)).toContain(
      `content="default-src 'none'; style-src 'sha256-${STYLE_HASH}'; script-src 'sha256-${SCRIPT_HASH}';`,
    );
  });

  it("refers to nothing outside itself", () => {
    const html = toHtml(SAMPLE);
    expect(html).not.toMatch(/\b(?:src|action|srcset|poster)=|@import|url\(|https?:/);
    for (const [, href] of html.matchAll(/href="([^"]*)"/g)) expect(html).toContain(`id="${href!.slice(1)}"`);
  });

  it("keeps its script under 3 kB, a section of 32 cells under 8 kB, and 200 of them under 2 MB", () => {
    const html = toHtml(wideReport());
    expect(bytes(SCRIPT)).toBeLessThan(3000);
    for (const section of sectionsOf(html)) expect(bytes(section)).toBeLessThanOrEqual(8000);
    expect(bytes(html)).toBeLessThanOrEqual(2_000_000);
  });

  it("leaves out, and says so, the quiet drawings of a very long report", () => {
    const html = toHtml(wideReport(1000, 4));
    expect(body(html)).toContain("The drawings of 865 sections");
    expect(sectionsOf(html).filter((section) => section.includes("<figure>"))).toHaveLength(135);
    expect(body(toHtml(wideReport(200, 4)))).not.toContain("drawings of");
  });

  it("opens what needs attention and folds the rest", () => {
    const sections = sectionsOf(toHtml(SAMPLE));
    const open = sections.filter((section) => /^[^>]* open/.test(section));
    expect(sections).toHaveLength(12);
    expect(open).toHaveLength(6);
  });

  it("gives each figure a label and a table of its numbers", () => {
    const html = body(toHtml(SAMPLE));
    const figures = html.split("<figure>").slice(1);
    expect(figures).toHaveLength(10);
    for (const figure of figures)
      expect(figure).toMatch(/role="img" aria-label="[^"]+".*<details class="n">.*<table>/su);
  });

  it("embeds the lane's value, to three digits", () => {
    expect(JSON.parse(data(toHtml(SAMPLE)))).toEqual(JSON.parse(stringify(SAMPLE.data, 0, 3)));
  });

  it("embeds less where the lane says so", () => {
    const embedded = { schema: "relent/diff@1", columns: 12 };
    expect(JSON.parse(data(toHtml({ ...SAMPLE, embedded })))).toEqual(embedded);
  });

  it("never says NaN or undefined", () => {
    expect(slip(body(toHtml(SAMPLE)) + body(toHtml(wideReport(20))))).toBeUndefined();
  });

  it("draws infinite, zero and empty figures without breaking", () => {
    const [chart] = SAMPLE.charts;
    if (chart?.kind !== "intervals") throw new Error("the sample opens with intervals");
    const row = chart.rows[0]!;
    const infinite = { ...row.estimate, value: Number.POSITIVE_INFINITY, high: Number.POSITIVE_INFINITY };
    const zero = { ...row.estimate, value: 0, low: 0, high: 0 };
    const paired = SAMPLE.sections[0]!.charts[0]!;
    if (paired.kind !== "paired-shares") throw new Error("the first section opens with shares");
    const cells = [{ label: "new", reference: 0, current: 1, bits: Number.POSITIVE_INFINITY }];
    for (const scale of ["named", "ordered"] as const) {
      for (const some of [cells, [...cells, ...paired.cells], []]) {
        const charts = [{ ...paired, scale, cells: some }];
        expect(slip(body(toHtml({ ...SAMPLE, charts, sections: [] })))).toBeUndefined();
      }
    }
    for (const estimates of [[infinite], [zero], [infinite, zero], []]) {
      const html = body(
        toHtml({
          ...SAMPLE,
          charts: [{ ...chart, rows: estimates.map((estimate) => ({ ...row, estimate })) }],
        }),
      );
      expect(slip(html)).toBeUndefined();
    }
    const empty = toHtml({
      ...SAMPLE,
      charts: [],
      sections: [],
      overview: { ...SAMPLE.overview, rows: [] },
      facts: [],
      warnings: [],
    });
    expect(body(empty)).toContain("<h1");
  });

  it("turns no name into markup, whatever it is", () => {
    const allowed = new Set([...body(toHtml(hostileReport("x"))).matchAll(TAGS)].map(([, tag]) => tag));
    const names = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.constantFrom(...HOSTILE),
      fc.string().map((s) => `<${s}>"'`),
    );
    fc.assert(
      fc.property(names, (name) => {
        const html = toHtml(hostileReport(name));
        const rest = body(html).replace(TAGS, (_, tag: string) => (allowed.has(tag) ? "" : "<"));
        expect(rest).not.toContain("<");
        expect(html.match(/<script/g)).toHaveLength(2);
        expect(html.match(/<\/script/g)).toHaveLength(2);
        expect(data(html)).not.toMatch(/[<>&\u2028\u2029]/);
        expect(JSON.parse(data(html)).columns[0].name).toBe(name);
      }),
    );
  });
});
