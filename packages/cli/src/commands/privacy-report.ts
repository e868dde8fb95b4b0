import type { Cell, Chart, Fact, Report, Table, Tone } from "@relent/report";
import type { NamedBound, PrivacyCurves, PrivacyResult, Solved } from "./privacy-result.ts";

const TONES: Readonly<Record<NamedBound["status"], Tone>> = {
  exact: "calm",
  upper: "calm",
  lower: "muted",
  asymptotic: "unsure",
};

/** What a status says to a person. */
const MEANINGS: Readonly<Record<NamedBound["status"], string>> = {
  exact: "the figure itself, up to rounding",
  upper: "a guarantee: the true figure is at most this",
  lower: "no guarantee: the true figure is at least this",
  asymptotic: "no bound: a limit for many uses",
};

const NAMES: Readonly<Record<string, string>> = {
  gaussian: "closed form, normal noise",
  direct: "closed form, one use",
  contour: "contour integral",
  pessimistic: "loss grid, pessimistic",
  optimistic: "loss grid, optimistic",
  renyi: "Rényi, best order",
  zcdp: "zero-concentrated",
  pure: "sum of greatest losses",
  gdp: "central limit (GDP)",
};

const text = (value: string): Cell => ({ kind: "text", text: value });
/** Bounds of one figure differ in the fifth digit, and a noise that is rounded down keeps less. */
const precise = (value: number): Cell =>
  text(Number.isFinite(value) ? String(Number(value.toPrecision(7))) : "∞");
const nats = (value: number): Cell =>
  text(Number.isFinite(value) ? `${Number(value.toPrecision(7))} nats` : "∞");

function boundsTable({ bounds, boundsOf, delta, epsilon }: PrivacyResult): Table {
  const [letter, at] = boundsOf === "epsilon" ? ["ε", `δ = ${delta}`] : ["δ", `ε = ${epsilon}`];
  return {
    caption: `${letter} at ${at}, by every accountant that applies`,
    noun: ["bound", "bounds"],
    columns: [
      { label: "accountant", align: "left" },
      { label: boundsOf === "epsilon" ? "ε, nats" : "δ", align: "right" },
      { label: "status", align: "left" },
      { label: "which means", align: "left", priority: "wide" },
      { label: "method", align: "left", priority: "detail" },
    ],
    rows: bounds.map(({ name, value, status, method, order, bracket }) => [
      text(NAMES[name] ?? name),
      precise(value),
      { kind: "verdict", text: status, tone: TONES[status] },
      text(bracket === undefined ? MEANINGS[status] : within(value, bracket)),
      text(order === undefined ? method : `${method}, order ${order.toPrecision(4)}`),
    ]),
  };
}

/** How far a figure may be off that its bounds hold. */
const within = (value: number, [low, high]: readonly [number, number]): string => {
  const off = Math.max(value - low, high - value);
  // two digits, from above
  return off === 0 ? MEANINGS.exact : `the figure itself, to within ${(1.05 * off).toExponential(1)}`;
};

const THICK = new Set(["gaussian", "direct", "contour", "pessimistic", "renyi", "optimistic"]);

function charts(curves: PrivacyCurves): Chart[] {
  const lines = curves.epsilonOfDelta.filter(({ points }) => points.length > 1);
  const shown = lines.filter(({ name }) => THICK.has(name)).slice(0, 6);
  const rest = lines.filter((line) => !shown.includes(line));
  const named = (name: string): string => NAMES[name] ?? name;
  const attack = curves.attack.map(
    ({ falsePositiveRate, falseNegativeRate }) => [falsePositiveRate, 1 - falseNegativeRate] as const,
  );
  return [
    {
      kind: "lines",
      title: "ε over δ, by every accountant",
      x: { label: "δ", scale: "log" },
      y: { label: "ε, nats", scale: "linear", span: [0, 0] },
      lines: [
        ...shown.map(({ name, points }) => ({ name: named(name), points, mark: "line" as const })),
        ...rest.map(({ name, points }) => ({ name: named(name), points, mark: "guide" as const })),
      ],
    },
    {
      kind: "lines",
      title: "What the best attack on one record may reach",
      x: { label: "rate of false alarms", scale: "linear", span: [0, 1] },
      y: { label: "rate of records found", scale: "linear", span: [0, 1] },
      lines: [
        {
          name: "at most",
          points: attack,
          mark: "line",
        },
        {
          name: "guessing",
          points: [
            [0, 0],
            [1, 1],
          ],
          mark: "guide",
        },
      ],
    },
  ];
}

const SOLVED: Readonly<Record<string, string>> = {
  noise: "least noise multiplier",
  rate: "greatest sampling rate",
  steps: "most steps",
  epsilon: "least ε",
  delta: "least δ",
};

/** To seven digits on the private side. */
function rounded({ unknown, value }: Solved): Cell {
  if (!Number.isFinite(value) || value === 0) return precise(value);
  const unit = 10 ** (Math.floor(Math.log10(value)) - 6);
  const whole =
    unknown === "rate" || unknown === "steps" ? Math.floor(value / unit) : Math.ceil(value / unit);
  return precise(unknown === "steps" ? value : whole * unit);
}

function factsOf(result: PrivacyResult): Fact[] {
  const { solved, epsilon, delta, status, adjacency, attack, boundsOf } = result;
  const meaning = (of: typeof boundsOf) => (of === boundsOf ? { description: MEANINGS[status] } : {});
  return [
    ...(solved === null
      ? []
      : [
          {
            label: SOLVED[solved.unknown] ?? solved.unknown,
            value: rounded(solved),
            description: solved.method,
          },
        ]),
    { label: "ε", value: nats(epsilon), ...meaning("epsilon") },
    { label: "δ", value: precise(delta), ...meaning("delta") },
    { label: "status", value: { kind: "verdict", text: status, tone: TONES[status] } },
    { label: "adjacency", value: text(adjacency) },
    {
      label: `records found at ${100 * attack.falsePositiveRate} % false alarms`,
      value: { kind: "share", value: attack.truePositiveRate },
      description: "the most that any attack can reach",
    },
  ];
}

/** The report of a guarantee; the curves are drawn where they were computed. */
export function privacyReport(result: PrivacyResult, curves: PrivacyCurves | null): Report {
  const [done, hides, is, attack] = result.sentences as [string, string, string, string];
  return {
    title: "What a private mechanism guarantees",
    sentence: is,
    tone: Number.isFinite(result.epsilon) ? TONES[result.status] : "alarm",
    facts: factsOf(result),
    overview: boundsTable(result),
    charts: curves === null ? [] : charts(curves),
    sections: [],
    warnings: Number.isFinite(result.epsilon)
      ? []
      : [
          "no finite ε goes with this δ: some outcome of the mechanism tells two neighbours apart for certain",
        ],
    method: [
      done,
      hides,
      attack,
      ...result.assumptions,
      "ε is in nats. Only exact and upper figures guarantee anything.",
    ],
    checks: [],
    metrics: [
      {
        name: "relent_privacy_epsilon",
        help: "ε, in nats.",
        labels: { status: result.status },
        value: result.epsilon,
      },
      { name: "relent_privacy_delta", help: "δ that goes with ε.", labels: {}, value: result.delta },
    ],
    data: result,
  };
}
