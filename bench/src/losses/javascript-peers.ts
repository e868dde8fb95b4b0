import type { Batch } from "./batch.ts";
import { type Contestant, timeHere } from "./timing.ts";

/** What of a library's arrays the losses below use. */
interface Tensor {
  mul(other: Tensor | number): Tensor;
  add(other: Tensor | number): Tensor;
  sub(other: Tensor | number): Tensor;
  exp(): Tensor;
  log(): Tensor;
  pow(power: number): Tensor;
  neg(): Tensor;
  sum(axis?: number): Tensor;
  dataSync(): Float32Array;
  dispose(): void;
}

interface Tensorflow {
  readonly version: { readonly tfjs: string };
  tensor2d(x: Float32Array, shape: [number, number]): Tensor;
  tensor1d(x: Int32Array, type: "int32"): Tensor;
  oneHot(labels: Tensor, depth: number): Tensor;
  logSoftmax(x: Tensor): Tensor;
  /** Walks whatever it is given back, element by element: arrays must not be. */
  tidy(run: () => Tensor): Tensor;
  tidy(run: () => void): void;
  valueAndGrad(f: (z: Tensor) => Tensor): (z: Tensor) => { value: Tensor; grad: Tensor };
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
}

/** A library's losses, or why there are none. */
export type Library = { readonly name: string; contestant(loss: string): Contestant | undefined } | string;

async function optional<T>(name: string): Promise<T | string> {
  try {
    return (await import(name)) as T;
  } catch (error) {
    return String(error).split("\n")[0]!;
  }
}

/** TensorFlow.js on its WebAssembly backend, the losses in its operations. */
export async function tensorflow({ student, teacher, targets, labels, rows, cols }: Batch): Promise<Library> {
  const tf = await optional<Tensorflow>("@tensorflow/tfjs");
  const backend = await optional("@tensorflow/tfjs-backend-wasm");
  if (typeof tf === "string") return tf;
  if (typeof backend === "string") return backend;
  await tf.setBackend("wasm");
  await tf.ready();
  const shape: [number, number] = [rows, cols];
  const z = tf.tensor2d(student, shape);
  const logTeacher = tf.tidy(() => tf.logSoftmax(tf.tensor2d(teacher, shape)));
  const soft = tf.tensor2d(targets, shape);
  const hot = tf.tidy(() => tf.oneHot(tf.tensor1d(labels, "int32"), cols).mul(1));
  const mean = (x: Tensor) => x.sum().mul(1 / rows);
  /** Row by row first: one sum of all elements in single precision loses three digits. */
  const meanOfRows = (x: Tensor) => mean(x.sum(-1));
  const surprisal = (x: Tensor) => tf.logSoftmax(x).mul(hot).sum(-1).neg();
  const losses: Record<string, (x: Tensor) => Tensor> = {
    crossEntropy: (x) => mean(surprisal(x)),
    focal(x) {
      const s = surprisal(x);
      return mean(s.neg().exp().neg().add(1).pow(2).mul(s));
    },
    gce: (x) =>
      mean(
        surprisal(x)
          .mul(-0.7)
          .exp()
          .neg()
          .add(1)
          .mul(1 / 0.7),
      ),
    soft: (x) => meanOfRows(tf.logSoftmax(x).mul(soft).neg()),
    forwardKl: (x) => meanOfRows(logTeacher.exp().mul(logTeacher.sub(tf.logSoftmax(x)))),
    reverseKl(x) {
      const q = tf.logSoftmax(x);
      return meanOfRows(q.exp().mul(q.sub(logTeacher)));
    },
    jsd(x) {
      const q = tf.logSoftmax(x);
      const m = q.exp().add(logTeacher.exp()).mul(0.5).log();
      return meanOfRows(
        q
          .exp()
          .mul(q.sub(m))
          .add(logTeacher.exp().mul(logTeacher.sub(m))),
      ).mul(0.5);
    },
  };
  return {
    name: `TensorFlow.js ${tf.version.tfjs} (wasm)`,
    contestant(loss) {
      const f = losses[loss];
      if (f === undefined) return undefined;
      const run = tf.valueAndGrad(f);
      const work = () => {
        let found: { value: number; grad: Float32Array } | undefined;
        tf.tidy(() => {
          const { value, grad } = run(z);
          found = { value: value.dataSync()[0]!, grad: grad.dataSync() };
        });
        return found!;
      };
      return { name: `TensorFlow.js ${tf.version.tfjs} (wasm)`, run: (repeats) => timeHere(repeats, work) };
    },
  };
}

/** jax-js's arrays: every use consumes one reference. */
interface JaxArray {
  readonly ref: JaxArray;
  mul(other: JaxArray | number): JaxArray;
  add(other: JaxArray | number): JaxArray;
  sub(other: JaxArray): JaxArray;
  neg(): JaxArray;
  sum(axis?: number): JaxArray;
  reshape(shape: number[]): JaxArray;
  dataSync(): Float32Array;
}

interface Jax {
  readonly numpy: {
    array(x: Float32Array | Int32Array): JaxArray;
    exp(x: JaxArray): JaxArray;
    log(x: JaxArray): JaxArray;
  };
  readonly nn: {
    logSoftmax(x: JaxArray, axis: number): JaxArray;
    oneHot(x: JaxArray, classes: number): JaxArray;
  };
  init(backend: string): Promise<unknown>;
  defaultDevice(backend: string): void;
  jit<F>(f: F): F;
  valueAndGrad(
    f: (z: JaxArray, other: JaxArray) => JaxArray,
  ): (z: JaxArray, other: JaxArray) => [JaxArray, JaxArray];
}

/** jax-js on its WebAssembly backend, the losses in its operations and compiled. */
export async function jaxJs({ student, teacher, targets, labels, rows, cols }: Batch): Promise<Library> {
  const jax = await optional<Jax>("@jax-js/jax");
  if (typeof jax === "string") return jax;
  await jax.init("wasm");
  jax.defaultDevice("wasm");
  const { numpy: np, nn } = jax;
  const matrix = (x: Float32Array) => np.array(x).reshape([rows, cols]);
  const z = matrix(student);
  const others: Record<string, () => JaxArray> = {
    teacher: () => nn.logSoftmax(matrix(teacher), -1),
    targets: () => matrix(targets),
    labels: () => nn.oneHot(np.array(labels), cols),
  };
  const mean = (x: JaxArray) => x.sum().mul(1 / rows);
  /** Row by row first: one sum of all elements in single precision loses three digits. */
  const meanOfRows = (x: JaxArray) => mean(x.sum(-1));
  const surprisal = (x: JaxArray, hot: JaxArray) => nn.logSoftmax(x, -1).mul(hot).sum(-1).neg();
  const losses: Record<string, [keyof typeof others, (x: JaxArray, other: JaxArray) => JaxArray]> = {
    crossEntropy: ["labels", (x, hot) => mean(surprisal(x, hot))],
    focal: [
      "labels",
      (x, hot) => {
        const s = surprisal(x, hot);
        const rest = np.exp(s.ref.neg()).neg().add(1);
        return mean(rest.ref.mul(rest).mul(s));
      },
    ],
    gce: [
      "labels",
      (x, hot) =>
        mean(
          np
            .exp(surprisal(x, hot).mul(-0.7))
            .neg()
            .add(1)
            .mul(1 / 0.7),
        ),
    ],
    soft: ["targets", (x, soft) => meanOfRows(nn.logSoftmax(x, -1).mul(soft).neg())],
    forwardKl: ["teacher", (x, t) => meanOfRows(np.exp(t.ref).mul(t.sub(nn.logSoftmax(x, -1))))],
    reverseKl: [
      "teacher",
      (x, t) => {
        const q = nn.logSoftmax(x, -1);
        return meanOfRows(np.exp(q.ref).mul(q.sub(t)));
      },
    ],
    jsd: [
      "teacher",
      (x, t) => {
        const q = nn.logSoftmax(x, -1);
        const m = np.log(np.exp(q.ref).add(np.exp(t.ref)).mul(0.5));
        const own = np.exp(q.ref).mul(q.sub(m.ref));
        return meanOfRows(own.add(np.exp(t.ref).mul(t.sub(m)))).mul(0.5);
      },
    ],
  };
  return {
    name: "jax-js 0.1.25 (wasm)",
    contestant(loss) {
      const found = losses[loss];
      if (found === undefined) return undefined;
      const [name, f] = found;
      let other: JaxArray | undefined;
      const run = jax.jit(jax.valueAndGrad(f));
      const work = () => {
        other ??= others[name]!();
        const [value, grad] = run(z.ref, other.ref);
        return { value: value.dataSync()[0]!, grad: grad.dataSync() };
      };
      return { name: "jax-js 0.1.25 (wasm)", run: (repeats) => timeHere(repeats, work) };
    },
  };
}
