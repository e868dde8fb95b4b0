import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright";
import { build } from "vite";
import { expect, it } from "vitest";
import { LAWS } from "./laws.ts";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const browser = process.env.CHROMIUM ?? PLACES.find((path) => existsSync(path));
if (browser === undefined) console.log("skipped: laws in a browser, no Chromium found (set CHROMIUM)");

it.skipIf(browser === undefined)(
  "the laws hold in Chromium, in every twin",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "relent-laws-"));
    const chrome = await chromium.launch({ executablePath: browser!, args: ["--no-sandbox"] });
    try {
      await build({
        configFile: false,
        logLevel: "silent",
        build: {
          outDir: folder,
          emptyOutDir: false,
          lib: {
            entry: fileURLToPath(new URL("laws-page.ts", import.meta.url)),
            formats: ["iife"],
            name: "laws",
            fileName: () => "laws.js",
          },
        },
      });
      const page = join(folder, "index.html");
      writeFileSync(page, '<!doctype html><title>-</title><body><script src="laws.js"></script>');
      const tab = await chrome.newPage();
      await tab.goto(pathToFileURL(page).href);
      await tab.waitForFunction("document.title !== '-'", undefined, { timeout: 60_000 });
      const { laws, broken } = JSON.parse(await tab.title());
      expect(laws).toBe(LAWS.length);
      expect(broken).toEqual({ js: [], simd: [], relaxed: [] });
    } finally {
      await chrome.close();
      rmSync(folder, { recursive: true });
    }
  },
  120_000,
);
