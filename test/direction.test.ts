import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { misdirections } from "./direction.ts";
import { type House, importsOf, type Manifest, readHouse } from "./imports.ts";

const house = readHouse(fileURLToPath(new URL("..", import.meta.url)));

describe("the imports of the packages", () => {
  it("follow the direction, stay within what is exported and declared, and go in no circle", () => {
    expect(misdirections(house)).toEqual([]);
  });

  it("are all read", () => {
    const read = [...house.sources].flatMap(([path, source]) => importsOf(path, source));
    expect(house.sources.size).toBeGreaterThan(200);
    for (const kind of ["static", "dynamic", "type"] as const)
      expect(read.filter((one) => one.kind === kind).length).toBeGreaterThan(5);
  });
});

const manifest = (name: string, knows: readonly string[], entries: readonly string[] = ["."]): Manifest => ({
  name,
  version: "1.0.0",
  exports: Object.fromEntries(entries.map((entry) => [entry, { default: "" }])),
  dependencies: Object.fromEntries(knows.map((each) => [each, "1.0.0"])),
});

const CORE = "@relent/core";
const MANIFESTS: ReadonlyMap<string, Manifest> = new Map([
  ["core", manifest(CORE, [], [".", "./estimate"])],
  ["report", manifest("@relent/report", [CORE, "@relent/engine"])],
  ["engine", manifest("@relent/engine", [CORE, "apache-arrow"])],
  ["tables", manifest("@relent/tables", [CORE, "@relent/engine", "@relent/report"])],
  ["lm", manifest("@relent/lm", [CORE, "@relent/engine"])],
  ["cli", manifest("relent", [CORE, "@relent/tables"])],
  ["attic", manifest("@relent/attic", [CORE])],
]);

/** The sources named, and a file for every relative path that they import. */
const built = (files: Readonly<Record<string, string>>): House => ({
  manifests: MANIFESTS,
  sources: new Map([
    ["packages/core/src/finite/kl.ts", ""],
    ["packages/core/src/scalar/xlogy.ts", ""],
    ["packages/core/src/estimate/estimate.ts", ""],
    ["packages/core/src/kernel/heap.ts", ""],
    ...Object.entries(files).map(([path, source]) => [`packages/${path}`, source] as const),
  ]),
});

describe("the check of directions", () => {
  it.each<readonly [what: string, path: string, source: string]>([
    ["a lane that imports its rooms", "tables/src/a.ts", `import { x } from "@relent/core/estimate";`],
    ["a report that imports types of core", "report/src/a.ts", `import type { X } from "${CORE}/estimate";`],
    ["a lane that loads the engine on demand", "lm/src/a.ts", `const e = await import("@relent/engine");`],
    [
      "an upper room of core that imports a lower one",
      "core/src/finite/a.ts",
      `import "../scalar/xlogy.ts";`,
    ],
    ["the index of core", "core/src/index.ts", `export * from "./estimate/estimate.ts";`],
    ["a node module outside core", "engine/src/a.ts", `import { readFile } from "node:fs/promises";`],
    ["two files that know each other by type", "core/src/finite/a.ts", `import type { A } from "./a.ts";`],
    [
      "an import in a comment or a text",
      "core/src/a.ts",
      `// import "node:fs";\nconst a = 'import "node:fs"';`,
    ],
  ])("lets %s pass", (_, path, source) => {
    expect(misdirections(built({ [path]: source }))).toEqual([]);
  });

  it.each<readonly [what: string, path: string, source: string, said: RegExp]>([
    [
      "core that imports a lane",
      "core/src/index.ts",
      `import "@relent/tables";`,
      /core does not know tables/,
    ],
    [
      "core that imports a lane's type",
      "core/src/index.ts",
      `import type { T } from "@relent/tables";`,
      /core does not know tables/,
    ],
    [
      "core that imports a type so in an expression",
      "core/src/index.ts",
      `let t: import("@relent/tables").T;`,
      /core does not know tables/,
    ],
    ["core that imports node", "core/src/index.ts", `import { readFileSync } from "node:fs";`, /leaves core/],
    ["core that imports a package", "core/src/index.ts", `export * from "apache-arrow";`, /leaves core/],
    [
      "an engine that imports a report",
      "engine/src/a.ts",
      `const r = import("@relent/report");`,
      /engine does not know report/,
    ],
    [
      "a report that imports an engine",
      "report/src/a.ts",
      `import type { E } from "@relent/engine";`,
      /report does not know engine/,
    ],
    ["a report that runs core", "report/src/a.ts", `import { kl } from "${CORE}";`, /only as type/],
    [
      "a type import that leaves an empty one",
      "report/src/a.ts",
      `import { type X } from "${CORE}";`,
      /only as type/,
    ],
    [
      "a type export that leaves an empty one",
      "report/src/a.ts",
      `export { type X } from "${CORE}";`,
      /only as type/,
    ],
    [
      "a lane that loads the engine at once",
      "lm/src/a.ts",
      `import { duckdb } from "@relent/engine";`,
      /lm imports engine only as dynamic, type/,
    ],
    [
      "a command line that loads a lane at once",
      "cli/src/a.ts",
      `import { diff } from "@relent/tables";`,
      /cli imports tables only as dynamic, type/,
    ],
    [
      "the inside of another package",
      "tables/src/a.ts",
      `import { kl } from "${CORE}/finite/kl";`,
      /is not exported/,
    ],
    [
      "another package's sources",
      "tables/src/a.ts",
      `import "../../core/src/finite/kl.ts";`,
      /leaves its package's sources/,
    ],
    ["its own name", "core/src/a.ts", `import "${CORE}";`, /names its own package/],
    ["a file that is not there", "tables/src/a.ts", `import "./b.ts";`, /is no file/],
    [
      "an undeclared dependency",
      "cli/src/a.ts",
      `import "@relent/report";`,
      /not among the package's dependencies/,
    ],
    ["a package without a place", "attic/src/a.ts", `import "${CORE}";`, /no place in the direction/],
    [
      "scalar that imports finite",
      "core/src/scalar/a.ts",
      `import "../finite/kl.ts";`,
      /scalar does not know finite/,
    ],
    [
      "finite that imports estimate",
      "core/src/finite/a.ts",
      `export * from "../estimate/estimate.ts";`,
      /finite does not know estimate/,
    ],
    [
      "kernel that imports finite",
      "core/src/kernel/a.ts",
      `import type { K } from "../finite/kl.ts";`,
      /kernel does not know finite/,
    ],
    [
      "a family that imports finite",
      "core/src/family/a.ts",
      `import { kl } from "../finite/kl.ts";`,
      /family does not know finite/,
    ],
    [
      "a module whose name is computed",
      "core/src/kernel/a.ts",
      `const m = import(name);`,
      /a computed name hides what it loads/,
    ],
    [
      "a room without a place",
      "core/src/attic/a.ts",
      `import "../scalar/xlogy.ts";`,
      /attic, which has no place/,
    ],
    [
      "a file that needs itself",
      "core/src/finite/a.ts",
      `import { a } from "./a.ts";`,
      /a\.ts → packages.*a\.ts go in a circle/,
    ],
  ])("stops %s", (_, path, source, said) => {
    const found = misdirections(built({ [path]: source }));
    expect(found.join("\n")).toMatch(said);
  });

  it("finds a circle of three files, once, even where one of them loads on demand", () => {
    const found = misdirections(
      built({
        "core/src/finite/a.ts": `import "./b.ts";`,
        "core/src/finite/b.ts": `export * from "./c.ts";`,
        "core/src/finite/c.ts": `const a = () => import("./a.ts");`,
      }),
    );
    const at = (name: string) => `packages/core/src/finite/${name}.ts`;
    expect(found).toEqual([`${at("a")} → ${at("b")} → ${at("c")} → ${at("a")} go in a circle`]);
  });
});
