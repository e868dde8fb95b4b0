/** Packages that may or may not be installed beside the bench. */
async function optional(name: string): Promise<Record<string, unknown> | undefined> {
  try {
    return (await import(name)) as Record<string, unknown>;
  } catch {
    process.stderr.write(`${name} is not installed: its lines are left out\n`);
    return undefined;
  }
}

/** mathjs's KL of two plain arrays. */
export async function mathjsKl(): Promise<((p: number[], q: number[]) => unknown) | undefined> {
  const mathjs = await optional("mathjs");
  return mathjs?.kldivergence as ((p: number[], q: number[]) => unknown) | undefined;
}

interface Tensor {
  mul(other: Tensor): Tensor;
  div(other: Tensor): Tensor;
  sub(other: Tensor): Tensor;
  log(): Tensor;
  sum(axis?: number): Tensor;
  dataSync(): Float32Array;
}

interface Tensorflow {
  tensor1d(x: Float32Array): Tensor;
  tensor2d(x: Float32Array, shape: [number, number]): Tensor;
  logSoftmax(x: Tensor): Tensor;
  softmax(x: Tensor): Tensor;
  tidy(run: () => unknown): unknown;
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
}

/** TensorFlow.js on its WebAssembly backend. */
export async function tensorflow(): Promise<Tensorflow | undefined> {
  const tf = (await optional("@tensorflow/tfjs")) as unknown as Tensorflow | undefined;
  const backend = tf && (await optional("@tensorflow/tfjs-backend-wasm"));
  if (!tf || !backend) return undefined;
  await tf.setBackend("wasm");
  await tf.ready();
  return tf;
}

interface JaxArray {
  readonly ref: JaxArray;
  mul(other: JaxArray): JaxArray;
  div(other: JaxArray): JaxArray;
  sub(other: JaxArray): JaxArray;
  sum(): JaxArray;
  js(): unknown;
}

interface Jax {
  readonly numpy: { array(x: Float32Array): JaxArray; log(x: JaxArray): JaxArray };
  init(backend: string): Promise<unknown>;
  defaultDevice(backend: string): void;
  jit(f: (...x: JaxArray[]) => JaxArray): (...x: JaxArray[]) => JaxArray;
}

/** jax-js on its WebAssembly backend: sum(p·log(p/q)), compiled. */
export async function jaxKl(p: Float32Array, q: Float32Array): Promise<(() => unknown) | undefined> {
  const jax = (await optional("@jax-js/jax")) as unknown as Jax | undefined;
  if (!jax) return undefined;
  await jax.init("wasm");
  jax.defaultDevice("wasm");
  const kl = jax.jit((u, v) => u.ref.mul(jax.numpy.log(u.div(v))).sum());
  const [u, v] = [jax.numpy.array(p), jax.numpy.array(q)];
  return () => kl(u.ref, v.ref).js();
}
