import { init, type Array as JaxArray, jit, nn, numpy as np } from "@jax-js/jax";
import { logits } from "@relent/core";
import { crossEntropyLoss } from "@relent/core/loss";
import { random } from "@relent/core/random";
import { beforeAll, describe, expect, it } from "vitest";
import { lossStep, makeStep } from "../../src/jax/index.ts";

const stream = random(1);
const some = (...shape: number[]) =>
  np
    .array(Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => stream.uniform() - 0.5))
    .reshape(shape);

interface Layers {
  readonly [name: string]: JaxArray;
  readonly a: JaxArray;
  readonly b: JaxArray;
}

const model = ({ a, b }: Layers, x: JaxArray) => np.matmul(nn.sigmoid(np.matmul(x, a)), b);
const labels = [0, 2, 1, 1];

beforeAll(async () => {
  await init("wasm");
});

describe("steps in jax-js", () => {
  it("give the gradients that differences of the loss give, by either step", () => {
    const params = { a: some(3, 5), b: some(5, 3) };
    const x = some(4, 3);
    const [value, gradients] = lossStep(model, crossEntropyLoss)(params, x.ref, labels);
    const [again, compiled] = makeStep(model, crossEntropyLoss)(params, x.ref, labels);
    expect(again).toBeCloseTo(value, 5);
    for (const name of ["a", "b"] as const) {
      const grad = gradients[name].dataSync();
      expect([...compiled[name].dataSync()]).toEqual([...grad].map((g) => expect.closeTo(g, 5)));
      const at = params[name].ref.dataSync() as Float32Array;
      for (let i = 0; i < at.length; i += 4) {
        const moved = (by: number) => {
          const data = Float32Array.from(at);
          data[i] = data[i]! + by;
          const p = { a: params.a.ref, b: params.b.ref, [name]: np.array(data).reshape(params[name].shape) };
          return crossEntropyLoss(logits(model(p, x.ref).dataSync() as Float32Array, { cols: 3 }), labels)
            .value;
        };
        expect(grad[i]).toBeCloseTo((moved(0.05) - moved(-0.05)) / 0.1, 3);
      }
    }
  });

  it("train with an update compiled along", () => {
    let params: Layers = { a: some(3, 5), b: some(5, 3) };
    const x = some(4, 3);
    const step = makeStep(model, crossEntropyLoss, (p: Layers, g: Layers) => ({
      a: p.a.sub(g.a.mul(2)),
      b: p.b.sub(g.b.mul(2)),
    }));
    const values = Array.from({ length: 200 }, () => {
      const [value, next] = step(params, x.ref, labels);
      params = next;
      return value;
    });
    expect(values[0]).toBeGreaterThan(0.9);
    expect(values.at(-1)).toBeLessThan(0.35);
    step.dispose();
  });

  it("take models with several outputs, whose loss gives a gradient for each that it uses", () => {
    const two = (w: JaxArray, x: JaxArray) => ({ used: np.matmul(x.ref, w.ref), idle: np.matmul(x, w) });
    const loss = ({ used }: { readonly used: Float32Array; readonly idle: Float32Array }, scale: number) => ({
      value: scale * used.reduce((a, b) => a + b, 0),
      grad: { used: used.map(() => scale), idle: used.map(() => 0) },
    });
    const x = np.array([
      [1, 2],
      [3, 4],
    ]);
    const [value, gradient] = lossStep(two, loss)(np.array([[1], [1]]), x, 2);
    expect(value).toBe(20);
    expect(gradient.js()).toEqual([[8], [12]]);
  });

  it("refuse a gradient by what the model does not return", () => {
    const named = (w: JaxArray, x: JaxArray) => ({ mean: np.matmul(x, w) });
    const loss = () => ({ value: 0, grad: { mu: Float32Array.of(1) } });
    for (const step of [lossStep(named, loss as never), makeStep(named, loss as never)])
      expect(() => step(np.array([[1]]), np.array([[1]]), null)).toThrow(
        /gradient by mu; the model returns mean/,
      );
  });

  it("take outputs that are made of one another", () => {
    const chain = (w: JaxArray, x: JaxArray) => {
      const inner = np.matmul(x, w);
      return { inner: inner.ref, outer: np.exp(inner) };
    };
    const loss = (
      { inner, outer }: { readonly inner: Float32Array; readonly outer: Float32Array },
      _: null,
    ) => ({
      value: inner[0]! + outer[0]!,
      grad: { inner: Float32Array.of(1), outer: Float32Array.of(1) },
    });
    for (const step of [lossStep(chain, loss), makeStep(chain, loss)]) {
      const [value, gradient] = step(np.array([[0.5]]), np.array([[2]]), null);
      expect(value).toBeCloseTo(1 + Math.E, 5);
      expect(gradient.js()[0][0]).toBeCloseTo(2 + 2 * Math.E, 4);
    }
  });

  it("refuse to be traced, and say what to do instead", () => {
    const step = lossStep(model, crossEntropyLoss);
    const traced = jit((x: JaxArray) => {
      step({ a: some(3, 5), b: some(5, 3) }, x, labels);
      return np.zeros([1]);
    });
    expect(() => traced(some(4, 3))).toThrow(/outside of them/);
  });

  it("leave the parameters usable and free what they made", () => {
    const params = { a: some(3, 5), b: some(5, 3) };
    const step = makeStep(model, crossEntropyLoss);
    for (let i = 0; i < 3; i++) {
      const [, g] = step(params, some(4, 3), labels);
      g.a.dispose();
      g.b.dispose();
    }
    expect([params.a.refCount, params.b.refCount]).toEqual([1, 1]);
  });
});
