import { createRequire } from "node:module";
import { dirname } from "node:path";
import {
  crossEntropyLoss,
  forwardKlLoss,
  gaussianKlLoss,
  LOSSES,
  softCrossEntropyLoss,
} from "@relent/core/loss";
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { beforeAll, describe, expect, it } from "vitest";
import { gradsOf, run, sampleOf } from "../../../core/test/loss/samples.ts";
import { tensorLoss } from "../../src/tfjs/index.ts";

const BACKENDS = ["cpu", "wasm"] as const;

beforeAll(() => {
  setWasmPaths(`${dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm"))}/`);
});

const shapeOf = (role: string, size: number): number[] =>
  role === "logits" || (role === "values" && size === 12) ? [3, size / 3] : [size];

describe.each(BACKENDS)("a loss of tensors on %s", (backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
    await tf.ready();
  });

  it.each(LOSSES)("$name has the value and the gradients of the loss itself", (record) => {
    const sample = sampleOf(record, 4, 3, 4);
    const own = run(record, sample, {}, Float32Array);
    const wanted = gradsOf(record, own.grad);
    const inputs = record.inputs.map(({ name, role, moves }) => {
      const data = sample.arrays[name]!;
      if (role === "labels") return tf.tensor1d(Array.from(data), "int32");
      if (!moves && role !== "targets") {
        return role === "logits" ? tf.tensor(Float32Array.from(data), shapeOf(role, data.length)) : data;
      }
      return tf.tensor(Float32Array.from(data), shapeOf(role, data.length));
    });
    const moving = record.inputs.flatMap(({ moves }, i) => (moves ? [i] : []));
    const f = (...tensors: tf.Tensor[]) =>
      tensorLoss(record.loss as never as (...all: unknown[]) => never)(
        ...inputs.map((input, i) => (moving.includes(i) ? tensors[moving.indexOf(i)] : input)),
        sample.options,
      );
    const { value, grads } = tf.valueAndGrads(f)(moving.map((i) => inputs[i] as tf.Tensor));
    expect(value.dataSync()[0]).toBeCloseTo(own.value, 4);
    moving.forEach((i, place) => {
      const { name } = record.inputs[i]!;
      expect(grads[place]!.shape).toEqual((inputs[i] as tf.Tensor).shape);
      const scale = Math.max(...Array.from(wanted[name]!, Math.abs), 1e-3);
      const found = grads[place]!.dataSync();
      for (let k = 0; k < found.length; k++) {
        expect(Math.abs(found[k]! - wanted[name]![k]!) / scale, `${name}[${k}]`).toBeLessThan(2e-6);
      }
    });
  });

  it("is differentiated through a model: differences of the whole show the same slope", () => {
    const x = tf.tensor2d([0.5, -1, 2, 1, 0, -0.5], [3, 2]);
    const labels = tf.tensor1d([0, 2, 1], "int32");
    const w = tf.tensor2d([0.1, -0.2, 0.3, 0.4, 0.5, -0.6], [2, 3]);
    const loss = tensorLoss(crossEntropyLoss);
    const whole = (v: tf.Tensor) =>
      loss(tf.matMul(x, tf.tanh(v as tf.Tensor2D)) as tf.Tensor, labels, { labelSmoothing: 0.1 });
    const slope = tf.grad(whole)(w).dataSync();
    const at = w.dataSync();
    for (let i = 0; i < at.length; i++) {
      const moved = (by: number) =>
        whole(
          tf.tensor2d(
            at.map((value, k) => (k === i ? value + by : value)),
            [2, 3],
          ),
        ).dataSync()[0]!;
      expect(slope[i]).toBeCloseTo((moved(0.02) - moved(-0.02)) / 0.04, 3);
    }
  });

  it("goes into an optimiser", () => {
    const w = tf.variable(tf.zeros([2, 3]));
    const x = tf.tensor2d([1, 0, 0, 1, 1, 1], [3, 2]);
    const loss = tensorLoss(crossEntropyLoss);
    const optimizer = tf.train.sgd(1);
    const values = Array.from({ length: 100 }, () => {
      const cost = optimizer.minimize(() => loss(tf.matMul(x, w as unknown as tf.Tensor2D), [0, 1, 2]), true);
      return cost!.dataSync()[0]!;
    });
    expect(values[0]).toBeCloseTo(Math.log(3), 5);
    expect(values.at(-1)).toBeLessThan(0.2);
  });

  it("multiplies what comes back through it, and leaves inputs alone that are no tensors", () => {
    const mean = tf.tensor2d([1, 2], [1, 2]);
    const slope = tf.grad((m) => tensorLoss(gaussianKlLoss)(m, [0, 0]).mul(3))(mean);
    expect([...slope.dataSync()]).toEqual([3, 6]);
    expect(tensorLoss(forwardKlLoss)([0, 1], [0, 1]).dataSync()[0]).toBe(0);
  });

  it("gives the gradient by the input that `wrt` names, and to it", () => {
    const [student, teacher] = [tf.tensor2d([[2, 1]]), tf.tensor2d([[0, 1]])];
    const loss = tensorLoss(forwardKlLoss);
    const own = forwardKlLoss([2, 1], [0, 1], { wrt: "teacher" }).grad;
    const slope = tf
      .grad((t) => loss(student, t, { wrt: "teacher" }))(teacher)
      .dataSync();
    expect([...slope]).toEqual([...own].map((g) => expect.closeTo(g, 6)));
    expect(() => tf.grad((s) => loss(s, teacher, { wrt: "teacher" }))(student)).toThrow();
  });

  it("takes one-hot rows as targets, and not as labels", () => {
    const z = tf.tensor2d([
      [2, 1, 0],
      [0, 1, 3],
    ]);
    const rows = tf.oneHot(tf.tensor1d([0, 2], "int32"), 3);
    const wanted = tensorLoss(crossEntropyLoss)(z, [0, 2]).dataSync()[0];
    expect(tensorLoss(softCrossEntropyLoss)(z, rows).dataSync()[0]).toBeCloseTo(wanted!, 6);
    expect(() => tensorLoss(crossEntropyLoss)(z, rows)).toThrow(/labels have the shape of the logits/);
  });

  it("refuses functions that are no loss, and second derivatives", () => {
    expect(() => tensorLoss(Math.max as never)).toThrow(/max is no loss/);
    expect(() => tensorLoss(undefined as never)).toThrow(/undefined is no loss/);
    const twice = tf.grad((z: tf.Tensor) =>
      tf
        .grad((y: tf.Tensor) => tensorLoss(crossEntropyLoss)(y, [0]))(z)
        .sum(),
    );
    expect(() => twice(tf.tensor2d([[1, 0]]))).toThrow();
  });
});
