import { invalid } from "../finite/check.ts";
import type { Numbers } from "../finite/kinds.ts";
import { called } from "./called.ts";
import { gradientArray } from "./gradient-array.ts";
import { planReduction, type ReductionOptions } from "./reduce.ts";
import type { Floats, LossResult } from "./result.ts";
import { isNumbers } from "./rows.ts";
import { Tally, type Terms } from "./tally.ts";

/** What losses of one number an element may be told: every element counts as a row. */
export interface ElementLossOptions extends ReductionOptions {
  /** One weight an element; the mean still divides by how many there are. */
  readonly weights?: Numbers;
  /** Where the gradient by the first input that moves goes. */
  readonly out?: Floats;
}

/** Refuses what is no array of numbers, of the length there should be. */
export function checkNumbers(fn: string, name: string, x: Numbers, length: number | undefined): void {
  if (!isNumbers(x)) invalid(`${fn}: ${name} is ${called(x)}; pass an array of numbers`, { value: x });
  if (length !== undefined && x.length !== length)
    invalid(`${fn}: ${name} has ${x.length} numbers; there must be ${length}`, { value: x.length });
}

/** Refuses a number that is not finite. */
export function finiteAt(fn: string, name: string, x: Numbers, i: number): number {
  const value = x[i]!;
  if (!Number.isFinite(value))
    invalid(`${fn}: ${name}[${i}] = ${value}; it must be finite`, { index: i, value });
  return value;
}

/** Refuses a number that is not between 0 and 1. */
export function shareAt(fn: string, name: string, x: Numbers, i: number): number {
  const value = x[i]!;
  if (!(value >= 0 && value <= 1))
    invalid(`${fn}: ${name}[${i}] = ${value}; it must be between 0 and 1`, { index: i, value });
  return value;
}

/** The loss of one element, with its derivatives by the inputs that move left in `slopes`. */
export type ElementTerm = (i: number, slopes: Float64Array) => number;

interface Frame<Name extends string> {
  readonly fn: string;
  /** The inputs that move, by name. */
  readonly moving: Readonly<Record<Name, Numbers>>;
  readonly options: ElementLossOptions;
  readonly term: ElementTerm;
  /** Names of the parts of the loss, and where `term` leaves them. */
  readonly terms?: Terms;
}

/** Walks elements: reduces the losses and puts the gradients of all inputs that move in place. */
export function elementLosses<Name extends string>({
  fn,
  moving,
  options,
  term,
  terms,
}: Frame<Name>): LossResult<Record<Name, Floats>> {
  const names = Object.keys(moving) as Name[];
  const length = moving[names[0]!].length;
  const { weights } = options;
  if (weights !== undefined) checkNumbers(fn, "weights", weights, length);
  const plan = planReduction(fn, length, options);
  const grads = names.map((name, k) =>
    gradientArray(fn, length, moving[name] instanceof Float32Array, k === 0 ? options.out : undefined),
  );
  const slopes = new Float64Array(names.length);
  const tally = new Tally(plan, terms);
  for (let i = 0; i < length; i++) {
    if (plan.counted[i] === 0 || plan.empty) {
      for (const grad of grads) grad[i] = 0;
      continue;
    }
    const weight = weights === undefined ? 1 : finiteAt(fn, "weights", weights, i);
    const value = term(i, slopes);
    const factor = plan.factors[i]! * weight;
    for (let k = 0; k < grads.length; k++)
      grads[k]![i] = weight === 0 ? 0 : slopes[k]! * factor * plan.upstream(i);
    tally.take(i, value, weight);
  }
  const grad = Object.fromEntries(names.map((name, k) => [name, grads[k]!])) as Record<Name, Floats>;
  return tally.result(grad);
}

/** The same with one input that moves. */
export function elementLoss(
  fn: string,
  x: Numbers,
  options: ElementLossOptions,
  term: ElementTerm,
  terms?: Terms,
): LossResult {
  const result = elementLosses({ fn, moving: { x }, options, term, ...(terms && { terms }) });
  return { ...result, grad: result.grad.x };
}
