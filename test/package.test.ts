import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Manifest, readManifest } from "./imports.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const names = readdirSync(join(root, "packages"));
const folder = mkdtempSync(join(tmpdir(), "packages-"));
const installed = join(folder, "node_modules");
const home = (name: string): string => join(installed, name);
const manifests = new Map<string, Manifest>(
  names.map((name) => [name, readManifest(join(root, "packages", name))]),
);

/** Packs what was built and lays it into a project as an installation would; other dependencies are linked. */
beforeAll(() => {
  writeFileSync(join(folder, "package.json"), '{ "private": true }');
  for (const [name, manifest] of manifests) {
    const own = join(root, "packages", name);
    const packed = execFileSync("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder], {
      cwd: own,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
    mkdirSync(home(manifest.name), { recursive: true });
    execFileSync("tar", [
      "xzf",
      join(folder, filename),
      "-C",
      home(manifest.name),
      "--strip-components",
      "1",
    ]);
  }
  const others = [...manifests.values()].flatMap(({ dependencies, peerDependencies }) =>
    Object.keys({ ...dependencies, ...peerDependencies }),
  );
  for (const name of others) {
    if (existsSync(home(name))) continue;
    mkdirSync(join(home(name), ".."), { recursive: true });
    symlinkSync(join(root, "node_modules", name), home(name));
  }
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

const files = (name: string): string[] =>
  readdirSync(home(name), { recursive: true, withFileTypes: true, encoding: "utf8" })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name).slice(home(name).length + 1));

const run = (file: string, code: string): string => {
  writeFileSync(join(folder, file), code);
  return execFileSync(process.execPath, ["--no-warnings", file], { cwd: folder, encoding: "utf8" }).trim();
};

describe.each([...manifests.values()].map((manifest) => [manifest.name, manifest] as const))(
  "the tarball of %s",
  (name, manifest) => {
    it("holds its build and its sources, and neither tests nor notes of the compiler", () => {
      const held = files(name);
      expect(held.some((path) => path.startsWith("dist/") && path.endsWith(".js"))).toBe(true);
      expect(held.some((path) => path.startsWith("dist/") && path.endsWith(".d.ts"))).toBe(true);
      expect(held.some((path) => path.startsWith("src/"))).toBe(true);
      expect(
        held.filter((path) => /(?:^|\/)tests?\/|\.test\.|tsbuildinfo|node_modules|\.tgz$/.test(path)),
      ).toEqual([]);
    });

    it("holds every file that its manifest names", () => {
      const named = [
        ...Object.values(manifest.exports ?? {}).flatMap((entry) => Object.values(entry)),
        ...Object.values(manifest.bin ?? {}),
      ];
      expect(named.length).toBeGreaterThan(0);
      for (const path of named) expect(existsSync(join(home(name), path)), path).toBe(true);
    });

    it("is imported, and required, by every door", () => {
      const doors = Object.keys(manifest.exports ?? {}).map((entry) => join(name, entry));
      const imports = doors.map(
        (door, i) => `import * as m${i} from "${door}"; console.log(Object.keys(m${i}).length > 0);`,
      );
      const requires = doors.map((door) => `console.log(Object.keys(require("${door}")).length > 0);`);
      const said = doors.map(() => "true").join("\n");
      expect(run("doors.mjs", imports.join("\n"))).toBe(said);
      expect(run("doors.cjs", requires.join("\n"))).toBe(said);
    });
  },
);

describe("the packages together", () => {
  it("compare two tables by their executable", () => {
    for (const [file, shift] of [
      ["a.csv", 0],
      ["b.csv", 300],
    ] as const) {
      const rows = Array.from({ length: 2000 }, (_, i) => `${(i * 7919) % 1000 < 500 + shift ? "x" : "y"}`);
      writeFileSync(join(folder, file), `letter\n${rows.join("\n")}\n`);
    }
    const said = execFileSync(
      process.execPath,
      [join(home("relent"), "bin/relent.js"), "diff", "a.csv", "b.csv", "--json"],
      {
        cwd: folder,
        encoding: "utf8",
      },
    );
    expect(JSON.parse(said)).toMatchObject({ schema: "relent/diff@1", verdict: "moved" });
  });

  it("say the version that the manifests say", () => {
    const said = execFileSync(process.execPath, [join(home("relent"), "bin/relent.js"), "--version"], {
      encoding: "utf8",
    });
    expect(said.trim()).toBe(
      (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest).version,
    );
  });
});
