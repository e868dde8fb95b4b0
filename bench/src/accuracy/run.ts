import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { kl, logits, weights } from "@relent/core";
import { chooseTwin } from "@relent/core/kernel";
import { type Case, inputsOf } from "./inputs.ts";

/** Prints the relative error of KL between near-equal rows: relent's twins beside peers, on the same inputs. */
const { values } = parseArgs({
  options: { python: { type: "string", default: "python3" }, write: { type: "boolean", default: false } },
});
/** Node 20 has relaxed SIMD behind a flag; it is for accuracy alone here. */
if (Number.parseInt(process.versions.node, 10) < 21) setFlagsFromString("--experimental-wasm-relaxed-simd");
const lines: string[] = [];
const here = resolve(import.meta.dirname, "../../src/accuracy");
const cases: Case[] = JSON.parse(readFileSync(join(here, "truths.json"), "utf8"));

type Found = Record<string, number>;

/** What each twin gives. */
function relent(one: Case): Found {
  const [p, q] = inputsOf(one);
  const kind = one.kind === "weights" ? weights : logits;
  const found: Found = {};
  for (const twin of ["js", "simd", "relaxed"] as const) {
    if (chooseTwin(twin)) found[`relent, ${twin}`] = kl(kind(p), kind(q));
  }
  return found;
}

async function mathjs(one: Case): Promise<Found> {
  if (one.kind === "logits") return {};
  try {
    const name = "mathjs";
    const { kldivergence } = (await import(name)) as { kldivergence: (p: number[], q: number[]) => number };
    const [p, q] = inputsOf(one).map((x) => Array.from(x)) as [number[], number[]];
    return { "mathjs kldivergence": kldivergence(p, q) };
  } catch {
    return {};
  }
}

/** All cases in one Python process. */
function python(): Found[] {
  const folder = mkdtempSync(join(tmpdir(), "relent-accuracy-"));
  const requests = cases.map((one, i) => {
    const files = inputsOf(one).map((x, k) => {
      const file = join(folder, `${i}-${k}`);
      writeFileSync(file, x);
      return file;
    });
    return JSON.stringify({ kind: one.kind, p: files[0], q: files[1], dtype: one.single ? "<f4" : "<f8" });
  });
  const { status, stdout, stderr } = spawnSync(values.python, [join(here, "peers.py")], {
    input: `${requests.join("\n")}\n`,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  rmSync(folder, { recursive: true });
  if (status !== 0) {
    process.stderr.write(`no Python peers: ${(stderr ?? "").trim().split("\n").at(-1)}\n`);
    return cases.map(() => ({}));
  }
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Found);
}

const error = (got: number, truth: number): string => {
  const off = (got - truth) / truth;
  const size = off === 0 ? "0" : Math.abs(off).toExponential(1);
  return got < 0 ? `−(${size})` : size;
};

lines.push("# Accuracy: relent beside its peers\n");
lines.push(
  "Relative error of D(p‖q) in parentheses with a minus where the result is negative; truth by mpmath at 200 bits.\n",
);
const peers = python();
for (const kind of ["weights", "logits"] as const) {
  for (const single of [false, true]) {
    const chosen = cases
      .map((one, i) => [one, peers[i]!] as const)
      .filter(([one]) => one.kind === kind && one.single === single);
    const columns = await Promise.all(
      chosen.map(async ([one, found]) => ({ ...relent(one), ...(await mathjs(one)), ...found }) as Found),
    );
    const names = [...new Set(columns.flatMap((column) => Object.keys(column)))];
    lines.push(
      `### ${kind === "weights" ? "p and p(1 + εz)" : "logits x and x + εz"}, ${single ? "f32" : "f64"}\n`,
    );
    lines.push(`| | ${chosen.map(([one]) => `n = ${one.n}, ε = ${one.eps}`).join(" | ")} |`);
    lines.push(`|---|${chosen.map(() => "---").join("|")}|`);
    lines.push(`| exact KL | ${chosen.map(([one]) => Number(one.kl).toExponential(1)).join(" | ")} |`);
    for (const name of names) {
      const cells = columns.map((column, i) => {
        const got = column[name];
        return got === undefined ? "" : error(got, Number(chosen[i]![0].kl));
      });
      lines.push(`| ${name} | ${cells.join(" | ")} |`);
    }
    lines.push("");
  }
}
const text = `${lines.join("\n").trimEnd()}\n`;
console.log(text);
if (values.write) writeFileSync(resolve(here, "../../results/accuracy.md"), text);
