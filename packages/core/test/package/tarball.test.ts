import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const room = fileURLToPath(new URL("../../", import.meta.url));
const repository = join(room, "../..");
/** ½ log(4/3), of which twins may differ in the last digit. */
const WANT = 0.14384103622589045;

/** Checks a line of two figures: ½ log(4/3), and 0. */
function holds(line: string): void {
  const [value, zero] = line.split(" ").map(Number);
  expect(value).toBeCloseTo(WANT, 15);
  expect(zero).toBe(0);
}

/** Further versions of Node to try, as paths of their binaries separated by colons. */
const nodes = [
  process.execPath,
  ...(process.env.RELENT_NODES ?? "").split(":").filter((path) => path !== ""),
];

let folder = "";

/** Compiles and packs the package in a folder of its own, and installs the tarball into a project there. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "relent-package-"));
  const own = join(folder, "own");
  mkdirSync(own);
  for (const name of ["package.json", "src"]) cpSync(join(room, name), join(own, name), { recursive: true });
  const compiler = join(repository, "node_modules/.bin/tsc");
  execFileSync(compiler, [
    "-p",
    join(room, "tsconfig.json"),
    "--outDir",
    join(own, "dist"),
    "--tsBuildInfoFile",
    join(folder, "info"),
  ]);
  execFileSync("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], { cwd: own });
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"))!;
  const home = join(folder, "project/node_modules/@relent/core");
  mkdirSync(home, { recursive: true });
  execFileSync("tar", ["xzf", join(folder, tarball), "-C", home, "--strip-components", "1"]);
  writeFileSync(join(folder, "project/package.json"), '{ "private": true }');
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

function run(node: string, name: string, code: string): string {
  writeFileSync(join(folder, "project", name), code);
  return execFileSync(node, ["--no-warnings", name], {
    cwd: join(folder, "project"),
    encoding: "utf8",
  }).trim();
}

const USE =
  "console.log(kl([0.5, 0.5], [0.25, 0.75]), kl(weights(new Float64Array(64).fill(1)), weights(new Float64Array(64).fill(2))))";

describe.each(nodes)("the packed tarball in %s", (node) => {
  it("is imported as a module", () => {
    holds(run(node, "a.mjs", `import { kl, weights } from "@relent/core"; ${USE}`));
  });

  it("is required", () => {
    holds(run(node, "b.cjs", `const { kl, weights } = require("@relent/core"); ${USE}`));
  });

  it("has its further doors: gradient, scalar, random, estimate, parallel", () => {
    const code = `
      import { klGradient } from "@relent/core/gradient";
      import { xlogy } from "@relent/core/scalar";
      import * as random from "@relent/core/random";
      import * as estimate from "@relent/core/estimate";
      console.log(klGradient([0.5, 0.5], [0.75, 0.25])[0], xlogy(0, 0), typeof random, typeof estimate);`;
    expect(run(node, "c.mjs", code)).toBe("0.25 0 object object");
  });

  it("runs its threads, and lets the process end", () => {
    const code = `
      import { weights } from "@relent/core";
      import { parallel } from "@relent/core/parallel";
      const threads = await parallel(2);
      console.log(...await threads.kl(weights([1, 1, 1, 3], { cols: 2 }), weights([1, 3])));`;
    holds(run(node, "d.mjs", code));
  });
});

it("depends on nothing", () => {
  const { dependencies } = JSON.parse(
    readFileSync(join(folder, "project/node_modules/@relent/core/package.json"), "utf8"),
  );
  expect(dependencies).toEqual({});
});

const browser = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
if (browser === undefined) console.log("skipped: no Chromium here, so the package was not tried in one");

describe.skipIf(browser === undefined)(
  "the packed tarball, built with Vite, in Chromium from file://",
  () => {
    const page = `
    import { chooseTwin } from "@relent/core/kernel-for-tests";
    import { crossEntropy, entropy, kl, weights } from "@relent/core";
    const random = (seed) => () => ((seed = (seed * 1664525 + 1013904223) % 4294967296) + 1) / 4294967296;
    const draw = random(7);
    const rows = Array.from({ length: 200 }, () => [0, 1].map(() => Float64Array.from({ length: 200 }, () => Math.max(0, draw() - 0.1))));
    const laws = {};
    for (const twin of ["js", "simd", "relaxed"]) {
      if (!chooseTwin(twin)) continue;
      let balance = 0, gibbs = Infinity, same = 0;
      for (const [p, q] of rows) {
        const r = q.map((v) => v + 0.01);
        const d = kl(weights(p), weights(r));
        gibbs = Math.min(gibbs, d);
        balance = Math.max(balance, Math.abs((entropy(weights(p)) + d) / crossEntropy(weights(p), weights(r)) - 1));
        same = Math.max(same, kl(weights(p), weights(p.slice())));
      }
      laws[twin] = { balance, gibbs, same };
    }
    document.title = JSON.stringify({ value: kl([0.5, 0.5], [0.25, 0.75]), laws });`;

    it("keeps the laws in both twins", async () => {
      const site = join(folder, "project");
      writeFileSync(join(site, "page.js"), page);
      const kernel = join(site, "node_modules/@relent/core/dist/kernel/engine.js");
      await build({
        root: site,
        configFile: false,
        logLevel: "silent",
        resolve: { alias: { "@relent/core/kernel-for-tests": kernel } },
        build: {
          outDir: join(folder, "site"),
          lib: { entry: join(site, "page.js"), formats: ["iife"], name: "page", fileName: () => "page.js" },
        },
      });
      writeFileSync(
        join(folder, "site/index.html"),
        '<!doctype html><title>-</title><body><script src="page.js"></script>',
      );
      const chrome = await chromium.launch({ executablePath: browser!, args: ["--no-sandbox"] });
      try {
        const tab = await chrome.newPage();
        await tab.goto(pathToFileURL(join(folder, "site/index.html")).href);
        await tab.waitForFunction("document.title !== '-'", undefined, { timeout: 30_000 });
        const { value, laws } = JSON.parse(await tab.title());
        expect(value).toBeCloseTo(WANT, 15);
        expect(Object.keys(laws)).toEqual(expect.arrayContaining(["js", "simd"]));
        for (const { balance, gibbs, same } of Object.values<{
          balance: number;
          gibbs: number;
          same: number;
        }>(laws)) {
          expect(balance).toBeLessThan(16 * 2 ** -52);
          expect(gibbs).toBeGreaterThan(0);
          expect(same).toBe(0);
        }
      } finally {
        await chrome.close();
      }
    }, 120_000);
  },
);
