import type { LabelKernel } from "../label-loss.ts";
import type { LabelCurve, LabelTerm } from "../label-probability.ts";
import { othersOf, surprisalOf } from "../softmax-row.ts";

/**
 * A curve at the label over its sum at all classes with mass: between 0 and 1.
 *
 * With F_k the curve at class k and g_k its slope, v = F_y/ΣF has the gradient (g_y(p_j − [j = y]) − v(p_j Σg −
 * g_j))/ΣF.
 */
export function normalizedKernel(curve: LabelCurve): LabelKernel {
  const term: LabelTerm = { value: 0, slope: 0 };
  return {
    row(row, grad) {
      const { n, w, total, label } = row;
      if (row.surprisal === Number.POSITIVE_INFINITY) {
        grad.fill(0);
        return 1;
      }
      let sum = 0;
      let slopes = 0;
      let own = 0;
      let ownSlope = 0;
      for (let k = 0; k < n; k++) {
        grad[k] = 0;
        if (w[k] === 0 && row.z[k] === Number.NEGATIVE_INFINITY) continue;
        curve(surprisalOf(row, k), w[k]! / total, othersOf(row, k) / total, term);
        sum += term.value;
        slopes += term.slope;
        grad[k] = term.slope;
        if (k === label) {
          own = term.value;
          ownSlope = term.slope;
        }
      }
      if (sum === 0) {
        grad.fill(0);
        return 0;
      }
      const value = own / sum;
      for (let j = 0; j < n; j++) {
        const p = w[j]! / total;
        const pulled = j === label ? (-ownSlope * row.others) / total : ownSlope * p;
        grad[j] = (pulled - value * (p * slopes - grad[j]!)) / sum;
      }
      return value;
    },
  };
}
