import { RelentError } from "@relent/core";
import {
  approximateDp,
  compose,
  concentratedDp,
  discreteGaussianMechanism,
  discreteLaplaceMechanism,
  exponentialMechanism,
  type PrivacyEvent,
  privacyEpsilon,
  selfCompose,
} from "@relent/core/privacy";
import { LEVELS } from "./draw-edges.ts";
import type { Fraction } from "./exact-noise.ts";

/** What a private profile may spend, as it is asked for. */
export interface PrivateOptions {
  /** ε of the whole profile. */
  readonly epsilon: number;
  /** δ of the whole profile; above 0 it lets values be named that were not known beforehand (default 0). */
  readonly delta?: number | undefined;
  /** Noise of the counts (default: laplace, at δ > 0 whichever is smaller). */
  readonly noise?: "laplace" | "gaussian" | undefined;
}

/** What a column needs besides its counts. */
export interface ColumnNeed {
  readonly name: string;
  /** Edges are drawn from its rows. */
  readonly edges?: boolean;
  /** Values that were not known beforehand are named. */
  readonly names?: boolean;
  /** Its part of the whole ε, above 0 and at most 1; undefined for an even one. */
  readonly share?: number | undefined;
}

/** What one column may spend. */
export interface ColumnBudget {
  readonly name: string;
  /** Its part of the whole ε: counts, edges and names together. */
  readonly epsilon: number;
  /** Scale of discrete Laplace noise, or σ² of discrete Gaussian noise, in its counts. */
  readonly noise: Fraction;
  readonly variance: number;
  /** ε of each level of its edges; null where none are drawn. */
  readonly edges: number | null;
  /** Scale of the noise by which unknown values are named, and the count from which on they are; null where none are looked for. */
  readonly names: { readonly scale: Fraction; readonly threshold: number } | null;
  /** What it spends, event by event. */
  readonly events: readonly PrivacyEvent[];
}

/** How the budget is split. */
export interface Budget {
  readonly mechanism: "discreteLaplace" | "discreteGaussian";
  readonly columns: readonly ColumnBudget[];
  readonly status: "exact" | "upper";
  readonly accounting: string;
}

/** Denominators of scales: 2⁻²⁰ of a nat is the least step. */
const STEP = 2 ** 20;
/** Least ε of a level of edges: below it the weights' table would be longer than tables are. */
const LEAST_LEVEL = 2 ** -14;
/** What names and edges of a column spend, for each ε of its counts. */
const NAMES = 1;
const EDGES = 0.5;

/** rows/ε as a fraction from above, so that no more than ε is spent. */
function scaleFor(epsilon: number, rows: number, name: string): Fraction {
  const under = Math.floor(epsilon * STEP);
  if (under < 1)
    throw new RelentError(
      "invalid-argument",
      `private profile: ε = ${epsilon} for ${name} is too little; name fewer columns or raise ε`,
      { value: epsilon },
    );
  return { over: STEP * rows, under };
}

const numberOf = ({ over, under }: Fraction): number => over / under;

/** 2e^{−1/b}/(1 − e^{−1/b})² of scale b. */
export function laplaceVariance(scale: number): number {
  const q = Math.exp(-1 / scale);
  return (2 * q) / (1 - q) ** 2;
}

/** The least t with P(noise ≥ t) ≤ δ: e^{−t/b}/(1 + e^{−1/b}). */
function thresholdFor(scale: number, delta: number): number {
  return Math.ceil(scale * -Math.log(delta * (1 + Math.exp(-1 / scale))));
}

/** The σ beyond which whole-numbered noise is accounted by its concentrated budget: its masses are too many. */
const MOST_SIGMA = 200;

/** One column's counts with discrete Gaussian noise of this σ², of which D_α ≤ αΔ²/2σ² (Canonne, Kamath & Steinke 2020). */
const gaussianCounts = (square: number, rows: number): PrivacyEvent =>
  rows > 1 || square > MOST_SIGMA ** 2
    ? concentratedDp(rows ** 2 / (2 * square))
    : discreteGaussianMechanism(Math.sqrt(square));

/** A column before its noise is known. */
interface Shared {
  readonly need: ColumnNeed;
  readonly epsilon: number;
  /** ε of its counts alone. */
  readonly counts: number;
  readonly edges: number | null;
}

const edgeEvent = ({ edges }: Shared): readonly PrivacyEvent[] =>
  edges === null ? [] : [selfCompose(exponentialMechanism(edges), LEVELS)];

/** The events of all columns as one, equal ones counted together. */
function together(events: readonly PrivacyEvent[]): PrivacyEvent {
  const alike = new Map<string, [PrivacyEvent, number]>();
  for (const event of events) {
    const key = JSON.stringify(event);
    alike.set(key, [event, (alike.get(key)?.[1] ?? 0) + 1]);
  }
  return compose([...alike.values()].map(([event, count]) => selfCompose(event, count)));
}

/** σ² in steps of 2⁻¹⁶ of the column with most of the budget, at which all together keep (ε, δ); the others' rise with their shares. */
function squareFor(shared: readonly Shared[], rows: number, epsilon: number, delta: number): Fraction {
  const unit = 2 ** 16;
  const spent = (square: number): number =>
    privacyEpsilon(together(gaussianEvents(shared, square / unit, rows)), delta).value;
  let high = unit;
  while (spent(high) > epsilon) high *= 4;
  let low = high / 4;
  while (high - low > low / 500) {
    const middle = Math.floor((low + high) / 2);
    if (spent(middle) > epsilon) low = middle;
    else high = middle;
  }
  return { over: high, under: unit };
}

/** σ² of a column, where the one with most of the budget has `square`: σ falls as the share rises. */
function squareOf(column: Shared, shared: readonly Shared[], square: number): number {
  const most = Math.max(...shared.map(({ counts }) => counts));
  return Math.ceil(square * (most / column.counts) ** 2 * 2 ** 16) / 2 ** 16;
}

const gaussianEvents = (shared: readonly Shared[], square: number, rows: number): PrivacyEvent[] =>
  shared.flatMap((column) => [gaussianCounts(squareOf(column, shared, square), rows), ...edgeEvent(column)]);

function check({ epsilon, delta = 0, noise }: PrivateOptions, needs: readonly ColumnNeed[]): void {
  if (!(epsilon > 0 && epsilon <= 100))
    throw new RelentError(
      "invalid-argument",
      `private profile: epsilon = ${epsilon}; it must be above 0 and at most 100`,
      { value: epsilon },
    );
  if (!(delta >= 0 && delta < 0.1))
    throw new RelentError(
      "invalid-argument",
      `private profile: delta = ${delta}; it must be at least 0 and below 0.1`,
      { value: delta },
    );
  if (noise === "gaussian" && delta === 0)
    throw new RelentError(
      "invalid-argument",
      "private profile: gaussian noise keeps no pure ε; give a delta such as 1e-9",
      { value: delta },
    );
  const wrong = needs.find(({ share }) => share !== undefined && !(share > 0 && share <= 1));
  if (wrong)
    throw new RelentError(
      "usage",
      `--share: ${wrong.name}=${wrong.share}; a share of ε is above 0 and at most 1`,
      { value: wrong.share },
    );
}

/** Slack for shares such as 0.1 + 0.2 + 0.7. */
const ROUNDING = 1e-9;

/** Each column's part of ε: as asked for, and what is left over the others by what they need. */
function split(epsilon: number, needs: readonly ColumnNeed[]): readonly Shared[] {
  const weight = ({ edges, names }: ColumnNeed): number => 1 + (edges ? EDGES : 0) + (names ? NAMES : 0);
  const asked = needs.reduce((sum, { share }) => sum + (share ?? 0), 0);
  const others = needs.filter(({ share }) => share === undefined);
  const left = 1 - asked;
  if (left < (others.length > 0 ? ROUNDING : -ROUNDING))
    throw new RelentError(
      "usage",
      `--share: the shares add up to ${asked}${others.length > 0 ? `, which leaves nothing for ${others[0]!.name}` : ""}; together they may be ${others.length > 0 ? "less than" : "at most"} 1`,
      { value: asked },
    );
  const weights = others.reduce((sum, need) => sum + weight(need), 0);
  return needs.map((need) => {
    const share =
      need.share === undefined ? (left * weight(need)) / weights : need.share / Math.max(1, asked);
    const counts = (share * epsilon) / weight(need);
    const edges = need.edges ? (counts * EDGES) / LEVELS : null;
    if (edges !== null && edges < LEAST_LEVEL)
      throw new RelentError(
        "invalid-argument",
        `private profile: ε = ${share * epsilon} for ${need.name} is too little to find its edges; give --public, name fewer columns or raise ε`,
        { value: epsilon },
      );
    return { need, epsilon: share * epsilon, counts, edges };
  });
}

/**
 * Splits ε over the columns: evenly by what they need (counts 1, names 1, edges ½) but for the shares asked for; δ goes
 * to the names, or to Gaussian noise.
 *
 * A row is in one cell of each column: a histogram has sensitivity 1, and that of a unit of up to `rows` rows is `rows`.
 *
 * @param rows - Most rows that are protected together.
 */
export function budgetOf(options: PrivateOptions, needs: readonly ColumnNeed[], rows = 1): Budget {
  check(options, needs);
  const { epsilon, delta = 0, noise } = options;
  const shared = split(epsilon, needs);
  const naming = delta > 0 ? needs.filter(({ names }) => names).length : 0;
  const columns = shared.map((column): ColumnBudget => {
    const { need, counts } = column;
    const scale = scaleFor(counts, rows, need.name);
    const part = delta / naming;
    const threshold = rows - 1 + thresholdFor(numberOf(scale), part / rows);
    const names = naming > 0 && need.names ? { scale, threshold } : null;
    return {
      name: need.name,
      epsilon: column.epsilon,
      noise: scale,
      variance: laplaceVariance(numberOf(scale)),
      edges: column.edges,
      names,
      events: [
        discreteLaplaceMechanism(numberOf(scale), rows),
        ...edgeEvent(column),
        ...(names ? [approximateDp(counts, part)] : []),
      ],
    };
  });
  if (naming === 0 && delta > 0 && noise !== "laplace") {
    const square = squareFor(shared, rows, epsilon, delta);
    const squares = shared.map((column) => squareOf(column, shared, numberOf(square)));
    if (noise === "gaussian" || squares.every((own, k) => own < columns[k]!.variance))
      return {
        mechanism: "discreteGaussian",
        columns: columns.map((column, k) => ({
          ...column,
          noise: { over: squares[k]! * 2 ** 16, under: 2 ** 16 },
          variance: squares[k]!,
          events: [gaussianCounts(squares[k]!, rows), ...edgeEvent(shared[k]!)],
        })),
        ...accounted(together(gaussianEvents(shared, numberOf(square), rows)), delta),
      };
  }
  if (noise === "gaussian")
    throw new RelentError(
      "usage",
      "private profile: gaussian noise is for profiles whose values are all known beforehand; leave noise=gaussian out, or give the values",
      {},
    );
  const events = columns.flatMap((column) => column.events);
  if (naming > 0)
    return {
      mechanism: "discreteLaplace",
      columns,
      status: "upper",
      accounting: `sum of the greatest losses, and of δ over ${naming} columns`,
    };
  return { mechanism: "discreteLaplace", columns, ...accounted(together(events), 0) };
}

function accounted(event: PrivacyEvent, delta: number): Pick<Budget, "status" | "accounting"> {
  const { status, method } = privacyEpsilon(event, delta);
  return { status: status === "exact" ? "exact" : "upper", accounting: method };
}
