import type { Estimate } from "@relent/core/estimate";
import type { Cell, Chart, Line, Table } from "@relent/report";
import type { TokenCalibration } from "../estimate/calibration.ts";
import type { LmModel } from "../result.ts";
import { estimated, inPercent, NONE, text } from "./cells.ts";

const DIAGONAL: Line = {
  name: "as often as it says",
  mark: "guide",
  points: [
    [0, 0],
    [1, 1],
  ],
};

const lineOf = (name: string, { reliability }: TokenCalibration, band: boolean): Line => ({
  name,
  mark: "line",
  points: reliability.bins.map(({ forecast, outcome }) => [forecast, outcome] as const),
  ...(band && { band: reliability.bins.map(({ forecast, low, high }) => [forecast, low, high] as const) }),
});

/** How often the first choice came against the probability that it was given; the band is where chance alone may put it. */
export const reliabilityChart = ({ name, calibration }: LmModel, base: string): Chart[] =>
  calibration === null
    ? []
    : [
        {
          kind: "lines",
          title: "How often the first choice came",
          x: { label: "probability that it was given", scale: "linear", span: [0, 1] },
          y: { label: "share of tokens where it came", scale: "linear", span: [0, 1] },
          lines: [lineOf(name, calibration.model, true), lineOf(base, calibration.base, false), DIAGONAL],
        },
      ];

type Row = readonly [label: string, of: (calibration: TokenCalibration) => Estimate | null];

const ROWS: readonly Row[] = [
  ["log loss of “the first choice comes”: uncertainty", ({ split }) => split?.uncertainty ?? null],
  ["− resolution", ({ split }) => split?.resolution ?? null],
  ["+ calibration: what recalibration would recover", ({ split }) => split?.calibration ?? null],
  ["+ within bins", ({ split }) => split?.within ?? null],
  ["expected calibration error, %", ({ reliability }) => inPercent(reliability.expectedCalibrationError)],
];

const tested = ({ reliability: { test } }: TokenCalibration): Cell =>
  test === undefined ? NONE : { kind: "p", value: test.p };

/** The split of the log loss of the first choice, and whether its confidence may be right. */
export const calibrationTable = ({ name, calibration }: LmModel, base: string): Table[] =>
  calibration === null
    ? []
    : [
        {
          caption: "Calibration of the first choice",
          noun: ["figure", "figures"],
          columns: [
            { label: "", align: "left" },
            { label: base, align: "right" },
            { label: name, align: "right" },
          ],
          rows: [
            ...ROWS.map(([label, of]): Cell[] => [
              text(label),
              estimated(of(calibration.base)),
              estimated(of(calibration.model)),
            ]),
            [text("p of: the confidence is right"), tested(calibration.base), tested(calibration.model)],
          ],
        },
      ];
