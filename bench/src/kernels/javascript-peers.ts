import type { Case, Data, Op } from "./cases.ts";

/** A package that may or may not be installed beside the bench. */
async function optional<T>(name: string): Promise<T | undefined> {
  try {
    return (await import(name)) as T;
  } catch {
    return undefined;
  }
}

/** What a peer does for a line: work, or why not. */
export type Offer = (() => unknown) | string;

/** A library of JavaScript: what it offers for a line. */
export type Peer = (line: Case, data: Data) => Offer;

type Kl = (p: number[], q: number[]) => unknown;

/** mathjs's KL of two plain arrays. */
export async function mathjs(): Promise<Peer> {
  const found = await optional<{ kldivergence: Kl }>("mathjs");
  if (!found) return () => "mathjs is not installed";
  return ({ op }, { p, q }) => {
    if (op !== "kl") return "it has no such function";
    if (p.length > 1e6) return "left out, as it takes seconds a call";
    const [a, b] = [Array.from(p), Array.from(q)];
    return () => found.kldivergence(a, b);
  };
}

interface Tensor {
  mul(other: Tensor): Tensor;
  div(other: Tensor): Tensor;
  sub(other: Tensor): Tensor;
  add(other: Tensor): Tensor;
  log(): Tensor;
  exp(): Tensor;
  sum(axis?: number): Tensor;
  neg(): Tensor;
  dataSync(): Float32Array;
}

interface Tensorflow {
  tensor1d(x: Float32Array | Int32Array, type?: string): Tensor;
  tensor2d(x: Float32Array, shape: [number, number]): Tensor;
  oneHot(x: Tensor, depth: number): Tensor;
  logSoftmax(x: Tensor): Tensor;
  valueAndGrad(f: (x: Tensor) => Tensor): (x: Tensor) => { value: Tensor; grad: Tensor };
  scalar(x: number): Tensor;
  tidy(run: () => unknown): unknown;
  engine(): { startScope(): void; endScope(): void };
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  enableProdMode(): void;
}

/**
 * TensorFlow.js on its WebAssembly backend, which has f32 alone. Its kernels run when they are asked for; only numbers are
 * read back, as reading an array out of its shared memory takes longer than any of the work.
 */
export async function tensorflow(): Promise<Peer> {
  const tf = await optional<{ default?: Tensorflow } & Tensorflow>("@tensorflow/tfjs");
  const backend =
    tf && (await optional<{ setThreadsCount(n: number): void }>("@tensorflow/tfjs-backend-wasm"));
  if (!tf || !backend) return () => "TensorFlow.js is not installed";
  tf.enableProdMode();
  backend.setThreadsCount(1);
  await tf.setBackend("wasm");
  await tf.ready();
  let open = false;
  return ({ op, rows, cols, single }, { p, q, labels }) => {
    if (!single) return "it has f32 alone";
    if (open) tf.engine().endScope();
    tf.engine().startScope();
    open = true;
    const tensor = (x: Float32Array) => (rows === 1 ? tf.tensor1d(x) : tf.tensor2d(x, [rows, cols]));
    const [u, v] = [tensor(p.slice() as Float32Array), tensor(q.slice() as Float32Array)];
    const hot =
      labels.length > 0
        ? tf.oneHot(tf.tensor1d(Int32Array.from(labels, Number), "int32"), cols).mul(tf.scalar(1))
        : v;
    const loss = (z: Tensor) => tf.logSoftmax(z).mul(hot).sum().neg();
    const divergence = (z: Tensor) => {
      const s = tf.logSoftmax(u);
      return s
        .exp()
        .mul(s.sub(tf.logSoftmax(z)))
        .sum();
    };
    const both = (f: (z: Tensor) => Tensor) => () => {
      const { value, grad } = tf.valueAndGrad(f)(v);
      return [value.dataSync(), grad];
    };
    const jobs: Record<Op, () => unknown> = {
      kl: () => u.mul(u.div(v).log()).sum().dataSync(),
      entropy: () => u.mul(u.log()).sum().neg().dataSync(),
      jensenShannon() {
        const m = u.add(v).div(tf.scalar(2));
        return u
          .mul(u.div(m).log())
          .add(v.mul(v.div(m).log()))
          .sum()
          .dataSync();
      },
      logSoftmax: () => tf.logSoftmax(v),
      labelLoss: () => loss(v).dataSync(),
      labelLossGradient: both(loss),
      klLogits: () => divergence(v).dataSync(),
      klLogitsGradient: both(divergence),
    };
    return () => tf.tidy(jobs[op]);
  };
}

interface JaxArray {
  readonly ref: JaxArray;
  mul(other: JaxArray): JaxArray;
  div(other: JaxArray): JaxArray;
  sub(other: JaxArray): JaxArray;
  sum(axis?: number): JaxArray;
  reshape(shape: number[]): JaxArray;
  dataSync(): unknown;
  dispose(): void;
}

type Loss = (...x: JaxArray[]) => JaxArray;

interface Jax {
  readonly numpy: {
    array(x: Float32Array | Int32Array): JaxArray;
    log(x: JaxArray): JaxArray;
    exp(x: JaxArray): JaxArray;
    negative(x: JaxArray): JaxArray;
  };
  readonly nn: {
    logSoftmax(x: JaxArray, axis: number): JaxArray;
    oneHot(x: JaxArray, classes: number): JaxArray;
  };
  init(backend: string): Promise<unknown>;
  defaultDevice(backend: string): void;
  jit<F>(f: F): F;
  valueAndGrad(f: Loss): (...x: JaxArray[]) => [JaxArray, JaxArray];
}

/** jax-js on its WebAssembly backend, compiled by its jit; its references count, so that each use takes one. */
export async function jax(): Promise<Peer> {
  const found = await optional<Jax>("@jax-js/jax");
  if (!found) return () => "jax-js is not installed";
  const { numpy, nn, jit, valueAndGrad } = found;
  await found.init("wasm");
  found.defaultDevice("wasm");
  let held: JaxArray[] = [];
  return ({ op, rows, cols, single }, { p, q, labels }) => {
    if (!single) return "f32 alone is timed";
    for (const one of held) one.dispose();
    const array = (x: Float32Array) =>
      rows === 1 ? numpy.array(x.slice()) : numpy.array(x.slice()).reshape([rows, cols]);
    const [u, v] = [array(p as Float32Array), array(q as Float32Array)];
    const hot = nn.oneHot(numpy.array(Int32Array.from(labels, Number)), cols);
    held = [u, v, hot];
    const loss: Loss = (z, y) => numpy.negative(nn.logSoftmax(z!, -1).mul(y!).sum());
    const divergence: Loss = (z, x) => {
      const s = nn.logSoftmax(x!, -1);
      return numpy
        .exp(s.ref)
        .mul(s.sub(nn.logSoftmax(z!, -1)))
        .sum();
    };
    const value = (f: Loss, other: JaxArray) => {
      const run = jit(f);
      return () => run(v.ref, other.ref).dataSync();
    };
    const both = (f: Loss, other: JaxArray) => {
      const run = jit(valueAndGrad(f));
      return () => run(v.ref, other.ref).map((one) => one.dataSync());
    };
    const jobs: Partial<Record<Op, () => () => unknown>> = {
      kl: () => value((z, x) => x!.ref.mul(numpy.log(x!.div(z!))).sum(), u),
      logSoftmax() {
        const run = jit((z: JaxArray) => nn.logSoftmax(z, -1));
        return () => run(v.ref).dataSync();
      },
      labelLoss: () => value(loss, hot),
      labelLossGradient: () => both(loss, hot),
      klLogits: () => value(divergence, u),
      klLogitsGradient: () => both(divergence, u),
    };
    return jobs[op]?.() ?? "not asked";
  };
}
