import { readFileSync } from "node:fs";
import { normalDraw, random, type Seed } from "@relent/core/random";

/** Rows of numbers, each with an answer of 0 or 1; the first column is 1. */
export interface Answers {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly columns: number;
}

/** Answers drawn from a logistic model with correlated columns. */
export function drawAnswers(rows: number, weights: readonly number[], seed: Seed): Answers {
  const stream = random(seed);
  const columns = weights.length;
  const x = new Float64Array(rows * columns);
  const y = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const shared = normalDraw(stream);
    let score = 0;
    for (let j = 0; j < columns; j++) {
      const value = j === 0 ? 1 : 0.6 * shared + 0.8 * normalDraw(stream);
      x[i * columns + j] = value;
      score += value * weights[j]!;
    }
    y[i] = stream.uniform() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
  }
  return { x, y, columns };
}

/** Answers from CSV: a row of names, then columns of numbers, the last of them 0 or 1; columns are brought to mean 0 and sd 1. */
export function readAnswers(path: string): Answers {
  const toNumber = (cell: string) => (cell.trim() === "" ? Number.NaN : Number(cell));
  const [names, ...rows] = readFileSync(path, "utf8")
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(",").map(toNumber));
  if (names!.every(Number.isFinite))
    throw new Error(`${path}: its first row is numbers; it must be the names`);
  const columns = names!.length;
  if (rows.length < 2 || columns < 2)
    throw new Error(`${path}: ${rows.length} rows of ${columns} columns; there must be two of each at least`);
  rows.forEach((row, i) => {
    const good =
      row.length === columns && row.every(Number.isFinite) && (row.at(-1) === 0 || row.at(-1) === 1);
    if (!good) throw new Error(`${path}: row ${i + 2} is not ${columns} numbers with 0 or 1 at the end`);
  });
  const x = new Float64Array(rows.length * columns).fill(1);
  for (let j = 1; j < columns; j++) {
    const values = rows.map((row) => row[j - 1]!);
    const mean = values.reduce((a, b) => a + b, 0) / rows.length;
    const sd = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / rows.length) || 1;
    for (let i = 0; i < rows.length; i++) x[i * columns + j] = (values[i]! - mean) / sd;
  }
  return { x, y: Float64Array.from(rows, (row) => row.at(-1)!), columns };
}

/** The score of each row under the weights. */
export function scores({ x, y, columns }: Answers, weights: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: y.length }, (_, i) => {
    let score = 0;
    for (let j = 0; j < columns; j++) score += x[i * columns + j]! * weights[j]!;
    return score;
  });
}

/** The gradient by the weights of what has this gradient by the scores. */
export function byWeights({ x, y, columns }: Answers, byScores: ArrayLike<number>): Float64Array {
  const gradient = new Float64Array(columns);
  for (let i = 0; i < y.length; i++) {
    for (let j = 0; j < columns; j++) gradient[j]! += x[i * columns + j]! * byScores[i]!;
  }
  return gradient;
}
