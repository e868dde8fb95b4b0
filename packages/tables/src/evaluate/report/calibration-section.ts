import type { Chart, Fact, Section, Tone } from "@relent/report";
import { fact } from "../../report/cells.ts";
import type { EvalResult, ReliabilityResult } from "../result.ts";
import { estimated } from "./shown-estimate.ts";
import { chance, percent, said } from "./words.ts";

/** Level of the calibration test's verdict. */
const ALPHA = 0.05;

/** What a diagram is of. */
export const eventName = (name: string): string =>
  name === "confidence" ? "the likeliest class" : `\`${name}\``;

/** What was said against what came, with the band in which it would lie if the forecasts were right. */
export function reliabilityChart({ name, bins }: ReliabilityResult): Chart {
  return {
    kind: "lines",
    title: name === "confidence" ? "Reliability of the likeliest class" : `Reliability of ${name}`,
    x: { label: "probability that was said", scale: "linear", span: [0, 1] },
    y: { label: "share that came true", scale: "linear", span: [0, 1] },
    lines: [
      {
        name: "forecasts",
        mark: "dots",
        points: bins.map((b) => [b.forecast, b.outcome] as const),
        band: bins.map((b) => [b.forecast, b.low, b.high] as const),
      },
      {
        name: "as said",
        mark: "guide",
        points: [
          [0, 0],
          [1, 1],
        ],
      },
    ],
  };
}

/** The bin with the largest gap that its band does not explain. */
function worstBin({ bins }: ReliabilityResult): ReliabilityResult["bins"][number] | undefined {
  const outside = bins.filter((b) => b.outcome < b.low || b.outcome > b.high);
  return outside.sort(
    (a, b) => Math.abs(b.outcome - b.forecast) * b.rows - Math.abs(a.outcome - a.forecast) * a.rows,
  )[0];
}

/** Whether what is said of an event may be believed, and where it is off most. */
export function reliabilitySentence(main: ReliabilityResult): string {
  const event = eventName(main.name);
  const worst = worstBin(main);
  const test = main.test === null ? "" : ` (${chance(main.test.p)})`;
  if (main.test !== null && main.test.p >= ALPHA) {
    return `What it says of ${event} may be believed as it stands: no gap beyond chance${test}.`;
  }
  if (worst === undefined)
    return `What it says of ${event} is off by ${percent(main.expectedError.value)} on average${test}.`;
  return `What it says of ${event} is off by ${percent(main.expectedError.value)} on average${test}: where it says ${percent(worst.forecast)}, ${percent(worst.outcome)} come true.`;
}

function splitFacts({ split, infinite }: EvalResult): Fact[] {
  if (split === null) return [];
  const finite = infinite.rows > 0 ? "over the rows where the loss is finite" : undefined;
  return [
    fact("uncertainty", estimated(split.uncertainty), finite),
    fact("− resolution", estimated(split.resolution), finite),
    fact("+ calibration", estimated(split.calibration), finite),
    fact("+ within bins", estimated(split.within), finite),
  ];
}

/** Whether the model's confidence can be believed. */
export function calibrationSection(result: EvalResult): Section {
  const { reliability, calibrationTest, split, classes } = result;
  const [main, ...rest] = reliability;
  const off = calibrationTest !== null && calibrationTest.p < ALPHA;
  const tone: Tone = calibrationTest === null ? "unsure" : off ? "alarm" : "calm";
  const word = calibrationTest === null ? "untested" : off ? "not as it says" : "as it says";
  const drawn = rest.length <= 5 ? rest : [];
  return {
    id: "calibration",
    heading: "Calibration",
    verdict: { text: word, tone },
    sentence: reliabilitySentence(main!),
    facts: [
      fact("calibration error", estimated(main!.expectedError), "mean gap over bins of equal mass, debiased"),
      fact("of which chance alone makes", { kind: "number", value: main!.nullMean, unit: "1" }),
      fact(
        "largest gap",
        { kind: "number", value: main!.maximumError, unit: "1" },
        "of one bin; no claim of coverage",
      ),
      ...splitFacts(result),
    ],
    charts: [reliabilityChart(main!), ...drawn.map(reliabilityChart)],
    tables:
      classes.length === 2
        ? []
        : [
            {
              caption: "Calibration by class",
              noun: ["class", "classes"],
              columns: [
                { label: "class", align: "left" },
                { label: "calibration error", align: "right" },
                { label: "largest gap", align: "right" },
                { label: "p", align: "right", description: "that the forecasts are right" },
              ],
              rows: rest.map((one) => [
                { kind: "text", text: one.name },
                estimated(one.expectedError),
                { kind: "number", value: one.maximumError, unit: "1" },
                one.test === null ? { kind: "none" } : { kind: "p", value: one.test.p },
              ]),
            },
          ],
    notes:
      split === null
        ? []
        : [
            `${split.distinct ? `${split.bins} distinct forecasts` : `${split.bins} bins of whole forecasts`}: log loss ${said(split.score, 4)} = uncertainty − resolution + calibration + within. Bits that no map of the bins recovers are at most the world's entropy.`,
          ],
  };
}
