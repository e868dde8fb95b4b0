import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Chart, toHtml } from "../../src/index.ts";
import { CURVES, HOSTILE, hostileReport, SAMPLE, SMALL, wideReport } from "../fixtures/sample.ts";
import { CHROMIUM, launch, open } from "./chromium.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Rules that axe finds broken, with the first place of each. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(() =>
    document.styleSheets[0]?.insertRule(".s { content-visibility: visible !important }"),
  );
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: () => Promise<{ violations: Found[] }> } };
    type Found = { id: string; nodes: { html: string; failureSummary: string }[] };
    const { violations: found } = await axe.run();
    return found.map(
      ({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0]?.html} ${nodes[0]?.failureSummary}`,
    );
  });
}

const ALONG = Array.from({ length: 21 }, (_, i) => i - 10);

/** A matrix that is wider than the page, and a text, with numbers of both signs. */
const SIGNED: readonly Chart[] = [
  {
    kind: "matrix",
    title: "Both signs",
    unit: "bits",
    axes: ["up", "across"],
    rows: ALONG.map(String),
    columns: ALONG.map((i) => `column ${i}`),
    values: ALONG.map((i) => ALONG.map((j) => i * j)),
  },
  {
    kind: "text",
    title: "More and less",
    meaning: "bits more",
    unit: "bits",
    tokens: ALONG.map((value) => ({ text: `${value} `, value })),
  },
];

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const names = (page: Page): Promise<string[]> =>
  page.$$eval("#overview tbody tr:not([hidden]) th", (cells) => cells.map((cell) => cell.textContent ?? ""));

/** A name as far as a page can carry it: without control characters and lone halves of pairs. */
const shown = (text: string | null): string => (text ?? "").replace(/[\p{Cc}\p{Cs}\ufffd]/gu, "");

describe.skipIf(CHROMIUM === undefined)("a report in a browser", () => {
  let browser: Browser;
  const html = toHtml(SAMPLE);

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  it("asks for nothing and complains of nothing", async () => {
    const { page, requests, complaints } = await open(browser, html);
    await page.mouse.wheel(0, 4000);
    await page.waitForTimeout(100);
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it.each(["light", "dark"] as const)(
    "draws curves and parts that break no rule of axe in %s",
    async (colorScheme) => {
      const html = toHtml({ ...SMALL, charts: [...CURVES, ...SIGNED] });
      const { page, complaints } = await open(browser, html, { colorScheme });
      expect(complaints).toEqual([]);
      expect(await violations(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      await page.context().close();
    },
  );

  it.each(["light", "dark"] as const)("breaks no rule of axe in %s", async (colorScheme) => {
    const { page } = await open(browser, html, { colorScheme });
    expect(await violations(page)).toEqual([]);
    await page.click("#x");
    await page.evaluate(() => {
      for (const one of document.querySelectorAll("details")) one.open = true;
    });
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  it("shows verdict, facts, forest and the first rows on the first screen", async () => {
    const { page } = await open(browser, html);
    for (const selector of ["h1", ".lead dl", ".forest", "#overview tbody tr:nth-child(5)"]) {
      const box = await page.locator(selector).first().boundingBox();
      expect(box!.y + box!.height, selector).toBeLessThanOrEqual(800);
    }
    await page.context().close();
  });

  it.each([390, 768, 1280])("does not scroll sideways at %d px, even with hostile names", async (width) => {
    for (const report of [
      SAMPLE,
      hostileReport("x".repeat(300)),
      hostileReport("👩‍👩‍👧‍👦 東京 مرحبا ".repeat(20)),
    ]) {
      const { page } = await open(browser, toHtml(report), { viewport: { width, height: 844 } });
      await page.evaluate(() => {
        for (const one of document.querySelectorAll("details")) one.open = true;
      });
      expect(await overflow(page)).toBe(0);
      await page.context().close();
    }
  });

  it("runs no name as script and keeps every name as text", async () => {
    const { page } = await open(browser, html);
    for (const name of HOSTILE) {
      await page.setContent(toHtml(hostileReport(name)));
      expect(
        await page.evaluate(() => document.querySelectorAll("img, iframe, script:not([id])").length),
      ).toBe(1);
      expect(shown(await page.textContent("h3"))).toBe(shown(name));
      const data = await page.evaluate(() =>
        JSON.parse(document.getElementById("relent-data")!.textContent!),
      );
      expect(data.columns[0].name).toBe(name);
    }
    await page.context().close();
  });

  it("sorts, filters, opens and links", async () => {
    const { page } = await open(browser, html);
    const before = await names(page);
    await page.click("#overview th:nth-child(3) button");
    expect(await page.getAttribute("#overview th:nth-child(3)", "aria-sort")).toBe("descending");
    expect(await names(page)).toEqual(before);
    await page.click("#overview th:nth-child(3) button");
    expect((await names(page)).slice(0, 3)).toEqual(["items", "weekday", "payment"]);
    expect((await names(page)).slice(-3).toSorted()).toEqual(["customer_id", "loyalty_tier", "ordered_at"]);
    await page.click("#overview th:nth-child(1) button");
    expect(await names(page)).toEqual(before.toSorted());

    await page.fill("#q", "DEL");
    expect(await names(page)).toEqual(["delivery_days"]);
    expect(await page.locator("details.s:visible").count()).toBe(1);
    await page.fill("#q", "");
    await page.selectOption("#w", "same");
    expect((await names(page)).toSorted()).toEqual(["items", "payment", "weekday"]);
    await page.selectOption("#w", "");

    expect(await page.locator("#c-items").getAttribute("open")).toBeNull();
    await page.click('#overview a[href="#c-items"]');
    await page.waitForSelector("#c-items[open]", { timeout: 5000 });
    await page.click("#x");
    expect(await page.locator("details.s:not([open])").count()).toBe(0);
    await page.context().close();
  });

  it("leads through a coloured text by arrow keys, from one place where Tab stops", async () => {
    const { page, complaints } = await open(browser, toHtml({ ...SMALL, charts: CURVES }));
    const told = (): Promise<string | null> => page.locator(".tip:visible").textContent();
    expect(await page.locator('.t[tabindex="0"]').count()).toBe(1);
    await page.locator('.t[tabindex="0"]').focus();
    expect(await told()).toBe("0.00200 bits");
    await page.keyboard.press("ArrowRight");
    expect(await told()).toContain("base: ` are` 0.61");
    await page.keyboard.press("ArrowDown");
    expect(await told()).toContain("base: ` installed` 0.55");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    expect(await told()).toBe("0.00200 bits");
    expect(await page.locator('.t[tabindex="0"]').count()).toBe(1);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("changes between light and dark at a press", async () => {
    const { page, complaints } = await open(browser, html, { colorScheme: "light" });
    const paper = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await page.click("#t");
    const dark = await paper();
    expect(dark).not.toBe(light);
    await page.click("#t");
    expect(await paper()).toBe(light);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("is whole without script", async () => {
    const { page } = await open(browser, html, { javaScriptEnabled: false });
    expect(await page.locator("#overview tbody tr").count()).toBe(12);
    expect(await page.locator(".tools:visible").count()).toBe(0);
    await page.locator("#c-items summary").first().click();
    expect(await page.locator("#c-items [role=img]").isVisible()).toBe(true);
    await page.context().close();
  });

  it("prints dark ink on white with everything open", async () => {
    const { page } = await open(browser, html, { colorScheme: "dark" });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const [paper, ink] = await page.evaluate(() => {
      const style = getComputedStyle(document.body);
      return [style.backgroundColor, style.color];
    });
    expect(paper).toBe("rgb(255, 255, 255)");
    expect(ink).toBe("rgb(27, 30, 35)");
    expect(await page.locator(".tools:visible").count()).toBe(0);
    for (const inside of ["#c-items .ordered", "#c-country details.n table"]) {
      expect((await page.locator(inside).first().boundingBox())!.height, inside).toBeGreaterThan(50);
    }
    await page.context().close();
  });

  it("opens 200 columns from a file of under 2 MB without a request", async () => {
    const wide = toHtml(wideReport());
    const { page, requests, complaints } = await open(browser, wide);
    const took = await page.evaluate(() => {
      const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      return entry!.loadEventEnd;
    });
    console.log(`200 columns: ${(wide.length / 1e6).toFixed(2)} MB, loaded in ${took.toFixed(0)} ms`);
    expect(await page.locator("details.s").count()).toBe(200);
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
