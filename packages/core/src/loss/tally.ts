import { Total } from "../scalar/total.ts";
import type { Plan } from "./reduce.ts";
import type { LossResult } from "./result.ts";

/** The parts of a loss: their names, and where a row's kernel leaves them. */
export interface Terms {
  readonly names: readonly string[];
  readonly values: Float64Array;
}

/** Adds the losses of rows to what a loss gives back. */
export class Tally {
  private readonly plan: Plan;
  private readonly terms: Terms | undefined;
  private readonly total = new Total();
  private readonly parts: readonly Total[];
  private readonly perRow: Float64Array | undefined;

  constructor(plan: Plan, terms?: Terms) {
    this.plan = plan;
    this.terms = terms;
    this.parts = terms?.names.map(() => new Total()) ?? [];
    this.perRow = plan.keepRows ? new Float64Array(plan.factors.length) : undefined;
  }

  /** Takes a row's loss, of which `terms` holds the parts; a weight of 0 takes an infinite one away. */
  take(row: number, value: number, weight = 1): void {
    const factor = this.plan.factors[row]! * weight;
    const weigh = (x: number, by: number) => (weight === 0 ? 0 : x * by);
    this.total.add(weigh(value, factor));
    for (let k = 0; k < this.parts.length; k++) this.parts[k]!.add(weigh(this.terms!.values[k]!, factor));
    if (this.perRow !== undefined) this.perRow[row] = weigh(value, weight);
  }

  /** What the loss gives back, with its gradient. */
  result<Grad>(grad: Grad): LossResult<Grad> {
    const { empty, emptyValue, count } = this.plan;
    const terms =
      this.terms && Object.fromEntries(this.terms.names.map((name, k) => [name, this.parts[k]!.value]));
    return {
      value: empty ? emptyValue : this.total.value,
      grad,
      count,
      ...(this.perRow && { perRow: this.perRow }),
      ...(terms && { terms }),
    };
  }
}
