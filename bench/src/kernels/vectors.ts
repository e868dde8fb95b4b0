import { entropy, heap, jensenShannon, kl, weights } from "@relent/core";
import { chooseTwin } from "@relent/core/kernel";
import { jaxKl, mathjsKl, tensorflow } from "./javascript-peers.ts";
import type { PythonPeer } from "./python-peer.ts";
import { type Contestant, interleave, timingTable } from "./rounds.ts";

type Floats = Float32Array | Float64Array;

/** Exponential weights, normalised: ratios over many powers of two, as a Dirichlet draw has them. */
export function fill(x: Floats, seed: number): void {
  let state = seed;
  let total = 0;
  for (let i = 0; i < x.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    x[i] = -Math.log((state + 1) / 2 ** 32);
    total += x[i]!;
  }
  for (let i = 0; i < x.length; i++) x[i] = x[i]! / total;
}

function naive(p: Floats, q: Floats): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += p[i]! * Math.log(p[i]! / q[i]!);
  return sum;
}

const twin = (kind: "js" | "simd" | "relaxed") => () => {
  if (!chooseTwin(kind)) throw new Error("this engine has no such instructions");
};

/** Times KL (and, of f64, entropy and Jensen–Shannon) of two vectors of n numbers. */
export async function timeVectors(
  n: number,
  single: boolean,
  python: PythonPeer | undefined,
  rounds: number,
): Promise<string> {
  const scope = heap.scope();
  const [p, q] = single ? [heap.f32(n), heap.f32(n)] : [heap.f64(n), heap.f64(n)];
  fill(p, 1);
  fill(q, 2);
  const [a, b] = [p.slice(), q.slice()];
  await python?.drop();
  await python?.load("p", a);
  await python?.load("q", b);
  const ours = (run: () => unknown, name: string): Contestant[] => [
    { name: `${name}: relent, SIMD`, run, ready: twin("simd"), base: true },
    { name: `${name}: relent, relaxed SIMD`, run, ready: twin("relaxed") },
    { name: `${name}: relent, plain JavaScript`, run, ready: twin("js"), slow: n > 1e6 },
  ];
  const contestants: Contestant[] = [
    ...ours(() => kl(weights(p), weights(q)), "kl"),
    {
      name: "kl: relent, SIMD, arrays outside the heap",
      run: () => kl(weights(a), weights(b)),
      ready: twin("simd"),
    },
    { name: "loop with Math.log", run: () => naive(a, b), slow: n > 1e6 },
  ];
  if (n <= 1e5) {
    const mathjs = await mathjsKl();
    const [x, y] = [Array.from(a), Array.from(b)];
    if (mathjs) contestants.push({ name: "mathjs kldivergence", run: () => mathjs(x, y), slow: true });
  }
  if (a instanceof Float32Array && b instanceof Float32Array) {
    const tf = await tensorflow();
    if (tf) {
      const [u, v] = [tf.tensor1d(a), tf.tensor1d(b)];
      contestants.push({
        name: "TensorFlow.js (wasm) sum(p*log(p/q))",
        run: () => tf.tidy(() => u.mul(u.div(v).log()).sum().dataSync()),
      });
    }
    const jax = await jaxKl(a, b);
    if (jax) contestants.push({ name: "jax-js (wasm) sum(p*log(p/q))", run: jax });
  }
  contestants.push(
    { name: "NumPy sum(p*log(p/q))" },
    { name: "SciPy rel_entr" },
    { name: "SciPy kl_div" },
    { name: "SciPy stats.entropy" },
    { name: "PyTorch kl_div, 1 thread", threads: 1 },
    { name: "PyTorch kl_div, 2 threads", threads: 2 },
    { name: "read bound (NumPy sums)" },
  );
  const title = `${n.toExponential(0)} ${single ? "f32" : "f64"}`;
  let text = timingTable(`KL, ${title}`, await interleave(contestants, python, n, rounds, 0.05));
  if (!single) {
    const others: [string, () => unknown, string[]][] = [
      ["entropy", () => entropy(weights(p)), ["SciPy entr"]],
      ["Jensen–Shannon", () => jensenShannon(weights(p), weights(q)), ["SciPy jensenshannon"]],
    ];
    for (const [name, run, peers] of others) {
      const all = [...ours(run, name), ...peers.map((peer) => ({ name: peer }))];
      text += `\n${timingTable(`${name}, ${title}`, await interleave(all, python, n, rounds, 0.05))}`;
    }
  }
  scope.free();
  return text;
}
