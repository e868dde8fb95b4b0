import type { ChunkColumn, Engine, Field, Relation, RunOptions } from "@relent/engine";
import { writerFor } from "../compare/label.ts";
import { type Distribution, distributionOf, occurrences } from "../plan/distribution.ts";
import { isCompared, isNumeric } from "../plan/plan-column.ts";
import { totalWeight, type Weighted } from "../plan/weighted.ts";

/** How the rows of one column fall into levels: values of their own, or stretches of an axis between cuts. */
export interface SegmentColumn {
  readonly column: string;
  /** Numbers or texts that are levels of their own; numbers fall between `cuts` instead where those are given. */
  readonly values: readonly (number | string)[];
  /** Ends of the stretches, rising; a stretch holds its lower end. */
  readonly cuts?: readonly number[];
  /** How the levels are called, in order; the last two are the other values and the missing ones. */
  readonly names: readonly string[];
}

/** Which levels a table's rows are counted by; made once, before counting, and part of the summary. */
export interface SegmentPlan {
  readonly columns: readonly SegmentColumn[];
  /** Columns that were asked for and have no usable levels, and why. */
  readonly skipped: readonly { readonly column: string; readonly reason: string }[];
}

/** Rows that a plan looks at. */
const SAMPLE = 65_536;
/** The most values or stretches that a column is cut into, beside "other" and "missing". */
const MOST_LEVELS = 12;
const STRETCHES = 6;
/** A value with a smaller share of the sample is one of the others. */
const LEAST_SHARE = 0.005;

const OTHERS = ["other values", "missing"];

/** The values that stand for themselves, most frequent first; empty where they cover less than half of the rows. */
function ownLevels<T>(counts: readonly (readonly [value: T, rows: number])[], rows: number): T[] {
  const frequent = counts
    .filter(([, n]) => n >= LEAST_SHARE * rows)
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, MOST_LEVELS);
  return frequent.reduce((sum, [, n]) => sum + n, 0) >= rows / 2 ? frequent.map(([value]) => value) : [];
}

/** Cuts that put about the same share of the sample into each stretch. */
function cutsOf({ values, upTo }: Weighted, rows: number): number[] {
  const cuts = Array.from({ length: STRETCHES - 1 }, (_, k) => {
    const wanted = ((k + 1) * rows) / STRETCHES;
    return values[upTo.findIndex((n) => n > wanted)] ?? Number.NaN;
  });
  return [...new Set(cuts)].filter((cut) => cut > values[0]!);
}

function stretchNames(cuts: readonly number[], write: (edge: number, gap?: number) => string): string[] {
  const gap = Math.min(...cuts.slice(1).map((cut, i) => cut - cuts[i]!));
  const texts = cuts.map((cut) => write(cut, gap));
  return [
    `under ${texts[0]}`,
    ...texts.slice(1).map((text, i) => `${texts[i]} to ${text}`),
    `from ${texts.at(-1)}`,
  ];
}

function planNumbers(field: Field, numbers: Weighted): SegmentColumn | string {
  const rows = totalWeight(numbers);
  if (numbers.values.length < 2) return "it has one value only";
  const write = writerFor({
    name: field.name,
    column: field.name,
    type: field.type,
    view: "self",
    count: { kind: "skipped", reason: "" },
    range: false,
  });
  const base = { column: field.name, values: [] };
  if (numbers.values.length <= MOST_LEVELS) {
    const values = [...numbers.values];
    return { ...base, values, names: [...values.map((value) => write.value(value)), ...OTHERS] };
  }
  const cuts = cutsOf(numbers, rows);
  if (cuts.length === 0) return "nearly all rows have one value";
  return { ...base, cuts, names: [...stretchNames(cuts, write.edge), ...OTHERS] };
}

function planTexts(field: Field, texts: ReadonlyMap<string, number>): SegmentColumn | string {
  const rows = [...texts.values()].reduce((sum, n) => sum + n, 0);
  if (texts.size < 2) return "it has one value only";
  const values = ownLevels([...texts], rows);
  if (values.length === 0) return "its values are too many and too rare";
  return { column: field.name, values, names: [...values, ...OTHERS] };
}

function planOne(field: Field, sample: Distribution): SegmentColumn | string {
  const seen = [...occurrences(sample)];
  if (seen.length === 0) return "it has no values";
  const once = seen.filter((n) => n === 1).length;
  const rows = seen.reduce((sum, n) => sum + n, 0);
  if (once > 0.9 * rows && !(isNumeric(field.type) && field.type !== "integer")) {
    return "nearly every row has a value of its own";
  }
  return sample.kind === "numbers" ? planNumbers(field, sample.numbers) : planTexts(field, sample.texts);
}

/** The plan of columns whose sampled rows are given. */
export function planSegmentsOf(fields: readonly Field[], samples: readonly ChunkColumn[]): SegmentPlan {
  const columns: SegmentColumn[] = [];
  const skipped: { column: string; reason: string }[] = [];
  fields.forEach((field, i) => {
    const planned = isCompared(field.type)
      ? planOne(field, distributionOf(samples[i]!))
      : `${field.native} has no levels`;
    if (typeof planned === "string") skipped.push({ column: field.name, reason: planned });
    else columns.push(planned);
  });
  return { columns, skipped };
}

/**
 * How the rows of a table fall into levels of the named columns, from a deterministic sample of it.
 *
 * Frequent texts and few distinct numbers are levels of their own, many numbers fall into stretches of about equal share;
 * what is neither is "other values", and nulls are "missing". Columns that have no usable levels are told with the reason.
 */
export async function planSegments(
  engine: Engine,
  relation: Relation,
  names: readonly string[],
  options: RunOptions = {},
): Promise<SegmentPlan> {
  const fields = names.flatMap((name) => relation.fields.filter((field) => field.name === name));
  const readable = fields.filter((field) => isCompared(field.type));
  const samples = await engine.sample(
    relation,
    readable.map((field) => field.name),
    SAMPLE,
    options,
  );
  const plan = planSegmentsOf(readable, samples);
  const unread = fields
    .filter((field) => !isCompared(field.type))
    .map((field) => ({ column: field.name, reason: `${field.native} has no levels` }));
  return { columns: plan.columns, skipped: [...plan.skipped, ...unread] };
}
