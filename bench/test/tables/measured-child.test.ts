import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { findMeter, type Meter, runMeasured } from "../../src/tables/measured-child.ts";

const hasPython = spawnSync("python3", ["--version"]).status === 0;
const python: Meter = (figures, command) => [
  "python3",
  resolve(import.meta.dirname, "../../peers/measure.py"),
  figures,
  ...command,
];

const node = (script: string): readonly string[] => [process.execPath, "-e", script];
const BUSY = "const end = process.cpuUsage().user + 4e5; while (process.cpuUsage().user < end);";
const LARGE = "globalThis.kept = new Float64Array(25_000_000).fill(1);";

const meters: readonly (readonly [string, Meter])[] = [
  ["the machine's own meter", findMeter("python3")],
  ["the Python meter", python],
];

describe.skipIf(!hasPython).each(meters)("a child under %s", (_, meter) => {
  it("reports the memory of the child, not of its parent", async () => {
    const ballast = new Float64Array(50_000_000).fill(1);
    const small = await runMeasured(node("0"), meter);
    const large = await runMeasured(node(LARGE), meter);
    expect(ballast[7]).toBe(1);
    expect(small.peakRssMb).toBeGreaterThan(10);
    expect(small.peakRssMb).toBeLessThan(150);
    expect(large.peakRssMb - small.peakRssMb).toBeGreaterThan(0.9 * ((25_000_000 * 8) / 2 ** 20));
    expect(large.peakRssMb - small.peakRssMb).toBeLessThan(1.3 * ((25_000_000 * 8) / 2 ** 20));
  });

  it("reports the time that the child was at work", async () => {
    const busy = await runMeasured(node(BUSY), meter);
    expect(busy.cpuSeconds).toBeGreaterThan(0.38);
    expect(busy.wallSeconds).toBeGreaterThan(0.38);
  });

  it("passes on the exit code and both streams", async () => {
    const run = await runMeasured(
      node("console.log('out'); console.error('err'); process.exitCode = 3"),
      meter,
    );
    expect(run).toMatchObject({ exitCode: 3, stdout: "out\n", stderr: "err\n" });
  });
});
