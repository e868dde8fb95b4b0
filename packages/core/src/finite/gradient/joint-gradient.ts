import { resultOf } from "../compare.ts";
import { dependenceSlopes } from "../dependence.ts";
import { cellsOf, destinations, type Joint, regroup } from "../joint.ts";
import { type GradientOptions, unitOf } from "./gradient.ts";

/** In what the cells of a table move, and where their gradient goes. */
export type JointGradientOptions = Omit<GradientOptions, "wrt">;

/** One group of axes, another, and what is known: a share of the measure, by its sign. */
export interface Dependence {
  readonly groups: readonly [readonly number[], readonly number[], readonly number[]];
  readonly sign: 1 | -1;
}

/** The derivative of a sum of conditional mutual informations by each cell of a table. */
export function slopesOfDependences(
  fn: string,
  table: Joint,
  dependences: readonly Dependence[],
): Float64Array {
  const slopes = new Float64Array(table.row.cols);
  for (const { groups, sign } of dependences) {
    const { to } = destinations(table, groups);
    const own = dependenceSlopes(regroup(fn, table, groups));
    for (let i = 0; i < slopes.length; i++) slopes[i] = slopes[i]! + sign * own[to[i]!]!;
  }
  return slopes;
}

/** The gradient of a measure of a table from its derivatives by the cells, which are known up to a constant. */
export function jointGradient(
  fn: string,
  table: Joint,
  options: JointGradientOptions,
  slopesOf: () => Float64Array,
): Float64Array {
  const unit = unitOf(fn, options, true);
  const cells = cellsOf(fn, table);
  const slopes = slopesOf();
  const out = resultOf(fn, cells.length, options.out);
  let total = 0;
  for (let i = 0; i < cells.length; i++) total += cells[i]!;
  let mean = 0;
  for (let i = 0; i < cells.length; i++) mean += (cells[i]! / total) * slopes[i]!;
  for (let i = 0; i < cells.length; i++) {
    const factor = options.space === "probs" ? 1 : cells[i]! / total;
    out[i] = cells[i] === 0 ? 0 : ((slopes[i]! - mean) * factor) / unit;
  }
  return out;
}
