import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { jeffreys, jensenShannon, kl, type Row, renyi, weights } from "../../src/index.ts";

/** mpmath at 220 bits, Σ p log(pQ/(qP))/P over the inputs that `inputs` below makes. */
const truths: { n: number; eps: number; single: boolean; kl: string }[] = JSON.parse(
  readFileSync(new URL("../fixtures/near-equal.json", import.meta.url), "utf8"),
);

function* congruential(seed: number): Generator<number> {
  let state = BigInt(seed);
  for (;;) {
    state = (state * 1664525n + 1013904223n) % 4294967296n;
    yield Number(state);
  }
}

function inputs(n: number, eps: number, single: boolean): [Row, Row] {
  const random = congruential(n);
  const next = () => random.next().value as number;
  const p = single ? new Float32Array(n) : new Float64Array(n);
  const q = single ? new Float32Array(n) : new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const a = (next() + 1) / 2 ** 32;
    const z = next() / 2 ** 31 - 1;
    p[i] = a;
    q[i] = a * (1 + eps * z);
  }
  return [weights(p), weights(q)];
}

const off = (got: number, truth: number) => Math.abs(got - truth) / truth;

describe("KL between p and p(1 + εz), where summing p log(p/q) loses every digit", () => {
  for (const { n, eps, single, kl: text } of truths) {
    const bound = single ? 2e-7 : 1e-14;
    it(`n = ${n}, ε = ${eps}, ${single ? "f32" : "f64"}: within ${bound}`, () => {
      const [p, q] = inputs(n, eps, single);
      expect(off(kl(p, q), Number(text))).toBeLessThanOrEqual(bound);
    });
  }
});

describe("the other smooth measures share its leading term there", () => {
  for (const { n, eps, single, kl: text } of truths.filter((one) => one.eps <= 1e-8)) {
    it(`n = ${n}, ε = ${eps}: Jeffreys = 2 KL, JS = KL/4, Rényi of order α = α KL`, () => {
      const [p, q] = inputs(n, eps, single);
      const near = 3 * eps;
      expect(off(jeffreys(p, q), 2 * Number(text))).toBeLessThan(near);
      expect(off(jensenShannon(p, q), Number(text) / 4)).toBeLessThan(near);
      expect(off(renyi(p, q, 0.3), 0.3 * Number(text))).toBeLessThan(near);
      expect(off(renyi(p, q, 4), 4 * Number(text))).toBeLessThan(near);
    });
  }
});
