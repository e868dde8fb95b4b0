import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, loadavg, release, type as system, totalmem } from "node:os";

/** The machine and the versions that the figures belong to. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  readonly duckdb: string;
  /** Load of the last minute when the bench began: well under 0.5, or the wall times mean little. */
  readonly load: number;
  readonly python: Readonly<Record<string, string>>;
}

const PACKAGES: readonly string[] = [
  "numpy",
  "scipy",
  "pandas",
  "pyarrow",
  "evidently",
  "polars",
  "scikit-learn",
];

const VERSIONS = `
import importlib.metadata as m, json, platform, sys
found = {"python": platform.python_version()}
for name in sys.argv[1:]:
    try: found[name] = m.version(name)
    except m.PackageNotFoundError: pass
print(json.dumps(found))`;

function pythonVersions(python: string): Readonly<Record<string, string>> {
  const answer = spawnSync(python, ["-c", VERSIONS, ...PACKAGES], { encoding: "utf8" });
  return answer.status === 0 ? (JSON.parse(answer.stdout) as Record<string, string>) : {};
}

function duckdbVersion(): string {
  const manifest = createRequire(import.meta.url).resolve("@duckdb/node-api/package.json");
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

export function describeMachine(python: string): Machine {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? "unknown",
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${system()} ${release()}`,
    node: process.version,
    duckdb: duckdbVersion(),
    load: loadavg()[0] ?? Number.NaN,
    python: pythonVersions(python),
  };
}

/** The machine as lines of Markdown. */
export function machineLines(machine: Machine): readonly string[] {
  const python = Object.entries(machine.python).map(([name, version]) => `${name} ${version}`);
  return [
    `- Machine: ${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB; ${machine.system}; load ${machine.load.toFixed(2)} at the start`,
    `- Node ${machine.node}, @duckdb/node-api ${machine.duckdb}`,
    `- Peers: ${python.length > 0 ? python.join(", ") : "no Python found"}`,
  ];
}
