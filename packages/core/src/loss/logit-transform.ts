import { checkParameter, checkPositive } from "./check-parameter.ts";

/** What happens to logits before the softmax. */
export interface LogitOptions {
  /** Divides the logits; 1 when left out. The gradient has its 1/T. */
  readonly temperature?: number;
  /** Bends the logits to c·tanh(z/c); no bending when left out. −Infinity stays what it is. */
  readonly softcap?: number;
  /** One entry a class; those with 0 or false get no probability, as if their logit were −Infinity. */
  readonly classMask?: ArrayLike<number | boolean>;
}

/** A change of the logits of a row in place, and the derivative of each by what it was. */
export interface LogitTransform {
  readonly identity: boolean;
  apply(z: Float64Array): void;
  chain(grad: Float64Array): void;
}

/** Soft cap first, temperature second. */
export function logitTransform(
  fn: string,
  { temperature = 1, softcap }: LogitOptions,
  cols: number,
): LogitTransform {
  checkPositive(fn, "temperature", temperature);
  if (softcap !== undefined) checkParameter(fn, "softcap", softcap, softcap > 0, "above 0");
  const slope = softcap === undefined ? undefined : new Float64Array(cols);
  return {
    identity: temperature === 1 && softcap === undefined,
    apply(z) {
      if (slope !== undefined) {
        for (let j = 0; j < z.length; j++) {
          if (z[j] === Number.NEGATIVE_INFINITY) continue;
          const t = Math.tanh(z[j]! / softcap!);
          const s = 1 / Math.cosh(z[j]! / softcap!);
          z[j] = softcap! * t;
          slope[j] = s * s;
        }
      }
      if (temperature !== 1) for (let j = 0; j < z.length; j++) z[j] = z[j]! / temperature;
    },
    chain(grad) {
      if (slope !== undefined) for (let j = 0; j < grad.length; j++) grad[j] = grad[j]! * slope[j]!;
      if (temperature !== 1) for (let j = 0; j < grad.length; j++) grad[j] = grad[j]! / temperature;
    },
  };
}
