import * as loss from "../../src/loss/index.ts";
import type { Case, Tensor } from "./cases.ts";

export type Floats = Float32Array | Float64Array;
/** Makes a typed array of a tensor's numbers, in the precision under test. */
export type Make = (x: Tensor) => Floats;

/** What came out, in the shape of the fixtures. */
export interface Got {
  /** One number, or one a row. */
  readonly value: ArrayLike<number>;
  readonly grads: Record<string, ArrayLike<number>>;
}

type Options = Record<string, unknown>;
type Call = (c: Case, make: Make) => Got;

const CAMEL: Record<string, string> = {
  label_smoothing: "labelSmoothing",
  ignore_index: "ignoreIndex",
  lse_square_scale: "zLoss",
};

/** The fixture's parameters under our names, reduced as its value is. */
export function optionsOf(c: Case, rest: Options = {}): Options {
  const options: Options = c.scalar ? {} : { reduction: "none" };
  for (const [name, value] of Object.entries(c.params)) options[CAMEL[name] ?? name] = value;
  if (c.upstream !== undefined) options.upstream = c.upstream.data;
  return { ...options, ...rest };
}

interface Result {
  readonly value: number;
  readonly grad: unknown;
  readonly perRow?: Float64Array;
}

/** A result with one gradient, under the fixture's name for the input that moves. */
export function single(c: Case, result: Result, name: string): Got {
  return { value: c.scalar ? [result.value] : result.perRow!, grads: { [name]: result.grad as Floats } };
}

/** A result with several gradients. */
export function several(c: Case, result: Result, names: Record<string, string> = {}): Got {
  const grads = Object.fromEntries(
    Object.entries(result.grad as Record<string, Floats>).map(([name, grad]) => [names[name] ?? name, grad]),
  );
  return { value: c.scalar ? [result.value] : result.perRow!, grads };
}

/** Positions after the class axis of an array (N, C, d…). */
export const innerOf = ({ shape }: Tensor): number => shape.slice(2).reduce((n, d) => n * d, 1);

const input = (c: Case, name: string): Tensor => c.inputs[name]!;

const labelled =
  (f: (x: never, y: never, o: never) => Result, more: (c: Case) => Options = () => ({})): Call =>
  (c, make) => {
    const logits = input(c, "logits");
    const options = optionsOf(c, {
      inner: innerOf(logits),
      ...(c.inputs.weight && { classWeights: c.inputs.weight.data }),
      ...more(c),
    });
    return single(c, f(make(logits) as never, input(c, "target").data as never, options as never), "logits");
  };

/** How each function of the fixtures is called. */
export const CALLS: Record<string, Call> = {
  crossEntropy: labelled(loss.crossEntropyLoss),
  crossEntropyZ: labelled(loss.crossEntropyLoss),
};
