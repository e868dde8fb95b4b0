import type {
  Cell,
  Check,
  Column,
  Fact,
  IntervalRow,
  Metric,
  Report,
  Section,
  Table,
  Tone,
} from "@relent/report";
import type { ColumnResult, ColumnVerdict, DiffResult } from "../compare/result.ts";
import { heaviestCell, movedSentence, shortName } from "../compare/sentences.ts";

const TONES: Readonly<Record<ColumnVerdict, Tone>> = {
  moved: "alarm",
  "type changed": "alarm",
  "only in reference": "alarm",
  "only in current": "alarm",
  "too few rows": "unsure",
  same: "calm",
  skipped: "muted",
};

const NONE: Cell = { kind: "none" };
const idOf = (index: number): string => `column-${index + 1}`;
const estimated = (e: ColumnResult["kl"]): Cell => (e === null ? NONE : { kind: "estimate", estimate: e });
const number = (e: ColumnResult["kl"]): Cell =>
  e === null ? NONE : { kind: "number", value: e.value, unit: e.unit };

const COLUMNS: readonly Column[] = [
  { label: "column", align: "left" },
  { label: "type", align: "left", priority: "wide" },
  { label: "verdict", align: "left" },
  { label: "", align: "left", priority: "wide", description: "bits, as a bar" },
  {
    label: "bits a row",
    align: "right",
    description:
      "D(current ‖ reference): extra bits a row for coding current with a code made for the reference",
  },
  {
    label: "most of it in",
    align: "left",
    description: "the cell that carries most of the bits, with its share",
  },
  {
    label: "q",
    align: "right",
    priority: "detail",
    description: "Benjamini–Hochberg adjusted p of: at most the floor",
  },
  { label: "reverse bits", align: "right", priority: "detail", description: "D(reference ‖ current), bits" },
  { label: "JS bits", align: "right", priority: "detail", description: "Jensen–Shannon divergence, bits" },
  { label: "PSI", align: "right", priority: "detail", description: "population stability index, nats" },
  { label: "TVD", align: "right", priority: "detail", description: "total variation distance" },
  { label: "Hellinger", align: "right", priority: "detail", description: "Hellinger distance" },
  { label: "KS", align: "right", priority: "detail", description: "Kolmogorov–Smirnov distance" },
  {
    label: "W1",
    align: "right",
    priority: "detail",
    description: "Wasserstein-1 distance, in the column's own units",
  },
];

function heaviest(c: ColumnResult): Cell {
  if (c.verdict === "skipped" || c.kl === null)
    return c.reason ? { kind: "text", text: c.reason, tone: "muted" } : NONE;
  if (c.verdict === "too few rows") return { kind: "text", text: c.reason ?? "", tone: "muted" };
  const worst = c.verdict === "moved" ? heaviestCell(c) : null;
  return worst ? { kind: "text", text: `${worst.cell.label} (${Math.round(100 * worst.share)} %)` } : NONE;
}

function overview(result: DiffResult): Table {
  const max = Math.max(result.floor, ...result.columns.map((c) => c.kl?.value ?? 0));
  const rows = result.columns.map((c, i): Cell[] => [
    { kind: "link", text: c.name, section: idOf(i) },
    { kind: "text", text: c.type },
    { kind: "verdict", text: c.verdict, tone: TONES[c.verdict] },
    c.kl === null ? NONE : { kind: "bar", value: Math.max(0, c.kl.value), max },
    estimated(c.kl),
    heaviest(c),
    c.floorTest === null ? NONE : { kind: "p", value: c.floorTest.q },
    number(c.reverseKl),
    number(c.jensenShannon),
    number(c.psi),
    number(c.totalVariation),
    number(c.hellinger),
    number(c.ks),
    number(c.wasserstein),
  ]);
  return { caption: "Columns, worst first", noun: ["column", "columns"], columns: COLUMNS, rows };
}

const fact = (label: string, value: Cell, description?: string): Fact => ({
  label,
  value,
  ...(description !== undefined && { description }),
});

/** The figures of a column, in the order in which they are shown, and what each says. */
const FIGURES: readonly (readonly [
  label: string,
  of: (c: ColumnResult) => ColumnResult["kl"],
  says: string,
])[] = [
  ["new values", (c) => c.newShare, "share of current rows whose value the reference never has"],
  [
    "D(current ‖ reference)",
    (c) => c.kl,
    "extra bits a row for coding current with a code made for the reference",
  ],
  ["D(reference ‖ current)", (c) => c.reverseKl, "the other direction"],
  ["Jensen–Shannon", (c) => c.jensenShannon, "divergence from the mean of both, at most 1 bit"],
  ["PSI", (c) => c.psi, "population stability index: both directions added, in nats as is customary"],
  ["total variation", (c) => c.totalVariation, "largest difference of any event's share, uncorrected"],
  ["Hellinger", (c) => c.hellinger, "distance, 0 to 1"],
  ["Kolmogorov–Smirnov", (c) => c.ks, "largest gap of the distribution functions"],
  ["Wasserstein-1", (c) => c.wasserstein, "mean shift of mass, in the column's own units"],
];

function figures(c: ColumnResult): Fact[] {
  const facts = FIGURES.flatMap(([label, of]) => {
    const e = of(c);
    return e === null ? [] : [fact(label, estimated(e))];
  });
  if (c.test) facts.push(fact(`p, ${c.test.statistic}`, { kind: "p", value: c.test.p }, c.test.method));
  if (c.designEffect > 1)
    facts.push(fact("design effect", { kind: "number", value: c.designEffect, unit: "1" }));
  return facts;
}

/** What the figures of the sections say, for the foot of the report. */
const LEGEND = `Figures: ${FIGURES.map(([label, , says]) => `${label}: ${says}`).join("; ")}.`;

function sectionSentence(c: ColumnResult, result: DiffResult): string {
  if (c.verdict === "moved") return movedSentence(c, result.reference.name, result.current.name);
  if (c.verdict === "same")
    return `\`${c.name}\` stays within ${result.floor} bits a row${c.reason ? ` (${c.reason})` : ""}.`;
  if (c.verdict === "too few rows") return `Too few rows to tell${c.reason ? `: ${c.reason}` : ""}.`;
  return `Not compared: ${c.reason ?? c.verdict}.`;
}

function section(c: ColumnResult, index: number, result: DiffResult): Section {
  const drawn = c.cells.length > 0;
  return {
    id: idOf(index),
    heading: c.name,
    verdict: { text: c.verdict, tone: TONES[c.verdict] },
    sentence: sectionSentence(c, result),
    facts: figures(c),
    charts: drawn
      ? [
          {
            kind: "paired-shares",
            title: `Share of rows, ${c.name}`,
            cells: c.cells,
            names: ["reference", "current"],
            rows: [result.reference.rows, result.current.rows],
            scale: c.scale,
          },
        ]
      : [],
    tables: [],
    notes: c.warnings,
  };
}

const OUTCOMES: Readonly<Record<ColumnVerdict, Check["outcome"]>> = {
  moved: "failed",
  "type changed": "failed",
  "only in reference": "failed",
  "only in current": "failed",
  "too few rows": "passed",
  same: "passed",
  skipped: "skipped",
};

const METRICS: readonly (readonly [name: string, help: string, value: (c: ColumnResult) => number | null])[] =
  [
    ["relent_diff_kl_bits", "D(current || reference) in bits a row", (c) => c.kl?.value ?? null],
    [
      "relent_diff_kl_bits_low",
      "Low end of the interval of D(current || reference)",
      (c) => c.kl?.low ?? null,
    ],
    [
      "relent_diff_kl_bits_high",
      "High end of the interval of D(current || reference)",
      (c) => c.kl?.high ?? null,
    ],
    ["relent_diff_js_bits", "Jensen-Shannon divergence in bits", (c) => c.jensenShannon?.value ?? null],
    ["relent_diff_psi", "Population stability index, natural logarithm", (c) => c.psi?.value ?? null],
    [
      "relent_diff_new_share",
      "Share of current rows whose value the reference never has",
      (c) => c.newShare?.value ?? null,
    ],
    [
      "relent_diff_moved",
      "1 if the column moved",
      (c) => (c.verdict === "skipped" ? null : Number(c.verdict === "moved")),
    ],
  ];

function metrics(result: DiffResult): Metric[] {
  const labels = { reference: result.reference.name, current: result.current.name };
  const columns = METRICS.flatMap(([name, help, of]) =>
    result.columns.flatMap((c): Metric[] => {
      const value = of(c);
      return value === null ? [] : [{ name, help, labels: { ...labels, column: c.name }, value }];
    }),
  );
  const rows = (["reference", "current"] as const).map(
    (side): Metric => ({
      name: "relent_diff_rows",
      help: "Rows of each side",
      labels: { ...labels, side },
      value: result[side].rows,
    }),
  );
  return [...rows, ...columns];
}

/** Value, interval and plug-in figure: how a mailed report carries an estimate. */
function short(e: ColumnResult["kl"]) {
  if (e === null) return null;
  const { value, low, high, unit, plugIn } = e;
  return { value, low, high, unit, ...(plugIn !== undefined && plugIn !== value && { plugIn }) };
}

const ESTIMATES = [
  "kl",
  "reverseKl",
  "jensenShannon",
  "psi",
  "totalVariation",
  "hellinger",
  "ks",
  "wasserstein",
] as const satisfies readonly (keyof ColumnResult)[];

/** A column as HTML embeds it: every figure that there is, without how it was made. */
function brief(c: ColumnResult): object {
  const figures = Object.fromEntries(ESTIMATES.map((name) => [name, short(c[name])]));
  const says = (value: unknown): boolean => value !== null && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries({ ...c, ...figures }).filter(([, value]) => says(value)));
}

const VERDICT_TONE = { moved: "alarm", same: "calm", "too few rows": "unsure" } as const;

const sideText = (side: DiffResult["reference"]): string =>
  `${shortName(side.name)}, ${side.rows.toLocaleString("en-US")} ${side.rows === 1 ? "row" : "rows"}`;

/** The report of a comparison: the sentence, the columns worst first, one section a column. */
export function diffReport(result: DiffResult): Report {
  const intervals = result.columns.flatMap((c, i): IntervalRow[] =>
    c.kl === null ? [] : [{ label: c.name, estimate: c.kl, tone: TONES[c.verdict], section: idOf(i) }],
  );
  const count = (v: ColumnVerdict): number => result.columns.filter((c) => c.verdict === v).length;
  return {
    title: `${shortName(result.current.name)} against ${shortName(result.reference.name)}`,
    sentence: result.sentence,
    tone: VERDICT_TONE[result.verdict],
    facts: [
      fact("reference", { kind: "text", text: sideText(result.reference) }, result.reference.name),
      fact("current", { kind: "text", text: sideText(result.current) }, result.current.name),
      fact("moved", { kind: "count", value: count("moved") }),
      fact("same", { kind: "count", value: count("same") }),
      fact("too few rows", { kind: "count", value: count("too few rows") }),
      fact("skipped", { kind: "count", value: count("skipped") }),
    ],
    overview: overview(result),
    charts:
      intervals.length === 0
        ? []
        : [
            {
              kind: "intervals",
              title: "How far each column moved",
              unit: "bits",
              rows: intervals,
              mark: { label: "floor", value: result.floor },
            },
          ],
    sections: result.columns.map((c, i) => section(c, i, result)),
    warnings: result.warnings,
    method: [...result.method, LEGEND],
    checks: result.columns.map((c) => ({
      name: c.name,
      outcome: OUTCOMES[c.verdict],
      message: sectionSentence(c, result).replaceAll("`", ""),
    })),
    metrics: metrics(result),
    data: result,
    embedded: Object.assign({}, result, { columns: result.columns.map(brief) }),
  };
}
