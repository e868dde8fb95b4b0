import { RelentError } from "../../error.ts";
import { type Random, random } from "../../random/index.ts";
import type { Samples } from "./samples.ts";

/** A row that this share of its sample repeats is an atom: no density, and no distance to a neighbour. */
const ATOM = 0.05;

/** Fewer rows than this are no sample to estimate from. */
const LEAST = 4;

/** Where a coordinate's range is at most this many of its least gaps per row, the gap is the step it was rounded to. */
const STEPS_A_ROW = 4;

/** How many copies each distinct row has, −0 being 0. */
function copies(x: Samples): Map<string, number> {
  const found = new Map<string, number>();
  for (let i = 0; i < x.n; i++) {
    const key = rowKey(x, i);
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  return found;
}

/** The row's coordinates as a text that equal rows share. */
function rowKey({ data, dim }: Samples, i: number): string {
  if (dim === 1) return String(data[i]!);
  let key = "";
  for (let c = 0; c < dim; c++) key += `${data[i * dim + c]!},`;
  return key;
}

/** Whether two rows agree in their first coordinate: quick, and false where nothing is repeated. */
function anyRepeated(all: readonly Samples[]): boolean {
  const dim = all[0]!.dim;
  const total = all.reduce((sum, x) => sum + x.n, 0);
  const first = new Float64Array(total);
  let at = 0;
  for (const x of all) for (let i = 0; i < x.n; i++) first[at++] = x.data[i * dim]!;
  first.sort();
  for (let i = 1; i < total; i++) if (first[i] === first[i - 1]) return true;
  return false;
}

/** Gaps below this share of the range are rounding errors of arithmetic, 0.30000000000000004 beside 0.3. */
const SAME = 1e-9;

/** The least gap between different values of a coordinate, or 0 where it is too fine to be a rounding step. */
function roundingStep(all: readonly Samples[], c: number): number {
  const values = Float64Array.from(
    all.flatMap((x) => Array.from({ length: x.n }, (_, i) => x.data[i * x.dim + c]!)),
  ).sort();
  const range = values.at(-1)! - values[0]!;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < values.length; i++) {
    const gap = values[i]! - values[i - 1]!;
    if (gap > SAME * range && gap < least) least = gap;
  }
  return range / least <= STEPS_A_ROW * values.length ? least : 0;
}

function jitter(x: Samples, steps: readonly number[], rng: Random): Samples {
  const data = x.data.slice();
  for (let i = 0; i < data.length; i++) data[i]! += steps[i % x.dim]! * (rng.uniform() - 0.5);
  return { ...x, data };
}

function keep(x: Samples, kept: (key: string) => boolean): Samples {
  const rows: number[] = [];
  for (let i = 0; i < x.n; i++) if (kept(rowKey(x, i))) rows.push(i);
  if (rows.length === x.n) return x;
  const data = new Float64Array(rows.length * x.dim);
  rows.forEach((row, i) => {
    data.set(x.data.subarray(row * x.dim, (row + 1) * x.dim), i * x.dim);
  });
  return { ...x, data, n: rows.length };
}

const distinct = (x: Samples): Samples => {
  const seen = new Set<string>();
  return keep(x, (key) => !seen.has(key) && Boolean(seen.add(key)));
};

/** Samples without repeated rows, and what was done about them. */
export interface Untied {
  readonly samples: readonly Samples[];
  readonly notes: readonly string[];
}

/**
 * Makes samples fit for estimates from distances, which a repeated row makes 0: what was rounded is spread over its step,
 * uniformly and from the seed; other repetitions are left out.
 *
 * @throws RelentError "invalid-argument" where one row makes up 5 % of a sample: that is an atom, to be counted; where
 * the second sample is within the first.
 */
export function untie(
  fn: string,
  names: readonly string[],
  all: readonly Samples[],
  seed: number | string,
): Untied {
  if (!anyRepeated(all)) return { samples: all, notes: [] };
  const counted = all.map(copies);
  counted.forEach((found, s) => {
    for (const [key, count] of found) {
      if (count > 1 && count >= ATOM * all[s]!.n) {
        throw new RelentError(
          "invalid-argument",
          `${fn}: ${((100 * count) / all[s]!.n).toFixed(1)} % of ${names[s]} is the one row (${key.replace(/,$/, "")}); a law with such an atom has no density: pass counts(…) of its values, or set that value apart`,
          { value: count },
        );
      }
    }
  });
  const repeated = counted.map((found, s) => all[s]!.n - found.size);
  const shared =
    counted.length < 2 ? 0 : [...counted[0]!.keys()].filter((key) => counted[1]!.has(key)).length;
  if (shared === 0 && repeated.every((count) => count === 0)) return { samples: all, notes: [] };
  const what = `repeated rows: ${names.map((name, s) => `${repeated[s]} in ${name}`).join(", ")}${
    counted.length < 2 ? "" : `, ${shared} in both`
  }`;
  const steps = Array.from({ length: all[0]!.dim }, (_, c) => roundingStep(all, c));
  if (steps.some((step) => step > 0)) {
    const rng = random(["ties", seed].join());
    return {
      samples: all.map((x) => jitter(x, steps, rng)),
      notes: [
        `${what}; the values look rounded (to ${steps.map((step) => (step > 0 ? Number(step.toPrecision(6)) : "nothing")).join(", ")}) and were spread over their step`,
      ],
    };
  }
  const single = all.map(distinct);
  if (single.length < 2 || shared === 0) return { samples: single, notes: [`${what}; left out`] };
  const [p, q] = [single[0]!, keep(single[1]!, (key) => !counted[0]!.has(key))];
  if (q.n < LEAST) {
    throw new RelentError(
      "invalid-argument",
      `${fn}: ${q.n} rows of ${names[1]} are left without those that are in ${names[0]} too; the samples must be drawn apart`,
      { value: q.n },
    );
  }
  return {
    samples: [p, q],
    notes: [
      `${what}; left out, rows in both from ${names[1]}: the samples overlap, the figure supposes that they do not`,
    ],
  };
}
