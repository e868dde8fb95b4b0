import { invalid, isLog } from "../finite/check.ts";
import { fold, type Term } from "../finite/fold.ts";
import { type Slopes, writeGradient } from "../finite/gradient/gradient.ts";
import { type Mass, toMass } from "../finite/mass.ts";
import { type Pair, pair } from "../finite/pair.ts";
import { checkPositive } from "./check-parameter.ts";
import { fillGradient, gradientArray, storeGradient } from "./gradient-array.ts";
import { checkMask } from "./label-loss.ts";
import { planReduction, type ReductionOptions } from "./reduce.ts";
import type { Floats, LossResult } from "./result.ts";
import { isNumbers, type LayoutOptions, type LossInput, type Rows, readLogRow } from "./rows.ts";
import { Tally } from "./tally.ts";
import { matchRows } from "./target-loss.ts";

/** What every divergence of a student from a teacher may be told. */
export interface DivergenceLossOptions extends ReductionOptions, LayoutOptions {
  /** Divides the logits of both; 1 when left out. */
  readonly temperature?: number;
  /**
   * Whether the loss is multiplied by the square of the temperature, so that gradients keep their size; true when
   * left out.
   */
  readonly scaleByTemperatureSquared?: boolean;
  /** Which logits the gradient is by; "student" when left out. */
  readonly wrt?: "student" | "teacher";
  /** One entry a class; those with 0 or false get no probability from either. */
  readonly classMask?: ArrayLike<number | boolean>;
  /** Where the gradient goes; it may be the array of the logits. */
  readonly out?: Floats;
}

/** One row of both, p the teacher's and q the student's: the loss, its gradient by the logits of either written. */
export type DivergenceKernel = (
  both: Pair,
  wrt: "student" | "teacher",
  grad: Float64Array,
  row: number,
) => number;

/** A faster way to a row of f32 logits: its loss, the scaled gradient written; undefined where there is none. */
export type QuickDivergence = (
  student: Rows,
  teacher: Rows,
  row: number,
  factor: number,
  out: Float32Array,
  temperature: number,
) => number | undefined;

/** A divergence from the term of one outcome, and its derivatives by either's probabilities. */
export function liftDivergence(
  term: Term,
  slopes: Slopes | ((both: Pair) => Slopes),
  finish: (sum: number, both: Pair) => number = (sum) => sum,
): DivergenceKernel {
  return (both, wrt, grad) => {
    const all = typeof slopes === "function" ? slopes(both) : slopes;
    const side = wrt === "student" ? "q" : "p";
    writeGradient(both, side, "logits", all[side], all.factor, grad);
    return finish(fold(both, term), both);
  };
}

/** log-weights over a temperature, as the pair takes them. */
function massOf(x: Float64Array): Mass {
  let max = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < x.length; j++) max = Math.max(max, x[j]!);
  let sum = 0;
  let rest = 0;
  for (let j = 0; j < x.length; j++) {
    const value = Math.exp(x[j]! - max);
    const next = sum + value;
    rest += sum >= value ? sum - next + value : value - next + sum;
    sum = next;
  }
  return { log: true, x, total: sum + rest, max, scale: 1 };
}

/** Walks rows of a student and a teacher. */
export function divergenceLoss(
  fn: string,
  studentInput: LossInput,
  teacherInput: LossInput,
  options: DivergenceLossOptions,
  kernel: DivergenceKernel,
  quick?: QuickDivergence,
): LossResult {
  const {
    temperature = 1,
    scaleByTemperatureSquared = true,
    wrt = "student",
    classMask,
    inner = 1,
  } = options;
  checkPositive(fn, "temperature", temperature);
  if (wrt !== "student" && wrt !== "teacher")
    invalid(`${fn}: wrt = ${wrt}; it is "student" or "teacher"`, { value: wrt });
  const [student, teacher] = matchRows(fn, studentInput, teacherInput, ["student", "teacher"], inner);
  const { cols } = student;
  checkMask(fn, classMask, cols);
  const plan = planReduction(fn, student.rows, options);
  const moved = wrt === "student" ? student : teacher;
  const out = gradientArray(fn, student.rows * cols, moved.single, options.out);
  const scale = scaleByTemperatureSquared ? temperature * temperature : 1;
  const plain =
    !isLog(student.kind) &&
    !isLog(teacher.kind) &&
    temperature === 1 &&
    classMask === undefined &&
    inner === 1;
  const fast =
    quick !== undefined && classMask === undefined && wrt === "student" && out instanceof Float32Array;
  const x = new Float64Array(cols);
  const y = new Float64Array(cols);
  const grad = new Float64Array(cols);
  const read = (rows: Rows, r: number, to: Float64Array) => {
    readLogRow(fn, rows, r, to, classMask);
    if (temperature !== 1) for (let j = 0; j < cols; j++) to[j] = to[j]! / temperature;
    return massOf(to);
  };
  const tally = new Tally(plan);
  for (let r = 0; r < student.rows; r++) {
    if (plan.counted[r] === 0 || plan.empty) {
      fillGradient(student, r, 0, out);
      continue;
    }
    const factor = (plan.factors[r]! * plan.upstream(r) * scale) / temperature;
    let value = fast ? quick(student, teacher, r, factor, out, temperature) : undefined;
    if (value === undefined) {
      const both =
        plain && !isNumbers(studentInput) && !isNumbers(teacherInput)
          ? pair(toMass(fn, "teacher", teacherInput, r), toMass(fn, "student", studentInput, r))
          : pair(read(teacher, r, x), read(student, r, y));
      value = kernel(both, wrt, grad, r);
      storeGradient(student, r, grad, factor, out);
    }
    tally.take(r, value * scale);
  }
  return tally.result(out);
}
