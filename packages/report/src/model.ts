import type { Estimate, Unit } from "@relent/core/estimate";

/** What a result means to the reader; decides colour and sign, never words. */
export type Tone = "alarm" | "calm" | "unsure" | "muted";

/**
 * One value of a table or a fact. A lane gives values and units; this package formats them.
 *
 * `bar` draws a share of `max`; `estimate` prints value and interval; `verdict` prints its word with a sign that
 * does not depend on colour.
 */
export type Cell =
  | { readonly kind: "text"; readonly text: string; readonly tone?: Tone }
  | { readonly kind: "number"; readonly value: number; readonly unit: Unit; readonly tone?: Tone }
  | { readonly kind: "count"; readonly value: number }
  | { readonly kind: "share"; readonly value: number }
  | { readonly kind: "p"; readonly value: number }
  | { readonly kind: "estimate"; readonly estimate: Estimate }
  | { readonly kind: "bar"; readonly value: number; readonly max: number; readonly label?: string }
  | { readonly kind: "verdict"; readonly text: string; readonly tone: Tone }
  | { readonly kind: "link"; readonly text: string; readonly section: string }
  | { readonly kind: "none" };

/** A column of a table: `wide` columns give way first where space is short; `detail` columns are left to HTML and files. */
export interface Column {
  readonly label: string;
  readonly align: "left" | "right";
  readonly priority?: "wide" | "detail";
  /** Holds sentences, which go over several lines where names and figures would be cut. */
  readonly wraps?: boolean;
  /** Said in full where the label is short: statistic, unit, direction. */
  readonly description?: string;
}

export interface Table {
  readonly caption: string;
  /** What a row is, e.g. `["column", "columns"]`; rows left out of a terminal are counted in these words. */
  readonly noun?: readonly [one: string, many: string];
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A labelled value. */
export interface Fact {
  readonly label: string;
  readonly value: Cell;
  readonly description?: string;
}

/** One cell of two distributions on the same partition, in its natural order. */
export interface PairedCell {
  readonly label: string;
  readonly reference: number;
  readonly current: number;
  /** What the cell adds to D(current ‖ reference), in bits; may be negative. */
  readonly bits: number;
  /** Stands apart from an ordered axis: missing, NaN, below, above, a category never seen before. */
  readonly aside?: boolean;
}

/** A row of a forest plot: an estimate with its interval on a shared axis. */
export interface IntervalRow {
  readonly label: string;
  readonly estimate: Estimate;
  readonly tone: Tone;
  readonly section?: string;
}

/** An axis of a chart of lines. */
export interface Axis {
  /** What lies along it, with its unit: `"ε, nats"`. */
  readonly label: string;
  readonly scale: "linear" | "log";
  /** Where it begins and ends at least; the points decide the rest. */
  readonly span?: readonly [low: number, high: number];
}

/** One line of a chart, or a cloud of points with or without a band around them. */
export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Lowest and highest y at each x, drawn as an area behind the line. */
  readonly band?: readonly (readonly [x: number, low: number, high: number])[];
  /** `"line"` joins the points, `"dots"` leaves them apart, `"guide"` is a thin dashed line to compare with. */
  readonly mark: "line" | "dots" | "guide";
}

/** One part of a whole that is laid end to end with the others. */
export interface Part {
  readonly label: string;
  readonly value: number;
  readonly description?: string;
}

/** The fixed chart kinds; each is drawn as static SVG with a label and a data table of the same numbers. */
export type Chart =
  | {
      readonly kind: "paired-shares";
      readonly title: string;
      readonly cells: readonly PairedCell[];
      readonly names: readonly [reference: string, current: string];
      readonly rows: readonly [reference: number, current: number];
      /** `ordered` cells stand on an axis, `named` ones are a list. */
      readonly scale: "ordered" | "named";
    }
  | {
      readonly kind: "intervals";
      readonly title: string;
      readonly unit: Unit;
      readonly rows: readonly IntervalRow[];
      /** A line to compare with, e.g. the floor of a verdict. */
      readonly mark?: { readonly label: string; readonly value: number };
    }
  | {
      readonly kind: "lines";
      readonly title: string;
      readonly x: Axis;
      readonly y: Axis;
      /** At most six besides the guides, the most important first. */
      readonly lines: readonly Line[];
    }
  | {
      readonly kind: "parts";
      readonly title: string;
      readonly unit: Unit;
      /** At most six, in the order in which they are laid; none negative. */
      readonly parts: readonly Part[];
      /** Other wholes to compare with, each a bar of its own on the same scale. */
      readonly others: readonly Part[];
    }
  | {
      readonly kind: "matrix";
      readonly title: string;
      readonly unit: Unit;
      /** What the rows and the columns are: `["true class", "predicted class"]`. */
      readonly axes: readonly [rows: string, columns: string];
      readonly rows: readonly string[];
      readonly columns: readonly string[];
      /** One number a cell, row by row; the larger the darker, below 0 in another colour. null leaves a cell empty. */
      readonly values: readonly (readonly (number | null)[])[];
    }
  | {
      readonly kind: "text";
      readonly title: string;
      /** What the colours say and in which unit: `"bits that the model adds"`. */
      readonly meaning: string;
      readonly unit: Unit;
      /** In reading order, at most 2,000. */
      readonly tokens: readonly TextToken[];
    }
  | {
      readonly kind: "sphere";
      readonly title: string;
      /** Names of the two ends of each axis, x then y then z. */
      readonly poles: readonly (readonly [positive: string, negative: string])[];
      /** At most six points within the unit ball. */
      readonly points: readonly {
        readonly name: string;
        readonly at: readonly [x: number, y: number, z: number];
      }[];
      /** At most three closed curves within the ball, whose insides are shaded: circles of an ellipsoid. */
      readonly curves?: readonly {
        readonly name: string;
        readonly points: readonly (readonly [x: number, y: number, z: number])[];
      }[];
    };

/** A piece of a text with a number: the farther from 0, the stronger its colour, one colour above 0 and another below. */
export interface TextToken {
  /** As it stands in the text; line ends included. */
  readonly text: string;
  /** null leaves it without colour. */
  readonly value: number | null;
  /** Underlines it: a place where two answers part. */
  readonly marked?: boolean;
  /** Shown where the reader points at it, one line each. */
  readonly details?: readonly string[];
}

/** One subject of the report (a column, a model, a class). */
export interface Section {
  readonly id: string;
  readonly heading: string;
  readonly verdict: { readonly text: string; readonly tone: Tone };
  /** One sentence that a person can act on. */
  readonly sentence: string;
  /** The first fact is the section's figure and stands beside its heading. */
  readonly facts: readonly Fact[];
  readonly charts: readonly Chart[];
  readonly tables: readonly Table[];
  readonly notes: readonly string[];
}

/** One pass-or-fail line for a build server (JUnit). */
export interface Check {
  readonly name: string;
  readonly outcome: "passed" | "failed" | "skipped";
  readonly message: string;
}

/** One sample for a monitoring system (Prometheus text). `value` may be infinite. */
export interface Metric {
  readonly name: string;
  readonly help: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/**
 * What every lane hands to this package: words and numbers, laid out in order of importance, nothing left to compute.
 *
 * The verdict sentence stands first, then the facts and the overview sorted by effect, then one section a subject,
 * then what to beware of and what was assumed. Every sentence may carry names between backticks.
 */
export interface Report {
  readonly title: string;
  readonly sentence: string;
  readonly tone: Tone;
  readonly facts: readonly Fact[];
  readonly overview: Table;
  readonly charts: readonly Chart[];
  readonly sections: readonly Section[];
  /** Ids of the sections that the reader asked for by an option: shown where others are left to the full report. */
  readonly asked?: readonly string[];
  readonly warnings: readonly string[];
  readonly method: readonly string[];
  readonly checks: readonly Check[];
  readonly metrics: readonly Metric[];
  /** The lane's own JSON value, carrying its `schema`; printed by `--json`. */
  readonly data: { readonly schema: string };
  /** What HTML embeds of it, where that is less; `data` unless given. */
  readonly embedded?: { readonly schema: string };
}
