import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { expect, it } from "vitest";

const room = fileURLToPath(new URL("../../src/", import.meta.url));

/** Bundles one import of the package as an application would, and returns its gzipped size. */
async function gzipped(entry: string, kernels: boolean): Promise<number> {
  const virtual = {
    name: "one-import",
    resolveId: (id: string) => (id === "entry" ? "\0entry" : undefined),
    load(id: string) {
      if (id === "\0entry") return entry;
      const kernel = /(simd|relaxed)\.wasm\.ts$/.exec(id);
      return kernel && !kernels ? `export const ${kernel[1]} = "";` : undefined;
    },
  };
  const result = (await build({
    configFile: false,
    logLevel: "silent",
    plugins: [virtual],
    resolve: { alias: { "@relent/core": `${room}index.ts` } },
    build: { write: false, target: "es2022", rollupOptions: { input: "entry" }, modulePreload: false },
  })) as Rolldown.RolldownOutput;
  const [chunk] = result.output;
  return gzipSync(chunk!.code).length;
}

const KL = 'import { kl } from "@relent/core"; console.log(kl([0.5, 0.5], [0.9, 0.1]));';

it("importing kl costs at most 5 kB gzipped without the kernels", async () => {
  const size = await gzipped(KL, false);
  expect(size).toBeGreaterThan(1000);
  expect(size).toBeLessThanOrEqual(5 * 1024);
});

it("importing kl costs at most 45 kB gzipped with both kernels", async () => {
  const size = await gzipped(KL, true);
  expect(size).toBeLessThanOrEqual(45 * 1024);
});

it("importing kl leaves the other measures out", async () => {
  const entropy = 'import { renyi } from "@relent/core"; console.log(renyi([1], [1], 2));';
  const all = 'import * as relent from "@relent/core"; console.log(Object.keys(relent));';
  expect(await gzipped(KL, false)).toBeLessThan((await gzipped(all, false)) / 2);
  expect(await gzipped(entropy, false)).toBeLessThan((await gzipped(all, false)) / 2);
});
