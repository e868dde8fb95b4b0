/** The finite list of numbers among which the edges of a column are drawn: fixed beforehand, never by its rows. */
export interface EdgeDomain {
  /** Edges are numbered 0…last, rising. */
  readonly last: number;
  readonly edge: (i: number) => number;
  /** Number of the greatest edge ≤ x; −1 below all of them. */
  readonly indexOf: (x: number) => number;
  /** Width to which the values are whole (1 for integers, a day for dates), 0 for others. */
  readonly grain: number;
  /** In words. */
  readonly label: string;
}

/** The index of the greatest edge ≤ x, from a first guess that may be off by rounding. */
function settled(edge: (i: number) => number, last: number, x: number, guess: number): number {
  let i = Math.max(0, Math.min(last, Math.floor(guess)));
  while (i >= 0 && edge(i) > x) i--;
  while (i < last && edge(i + 1) <= x) i++;
  return i;
}

/** Powers of ten as doubles: exact up to 10²². */
const TENS: readonly number[] = Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
/** m·10^k, correctly rounded for whole m < 2⁵³ and |k| ≤ 22. */
const scaled = (m: number, k: number): number => (k < 0 ? m / TENS[-k]! : m * TENS[k]!);

/** Edges at multiples of a round step over [low, high], and one beyond each end where it is no multiple. */
function evenDomain(
  low: number,
  high: number,
  step: readonly [number, number],
  grain: number,
  label: string,
) {
  const [digits, tens] = step;
  const width = scaled(digits, tens);
  const first = Math.floor(low / width);
  const last = Math.ceil(high / width) - first;
  const edge = (i: number): number => scaled((first + i) * digits, tens);
  return {
    last,
    edge,
    indexOf: (x: number) => settled(edge, last, x, x / width - first),
    grain,
    label,
  };
}

/** Most edges of a range. */
const MOST_EDGES = 1e6;

/**
 * At most a million and two edges over a range: multiples of a power of ten, of whole numbers where the values are whole.
 *
 * @param whole - Whether the values are whole numbers.
 */
export function boundedDomain(low: number, high: number, whole: boolean): EdgeDomain {
  const finest = Math.ceil(Math.log10((high - low) / MOST_EDGES));
  const tens = Math.max(
    -22,
    whole ? Math.max(0, finest) : finest,
    Math.ceil(Math.log10(Math.max(Math.abs(low), Math.abs(high)))) - 15,
  );
  const step = scaled(1, tens);
  return evenDomain(low, high, [1, tens], whole ? 1 : 0, `multiples of ${step} from ${low} to ${high}`);
}

const DAY = 86_400;
const SPANS: readonly (readonly [seconds: number, name: string])[] = [
  [1, "seconds"],
  [60, "minutes"],
  [3600, "hours"],
  [DAY, "days"],
];

const dated = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);

/** Edges at whole seconds, minutes, hours or days, whichever are few enough; at days alone for dates. */
export function calendarDomain(low: number, high: number, days: boolean): EdgeDomain {
  const fits = SPANS.find(([seconds]) => (!days || seconds === DAY) && (high - low) / seconds <= MOST_EDGES);
  const [step, name] = fits ?? SPANS[3]!;
  return evenDomain(low, high, [step, 0], step, `${name} from ${dated(low)} to ${dated(high)}`);
}

/** 1900 to 2100, for dates of which nothing is said. */
export const AGES: readonly [low: number, high: number] = [Date.UTC(1900) / 1000, Date.UTC(2100) / 1000];

/** Numbers of seven significant digits: so many between two powers of ten, and so many below the least of them. */
const DECADE = 9e6;
const INNER = 1e7;
const TOP = 15;

/** All numbers of seven significant digits up to 10¹⁵ on both sides of 0, in steps of at least 10^finest. */
function decimalDomain(finest: number, grain: number, label: string): EdgeDomain {
  const half = INNER + (TOP - (finest + 7)) * DECADE;
  const size = (m: number): number => {
    if (m <= INNER) return scaled(m, finest);
    const decade = Math.floor((m - INNER) / DECADE);
    return scaled(INNER / 10 + (m - INNER - decade * DECADE), finest + 1 + decade);
  };
  const edge = (i: number): number => (i < half ? -size(half - i) : size(i - half));
  const near = (x: number): number => {
    if (x <= size(INNER)) return x / scaled(1, finest);
    const power = Math.min(TOP - 1, Math.floor(Math.log10(x)));
    const decade = power - finest - 7;
    return INNER + decade * DECADE + (scaled(1, 6) * x) / Number(`1e${power}`) - INNER / 10;
  };
  const guess = (x: number): number => (x < 0 ? half - near(-x) : half + near(x));
  const last = 2 * half;
  return { last, edge, indexOf: (x) => settled(edge, last, x, guess(x)), grain, label };
}

const FLOATS = decimalDomain(
  -15,
  0,
  "numbers of seven digits from −1e15 to 1e15, in steps of at least 1e-15",
);
const WHOLE = decimalDomain(0, 1, "whole numbers of seven digits from −1e15 to 1e15");

/** The edges of a column of whose numbers nothing is known but their type. */
export const openDomain = (whole: boolean): EdgeDomain => (whole ? WHOLE : FLOATS);
