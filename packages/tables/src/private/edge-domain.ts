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

const DAY = 86_400;
/** A span of time up to which edges may lie at seconds; in longer ones they lie at minutes. */
const SHORT = 1e6;

const dated = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);

/** Edges at whole days for dates, at minutes for moments, or at seconds where the span is under twelve days. */
export function calendarDomain(low: number, high: number, days: boolean): EdgeDomain {
  const [step, name] = days ? [DAY, "days"] : high - low <= SHORT ? [1, "seconds"] : [60, "minutes"];
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step) - first;
  const edge = (i: number): number => (first + i) * step;
  return {
    last,
    edge,
    indexOf: (x) => settled(edge, last, x, x / step - first),
    grain: step,
    label: `${name} from ${dated(low)} to ${dated(high)}`,
  };
}

/** 1900 to 2100, for dates of which nothing is said. */
export const AGES: readonly [low: number, high: number] = [Date.UTC(1900) / 1000, Date.UTC(2100) / 1000];

/** Which decimals are edges: those of so many significant digits below 10^top, in steps of at least 10^finest. */
interface Decimals {
  readonly digits: number;
  readonly finest: number;
  readonly top: number;
}

/** Decimals on both sides of 0, numbered from the lowest. */
function decimalDomain({ digits, finest, top }: Decimals, grain: number, label: string): EdgeDomain {
  const inner = scaled(1, digits);
  const decade = 0.9 * inner;
  const half = inner + (top - finest - digits) * decade;
  const size = (m: number): number => {
    if (m <= inner) return scaled(m, finest);
    const k = Math.floor((m - inner) / decade);
    return scaled(inner / 10 + (m - inner - k * decade), finest + 1 + k);
  };
  const near = (x: number): number => {
    if (x <= size(inner)) return x / scaled(1, finest);
    const power = Math.min(top - 1, Math.floor(Math.log10(x)));
    return inner + (power - finest - digits) * decade + (x / Number(`1e${power}`) - 1) * (inner / 10);
  };
  const last = 2 * half;
  const edge = (i: number): number => (i < half ? -size(half - i) : size(i - half));
  return {
    last,
    edge,
    indexOf: (x) => settled(edge, last, x, x < 0 ? half - near(-x) : half + near(x)),
    grain,
    label,
  };
}

/** Steps of a range at its larger end, at least, and powers of ten below it in which steps get finer. */
const STEPS = 4;
const DECADES = 6;

/**
 * Decimals over a range, finer towards 0: prices and counts lie as often between 1 and 10 as between 1,000 and 10,000.
 *
 * @param whole - Whether the values are whole numbers.
 */
export function boundedDomain(low: number, high: number, whole: boolean): EdgeDomain {
  const width = Math.floor(Math.log10(high - low));
  const power = Math.ceil(Math.log10(Math.max(Math.abs(low), Math.abs(high))));
  const digits = Math.max(STEPS, Math.min(15, power + STEPS - width));
  const finest = Math.max(-22, whole ? 0 : width - DECADES - digits);
  const top = Math.max(power, finest + digits);
  const label = `${whole ? "whole numbers" : "numbers"} of ${digits} digits from ${low} to ${high}`;
  const all = decimalDomain({ digits, finest, top }, whole ? 1 : 0, label);
  const first = all.indexOf(low);
  const end = all.indexOf(high);
  const last = Math.min(all.last, all.edge(end) < high ? end + 1 : end) - first;
  return {
    ...all,
    last,
    edge: (i) => all.edge(first + i),
    indexOf: (x) => Math.max(-1, Math.min(last, all.indexOf(x) - first)),
  };
}

const SEVEN = { digits: 7, top: 15 } as const;
const FLOATS = decimalDomain({ ...SEVEN, finest: -15 }, 0, "numbers of 7 digits from -1e15 to 1e15");
const WHOLE = decimalDomain({ ...SEVEN, finest: 0 }, 1, "whole numbers of 7 digits from -1e15 to 1e15");

/** The edges of a column of whose numbers nothing is known but their type. */
export const openDomain = (whole: boolean): EdgeDomain => (whole ? WHOLE : FLOATS);
