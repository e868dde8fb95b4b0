import { readFile } from "node:fs/promises";
import { RelentError } from "@relent/core";
import type { Calibrator } from "@relent/core/score";
import type { Engine } from "@relent/engine";
import type { Report } from "@relent/report";
import type { EvaluateOptions } from "@relent/tables";
import type { Command } from "commander";
import type { Grammar } from "../fail-on.ts";
import { checkKept } from "../inputs.ts";
import { withEngine, withEngineOptions } from "./engine-options.ts";
import { readCosts } from "./eval-costs.ts";
import { type EvalLane, evalLane } from "./eval-lanes.ts";
import { type EvalFlags, withEvalOptions } from "./eval-options.ts";

const EXAMPLES = `Examples:
  relent eval predictions.parquet --label y --prob p
  relent eval predictions.parquet --label species --probs 'p_*' -o report.html
  relent eval logits.csv --label y --logits 'z_*' --group customer
  relent eval a.parquet --label y --prob p --against b.parquet --key id
  relent eval may.csv --label y --prob p --save-calibrator c.json
  relent eval june.csv --prob p --without-labels --reference may.csv --label y
  relent eval forecasts.csv --target demand --mean m --sd s
  relent eval scans.csv --label y --probs 'p_*' --costs 'ill>well=20'
  relent eval june.csv --label y --prob p --priors 1=0.3
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

async function readCalibrator(path: string): Promise<Calibrator> {
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
  const { parseCalibrator } = await import("@relent/core/score");
  return parseCalibrator(text);
}

/** A report, and the calibrator that may be saved. */
interface Evaluated {
  readonly report: Report;
  readonly best: Calibrator | null;
}

/** Evaluates what the options speak of: classes, a number, or rows without labels. */
async function evaluateAs(
  engine: Engine,
  predictions: string,
  options: EvaluateOptions,
  lane: EvalLane,
  reference: string | undefined,
): Promise<Evaluated> {
  const tables = await import("@relent/tables");
  if (lane === "unlabelled") {
    const result = await tables.forecastLoss(engine, predictions, reference, options);
    return { report: tables.unlabelledReport(result), best: null };
  }
  if (lane === "labels") {
    const result = await tables.evaluateLabels(engine, predictions, options);
    return { report: tables.labelsReport(result), best: null };
  }
  const numbers = lane === "number" ? await tables.evaluateNumbers(engine, predictions, options) : null;
  if (numbers !== null) return { report: tables.numbersReport(numbers), best: null };
  const result = await tables.evaluate(engine, predictions, options);
  return { report: tables.evalReport(result), best: result.calibrator };
}

/** `relent eval PREDICTIONS`. */
export function evalCommand(program: Command, settle: (exitCode: number) => void): Command {
  const command = program
    .command("eval")
    .summary("how good a probabilistic model is, in bits, and why")
    .description(
      "Says how many bits a label a model's forecasts cost, how many recalibration would recover, whom it fails, and whether another is better.",
    )
    .argument("<predictions>", "the table of forecasts and what came true");
  return withEngineOptions(withEvalOptions(command))
    .addHelpText("beforeAll", (context) => (context.command.name() === "eval" ? EXAMPLES : ""))
    .addHelpText("after", AFTER)
    .action(async (predictions: string, flags: EvalFlags) => {
      const { checkOutput, deliver } = await import("../output.ts");
      const inputs = [predictions, flags.against, flags.reference, flags.calibrator];
      checkOutput(flags, inputs, GRAMMAR);
      const lane = evalLane(flags);
      const { checkWritable, writeWhole } = await import("@relent/engine");
      const { saveCalibrator } = flags;
      if (saveCalibrator !== undefined) {
        checkKept(saveCalibrator, inputs);
        checkWritable(saveCalibrator);
      }
      const calibrator = flags.calibrator === undefined ? undefined : await readCalibrator(flags.calibrator);
      const { costs, segments, compat, ...rest } = flags;
      const options = {
        ...rest,
        calibrator,
        ...readCosts(costs),
        segments: segments?.length === 1 && segments[0] === "none" ? [] : segments,
        compat: compat === "sklearn" ? ("sklearn" as const) : undefined,
      };
      const { report, best } = await withEngine(flags, (engine, run) =>
        evaluateAs(engine, predictions, { ...options, ...run }, lane, flags.reference),
      );
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
      settle(await deliver(report, flags, GRAMMAR));
    });
}
