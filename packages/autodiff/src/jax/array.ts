import { Array as JaxArray, numpy, tree } from "@jax-js/jax";
import { type Batch, logits, RelentError } from "@relent/core";

/** What a model may return: rows of logits, or several arrays by name. */
export type Outputs = JaxArray | Readonly<Record<string, JaxArray>>;

/** What the loss of such a model is given: rows of logits along the last axis, or the flat numbers of each output by name. */
export type HostOutputs<O extends Outputs> = O extends JaxArray
  ? Batch
  : { readonly [K in keyof O]: Float32Array };

/** What such a loss gives back: its value, and its gradient with respect to what it was given. */
export interface HostLoss<O extends Outputs> {
  readonly value: number;
  readonly grad: O extends JaxArray
    ? Float32Array | Float64Array
    : { readonly [K in keyof O]: Float32Array | Float64Array };
}

const isArray = (value: unknown): value is JaxArray => value instanceof JaxArray;

/** The numbers of an array, which stays usable; refuses what jit or grad trace. */
function numbersOf(fn: string, array: JaxArray): Float32Array {
  if (!isArray(array)) {
    throw new RelentError(
      "invalid-argument",
      `${fn}: the model's output is traced by jit, grad or vmap; call ${fn}'s step outside of them, it differentiates by itself (makeStep compiles it)`,
    );
  }
  if (array.dtype !== numpy.float32) {
    throw new RelentError(
      "invalid-argument",
      `${fn}: the model's output is ${array.dtype}; it must be float32`,
    );
  }
  return array.ref.dataSync() as Float32Array;
}

/** A model's output as its loss takes it; the arrays stay usable. */
export function toHost<O extends Outputs>(fn: string, outputs: O): HostOutputs<O> {
  if (tree.leaves<JaxArray>(outputs as JaxArray)[0] === outputs) {
    const array = outputs as JaxArray;
    const cols = array.shape.at(-1);
    if (cols === undefined) {
      throw new RelentError(
        "invalid-argument",
        `${fn}: the model returns one number; it must return rows of logits`,
      );
    }
    return logits(numbersOf(fn, array), { cols }) as HostOutputs<O>;
  }
  const named = Object.entries(outputs as Record<string, JaxArray>);
  return Object.fromEntries(named.map(([name, array]) => [name, numbersOf(fn, array)])) as HostOutputs<O>;
}

const f32 = (data: Float32Array | Float64Array): Float32Array =>
  data instanceof Float32Array ? data : Float32Array.from(data);

/** The gradient that a loss gave, as arrays of the shapes of the model's output. */
export function toCotangent<O extends Outputs>(fn: string, outputs: O, grad: HostLoss<O>["grad"]): O {
  const make = (array: JaxArray, data: Float32Array | Float64Array) =>
    numpy.array(f32(data)).reshape(array.shape);
  if (isArray(outputs)) return make(outputs, grad as Float32Array) as unknown as O;
  const named = Object.entries(outputs as Record<string, JaxArray>);
  const grads = grad as Readonly<Record<string, Float32Array>>;
  const unknown = Object.keys(grads).find((name) => !Object.hasOwn(outputs, name));
  if (unknown !== undefined) {
    throw new RelentError(
      "invalid-argument",
      `${fn}: the loss has a gradient by ${unknown}; the model returns ${Object.keys(outputs).join(", ")}`,
    );
  }
  return Object.fromEntries(
    named.map(([name, array]) => [name, grads[name] ? make(array, grads[name]) : numpy.zeros(array.shape)]),
  ) as unknown as O;
}

/**
 * A model whose outputs are arrays of their own: jax-js 0.1.25 does not pull back through an output that another one is
 * made of ("Invalid atom type").
 */
export function apart<P, X, O extends Outputs>(model: (params: P, x: X) => O): (params: P, x: X) => O {
  return (params, x) =>
    tree.map((array: JaxArray) => array.mul(1), model(params, x) as JaxArray) as unknown as O;
}
