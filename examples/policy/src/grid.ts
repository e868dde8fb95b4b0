import type { Random } from "@relent/core/random";

/** A grid that an agent walks over to a goal: each step costs, falls cost more, and a quarter of the steps slip. */
export const GRID: readonly string[] = ["S....", ".##.#", ".....", "#.#.F", "....G"];

const SIZE = GRID.length;
const MOVES = [
  [0, 1],
  [1, 0],
  [0, -1],
  [-1, 0],
] as const;
const SLIP = 0.25;

export const STATES: number = SIZE * SIZE;
export const ACTIONS: number = MOVES.length;

/** What a step leads to. */
export interface Step {
  readonly state: number;
  readonly reward: number;
  readonly done: boolean;
}

/** One step from a state; a move into a wall stays where it is. */
export function walk(state: number, action: number, stream: Random): Step {
  const move = MOVES[stream.uniform() < SLIP ? stream.integer(ACTIONS) : action]!;
  const row = Math.floor(state / SIZE) + move[0];
  const column = (state % SIZE) + move[1];
  const cell = GRID[row]?.[column] ?? "#";
  const to = cell === "#" ? state : row * SIZE + column;
  if (cell === "G") return { state: to, reward: 1, done: true };
  if (cell === "F") return { state: to, reward: -1, done: true };
  return { state: to, reward: -0.02, done: false };
}
