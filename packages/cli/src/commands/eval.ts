import { readFile } from "node:fs/promises";
import { RelentError } from "@relent/core";
import type { Calibrator } from "@relent/core/score";
import type { Engine, Location } from "@relent/engine";
import type { Report } from "@relent/report";
import type { EvaluateOptions, Evaluation, LabelCalibrators, NumberResult } from "@relent/tables";
import type { Command } from "commander";
import type { Grammar } from "../fail-on.ts";
import { checkKept } from "../inputs.ts";
import { withEngine, withEngineOptions } from "./engine-options.ts";
import { askedSections } from "./eval-asked.ts";
import { readCosts } from "./eval-costs.ts";
import { type EvalLane, evalLane } from "./eval-lanes.ts";
import { type EvalFlags, withEvalOptions } from "./eval-options.ts";
import { withOutputOptions } from "./output-options.ts";

const EXAMPLES = `Examples:
  relent eval predictions.parquet --label y --prob p
  relent eval predictions.parquet --label species --probs 'p_*' -o report.html
  relent eval logits.csv --label y --logits 'z_*' --group customer
  relent eval a.parquet --label y --prob p --against b.parquet --key id
  relent eval may.csv --label y --prob p --save-calibrator c.json
  relent eval june.csv --prob p --without-labels --reference may.csv --label y
  relent eval forecasts.csv --target demand --mean m --sd s
  relent eval a.csv --multi-label --labels 'y_*' --probs 'p_*' --against b.csv
  relent eval may.csv --label y --prob p --save-summary may.json
  relent eval may.json june.json
  relent eval scans.csv --label y --probs 'p_*' --costs 'ill>well=20'
  relent eval june.csv --label y --prob p --target-priors 1=0.3
  relent eval predictions.csv --label y --prob p --fail-on "logLoss > 0.4"
`;

const AFTER = `
Tables: Parquet, CSV/TSV, JSON/NDJSON, Arrow IPC (gz too), folders, globs,
  file.duckdb::table, - for standard input.
Figures: log loss in bits a label beside that of a model that always says the
  base rate; what recalibration would recover; for whom the model fails.
Probability 0 on a label that occurred is an infinite loss: it is said, with
  the rows, and never clipped.
Exit: 0 done, 1 --fail-on fired, 2 usage or data error, 130 interrupted.`;

const GRAMMAR: Grammar = { verdicts: ["worse"], example: "logLoss > 0.4" };

async function readCalibrator(path: string, lane: EvalLane): Promise<Calibrators> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    throw new RelentError(
      "not-found",
      `--calibrator: ${path} cannot be read; give a file of --save-calibrator`,
      { cause },
    );
  }
  try {
    if (lane === "number") return { numberCalibrator: text };
    if (lane === "labels") {
      const { parseLabelCalibrators } = await import("@relent/tables");
      return { labelCalibrators: parseLabelCalibrators(text) };
    }
    const { parseCalibrator } = await import("@relent/core/score");
    return { calibrator: parseCalibrator(text) };
  } catch (cause) {
    if (!(cause instanceof RelentError)) throw cause;
    const why = cause.message.replace(/^\w+: /, "");
    throw new RelentError("incompatible", `--calibrator: ${path} is none for these forecasts: ${why}`, {
      cause,
    });
  }
}

/** Saved corrections, of classes, of several labels or of laws of a number. */
type Calibrators = Pick<EvaluateOptions, "calibrator" | "labelCalibrators" | "numberCalibrator">;

/** A report, with the calibrator and the summary that may be saved. */
interface Evaluated {
  readonly report: Report;
  readonly best: Calibrator | LabelCalibrators | NumberResult["calibrator"];
  readonly evaluation?: Evaluation;
}

/** What stands before the other options in a run over classes. */
interface Summaries {
  /** Whether the sums are to be kept. */
  readonly kept: boolean;
  readonly after?: Evaluation;
}

/** Evaluates what the options speak of: classes, a number, or rows without labels. */
async function evaluateAs(
  engine: Engine,
  predictions: Location,
  options: EvaluateOptions,
  lane: EvalLane,
  reference: string | undefined,
  summaries: Summaries,
): Promise<Evaluated> {
  const tables = await import("@relent/tables");
  if (lane === "unlabelled") {
    const result = await tables.forecastLoss(engine, predictions, reference, options);
    return { report: tables.unlabelledReport(result), best: null };
  }
  if (lane === "labels") {
    const result = await tables.evaluateLabels(engine, predictions, options);
    const { calibrators } = result;
    const some = calibrators?.labels.some(({ calibrator }) => calibrator !== null) === true;
    return { report: tables.labelsReport(result), best: some ? calibrators : null };
  }
  if (lane === "number") {
    const result = await tables.evaluateNumbers(engine, predictions, options);
    return { report: tables.numbersReport(result), best: result.calibrator };
  }
  if (!summaries.kept && summaries.after === undefined) {
    const result = await tables.evaluate(engine, predictions, options);
    return { report: tables.evalReport(result), best: result.calibrator };
  }
  const evaluation = await tables.summariseEvaluation(engine, predictions, options, summaries.after);
  return { ...(await reportOf(evaluation, options)), evaluation };
}

/** The report of sums that were kept. */
async function reportOf(evaluation: Evaluation, options: EvaluateOptions): Promise<Evaluated> {
  const { evalReport, evaluateSummary } = await import("@relent/tables");
  const result = evaluateSummary(evaluation.summary, evaluation.predictions, options);
  return { report: evalReport(result), best: result.calibrator };
}

/** `relent eval PREDICTIONS`. */
export function evalCommand(program: Command, settle: (exitCode: number) => void): Command {
  const command = program
    .command("eval")
    .summary("how good a probabilistic model is, in bits, and why")
    .description(
      "Says how many bits a label a model's forecasts cost, how many recalibration would recover, whom it fails, and whether another is better.",
    )
    .argument(
      "<predictions...>",
      "the table of forecasts and what came true; files of --save-summary are added up",
    );
  return withEngineOptions(withOutputOptions(withEvalOptions(command), GRAMMAR))
    .addHelpText("beforeAll", (context) => (context.command.name() === "eval" ? EXAMPLES : ""))
    .addHelpText("after", AFTER)
    .action(async (given: string[], flags: EvalFlags) => {
      const { checkOutput, deliver } = await import("../output.ts");
      const inputs = [...given, flags.against, flags.reference, flags.calibrator, flags.after];
      checkOutput(flags, inputs, GRAMMAR);
      const lane = evalLane(flags);
      const { checkWritable, writeWhole } = await import("@relent/engine");
      const { saveCalibrator, saveSummary, after } = flags;
      for (const path of [saveCalibrator, saveSummary]) {
        if (path === undefined) continue;
        checkKept(path, inputs);
        checkWritable(path);
      }
      const { costs, segments, compat, calibrator, ...rest } = flags;
      const {
        againstMean: mean,
        againstSd: sd,
        againstQuantiles: quantiles,
        againstSamples: samples,
      } = flags;
      const otherLaw = [mean, sd, quantiles, samples].some((flag) => flag !== undefined);
      const options = {
        ...rest,
        ...(calibrator !== undefined && (await readCalibrator(calibrator, lane))),
        ...(otherLaw && { againstLaw: { mean, sd, quantiles, samples } }),
        ...readCosts(costs),
        segments: segments?.length === 1 && segments[0] === "none" ? [] : segments,
        compat: compat === "sklearn" ? ("sklearn" as const) : undefined,
      };
      const { isSummary, readSummaries } = await import("./eval-summaries.ts");
      const saved = await Promise.all(given.map(isSummary));
      if (saved.includes(true) && saved.includes(false)) {
        throw new RelentError(
          "usage",
          `eval: ${given[saved.indexOf(false)]} is no summary, as ${given[saved.indexOf(true)]} is; give tables or summaries, not both`,
        );
      }
      const kept = {
        kept: saveSummary !== undefined,
        ...(after !== undefined && { after: await readSummaries([after]) }),
      };
      const location = given.length === 1 ? given[0]! : given;
      const { report, best, evaluation } = saved.includes(true)
        ? await readSummaries(given).then(async (all) => ({
            ...(await reportOf(all, options)),
            evaluation: all,
          }))
        : await withEngine(flags, (engine, run) =>
            evaluateAs(engine, location, { ...options, ...run }, lane, flags.reference, kept),
          );
      if (saveSummary !== undefined && evaluation !== undefined) {
        const { writeEvaluation } = await import("@relent/tables");
        await writeWhole(saveSummary, writeEvaluation(evaluation));
        process.stderr.write(`wrote ${saveSummary}\n`);
      }
      if (saveCalibrator !== undefined) {
        if (best === null) {
          throw new RelentError(
            "incompatible",
            "--save-calibrator: no recalibration saves anything on rows that it has not seen; there is none to write",
          );
        }
        await writeWhole(saveCalibrator, `${JSON.stringify(best)}\n`);
        process.stderr.write(`wrote ${saveCalibrator}\n`);
      }
      settle(await deliver({ ...report, asked: askedSections(flags) }, flags, GRAMMAR));
    });
}
