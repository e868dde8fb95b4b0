import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { hasDefaultExport, type Manifest, readHouse, readManifest } from "./imports.ts";
import { loosePins, outOfStep } from "./manifests.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const house = readHouse(root);
const examples = readdirSync(join(root, "examples")).map((name) =>
  readManifest(join(root, "examples", name)),
);
const top = readManifest(root);
const all: readonly Manifest[] = [
  top,
  ...house.manifests.values(),
  ...examples,
  readManifest(join(root, "bench")),
];

describe("the manifests", () => {
  it("pin every dependency to one release", () => {
    expect(all.flatMap(loosePins)).toEqual([]);
  });

  it("carry one version, and need each other in it", () => {
    expect(outOfStep(all, top.version)).toEqual([]);
  });

  it("give core no dependency", () => {
    expect(house.manifests.get("core")?.dependencies ?? {}).toEqual({});
  });

  it("name for every entry a source that is there and the build that is made of it", () => {
    for (const [folder, { exports = {} }] of house.manifests) {
      for (const [entry, target] of Object.entries(exports)) {
        if (typeof target === "string") continue;
        const source = target["relent:source"]!;
        expect(existsSync(join(root, "packages", folder, source)), `${folder} ${entry}`).toBe(true);
        const built = source.replace("./src/", "./dist/").replace(/\.tsx?$/, "");
        expect(target).toEqual({
          "relent:source": source,
          types: `${built}.d.ts`,
          default: `${built}.js`,
        });
      }
    }
  });
});

describe("the sources", () => {
  it("have no default export", () => {
    const found = [...house.sources].filter(([path, source]) => hasDefaultExport(path, source));
    expect(found.map(([path]) => path)).toEqual([]);
  });

  it("lie in kebab-case files, none of them a drawer for odds and ends", () => {
    const paths = [...house.sources.keys()].map((path) => path.replace(/^packages\/[^/]+\/src\//, ""));
    expect(
      paths.filter(
        (path) => !/^(?:[a-z0-9]+(?:-[a-z0-9]+)*\/)*[a-z0-9]+(?:-[a-z0-9]+)*(?:\.wasm)?\.tsx?$/.test(path),
      ),
    ).toEqual([]);
    expect(paths.filter((path) => /(?:^|[/-])(?:utils?|helpers?|misc|common)(?:\/|\.)/.test(path))).toEqual(
      [],
    );
  });
});

describe("the checks themselves", () => {
  const manifest = (more: Partial<Manifest>): Manifest => ({ name: "a", version: "1.0.0", ...more });

  it.each([
    "^1.0.0",
    "~1.0.0",
    "1.x",
    "*",
    "latest",
    ">=1.0.0",
    "npm:b@^2.0.0",
    "file:../b",
    "1.0.0 || 2.0.0",
  ])("call %s loose", (spec) =>
    expect(loosePins(manifest({ devDependencies: { b: spec } }))).toEqual([`b: ${spec}`]),
  );

  it.each(["1.0.0", "1.5.4-r.1", "npm:@typescript/typescript6@6.0.2"])("call %s exact", (spec) =>
    expect(loosePins(manifest({ dependencies: { b: spec } }))).toEqual([]),
  );

  it("see a version that fell behind, and a need for one", () => {
    const behind = [manifest({ version: "1.0.1" }), manifest({ name: "b", dependencies: { a: "1.0.0" } })];
    expect(outOfStep(behind, "1.0.1")).toEqual(["b is 1.0.0", "b needs a 1.0.0"]);
  });

  it.each(["export default 1;", "export default function f() {}", "const a = 1; export { a as default };"])(
    "see the default export in %s",
    (source) => expect(hasDefaultExport("a.ts", source)).toBe(true),
  );
});
