import type { CalibratorRecord } from "./calibrator-record.ts";
import { listsOf, unfit } from "./parameters.ts";
import { poolAdjacent, poolOutcomes, stepsAt } from "./pool-adjacent.ts";

/** Classes that are mapped by a function of their own: the second of two, each of more. */
const mapped = (classes: number): number[] =>
  classes === 2 ? [1] : Array.from({ length: classes }, (_, k) => k);

/**
 * A non-decreasing function of p, fitted by pooling adjacent violators.
 *
 * With more than two classes each class against the rest, then normalised; a row whose classes all come out as 0 is left
 * to the floor. Sources: Zadrozny & Elkan, KDD (2002); Ayer et al., Ann. Math. Statist. 26 (1955) 641.
 */
export const ISOTONIC: CalibratorRecord = {
  name: "isotonic",
  about: "any non-decreasing function of the probability, each class by itself",
  binary: false,
  floor: "output",
  size: (classes) => classes,
  fit: ({ rows, classes, logs }, labels, { weights }) => {
    const steps = mapped(classes).map((k) => {
      const p = new Float64Array(rows);
      for (let i = 0; i < rows; i++) p[i] = Math.exp(logs[i * classes + k]!);
      const came = p.map((_, i) => (labels[i] === k ? 1 : 0));
      return weights === undefined
        ? poolOutcomes(
            p.filter((_, i) => came[i] === 1),
            p.filter((_, i) => came[i] === 0),
          )
        : poolAdjacent(p, came, weights);
    });
    return { x: steps.map(({ x }) => x), y: steps.map(({ y }) => y) };
  },
  map: (fn, parameters, classes) => {
    const places = mapped(classes);
    const x = listsOf(fn, parameters, "x", places.length);
    const y = listsOf(fn, parameters, "y", places.length);
    x.forEach((list, i) => {
      if (list.length === 0 || list.length !== y[i]!.length) {
        unfit(
          fn,
          `parameters.x[${i}] has ${list.length} points and y[${i}] ${y[i]!.length}; they must be as many`,
        );
      }
    });
    if (classes === 2) {
      return (logs, at) => {
        const p = stepsAt(x[0]!, y[0]!, Math.exp(logs[at + 1]!));
        logs[at] = Math.log1p(-p);
        logs[at + 1] = Math.log(p);
      };
    }
    return (logs, at) => {
      let total = 0;
      for (let k = 0; k < classes; k++) {
        const p = stepsAt(x[k]!, y[k]!, Math.exp(logs[at + k]!));
        logs[at + k] = p;
        total += p;
      }
      for (let k = 0; k < classes; k++)
        logs[at + k] = total > 0 ? Math.log(logs[at + k]! / total) : -Math.log(classes);
    };
  },
};
