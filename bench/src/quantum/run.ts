import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import {
  type DensityMatrix,
  densityMatrix,
  hermitianEigen,
  hermitianEigenvalues,
  quantumRelativeEntropy,
} from "@relent/core/quantum";
import { random } from "@relent/core/random";
import { startNumPy, type Taken } from "./numpy.ts";

/** Prints the time of the Hermitian eigensolver and of the relative entropy beside NumPy's, in one run, interleaved. */
const { values } = parseArgs({
  options: {
    python: { type: "string", default: "python3" },
    rounds: { type: "string", default: "7" },
    quick: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});

/** G G† over its trace for a random square G: a state of full rank. */
function wishart(n: number, seed: number): { re: Float64Array; im: Float64Array } {
  const draw = random(seed);
  const gr = Float64Array.from({ length: n * n }, () => draw.uniform() - 0.5);
  const gi = Float64Array.from({ length: n * n }, () => draw.uniform() - 0.5);
  const re = new Float64Array(n * n);
  const im = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < n; k++) {
        const [ar, ai, br, bi] = [gr[i * n + k]!, gi[i * n + k]!, gr[j * n + k]!, gi[j * n + k]!];
        re[i * n + j]! += ar * br + ai * bi;
        im[i * n + j]! += ai * br - ar * bi;
      }
    }
  }
  return { re, im };
}

type Job = (states: readonly DensityMatrix[]) => ArrayLike<number>;

const matrix = ({ dimension: n, re, im }: DensityMatrix) => ({ rows: n, cols: n, re, im });

/** What is timed; the states are made anew where their decomposition, which a state keeps, is part of the work. */
const JOBS: Readonly<Record<string, Job>> = {
  eigenvectors: ([rho]) => hermitianEigen(matrix(rho!)).values.reverse(),
  eigenvalues: ([rho]) => hermitianEigenvalues(matrix(rho!)).reverse(),
  "relative entropy": (states) => {
    const [rho, sigma] = states.map(({ re, im }) => densityMatrix({ re, im }, { tolerance: 1e-12 }));
    return [quantumRelativeEntropy(rho!, sigma!)];
  },
};

function timeHere(job: Job, states: readonly DensityMatrix[], repeats: number): Taken {
  const start = process.cpuUsage();
  let value = job(states);
  for (let i = 1; i < repeats; i++) value = job(states);
  const { user, system } = process.cpuUsage(start);
  return { seconds: (user + system) / 1e6 / repeats, value: Array.from(value) };
}

/** Calls that do not count, by the repeats of a round: the compiler of JavaScript takes some hundred to be done. */
const WARM = 100;

const median = (x: readonly number[]): number => [...x].sort((a, b) => a - b)[x.length >> 1]!;

const sizes = values.quick ? [64] : [64, 128, 256];
const rounds = values.quick ? 3 : Number(values.rounds);
const numpy = startNumPy(values.python);
let version = "?";
const lines: string[] = [];
try {
  for (const n of sizes) {
    const states = [1, 2].map((seed) => densityMatrix(wishart(n, seed), { normalise: true }));
    version = await numpy.load(states);
    const repeats = Math.max(1, Math.round((96 / n) ** 3));
    for (const [name, job] of Object.entries(JOBS)) {
      const ours: number[] = [];
      const theirs: number[] = [];
      let apart = 0;
      for (let round = -1; round < rounds; round++) {
        const here = timeHere(job, states, round < 0 ? WARM * repeats : repeats);
        const there = await numpy.run(name, round < 0 ? 1 : repeats);
        if (round < 0) continue;
        ours.push(here.seconds * 1e3);
        theirs.push(there.seconds * 1e3);
        apart = Math.max(...here.value.map((value, i) => Math.abs(value - there.value[i]!)));
      }
      const ratio = median(ours.map((time, i) => time / theirs[i]!));
      lines.push(
        `| ${n} | ${name} | ${Math.min(...ours).toPrecision(3)} | ${Math.min(...theirs).toPrecision(3)} | ${ratio.toPrecision(3)} | ${apart.toExponential(1)} |`,
      );
    }
  }
} finally {
  numpy.close();
}

const text = [
  "# Quantum states, beside NumPy",
  "",
  "Written by `node bench/dist/quantum/run.js --write`.",
  "",
  `${cpus()[0]?.model ?? "?"}, Node ${process.version}, NumPy ${version} on one thread, load ${loadavg()[0]!.toFixed(2)}. Least processor time of ${rounds} rounds in milliseconds a call; ratios are medians over the rounds. Random states of full rank; the last column is the greatest difference of the results.`,
  "",
  "| n | | relent | NumPy | relent / NumPy | apart |",
  "| --: | --- | --: | --: | --: | --: |",
  ...lines,
  "",
].join("\n");

const results = resolve(import.meta.dirname, "../../results");
if (values.write) {
  mkdirSync(results, { recursive: true });
  writeFileSync(resolve(results, "quantum.md"), text);
}
console.log(text);
