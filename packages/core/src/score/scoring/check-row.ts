import { invalid } from "../../finite/check.ts";

/** Throws for a label that is not one of the classes 0 … k − 1. */
export function checkLabel(fn: string, classes: number, label: number, index: number): void {
  if (Number.isInteger(label) && label >= 0 && label < classes) return;
  invalid(`${fn}: label[${index}] = ${label}; labels must be whole numbers from 0 to ${classes - 1}`, {
    index,
    value: label,
  });
}

/** Throws for a weight that is negative or not finite. */
export function checkWeight(fn: string, weight: number, index: number): void {
  if (weight >= 0 && weight < Number.POSITIVE_INFINITY) return;
  invalid(`${fn}: weight[${index}] = ${weight}; weights must be finite and ≥ 0`, { index, value: weight });
}

/** Throws for forecasts over other classes than are collected. */
export function checkClasses(fn: string, classes: number, given: number): void {
  if (given !== classes) invalid(`${fn}: a row of ${given} classes; ${classes} are collected`);
}
