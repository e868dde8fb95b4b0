import { RelentError } from "@relent/core";
import type { Command } from "commander";
import { PRIVACY, type PrivacyFlags, withPrivacyOptions } from "./privacy-flags.ts";

const EXAMPLES = `Examples:
  relent privacy gaussian --sigma 2 --sensitivity 1 --delta 1e-5
  relent privacy dp-sgd --noise 1.1 --rate 0.01 --steps 10000 --delta 1e-5
  relent privacy dp-sgd --solve noise --rate 0.01 --steps 10000 --epsilon 1
    --delta 1e-5
  relent privacy laplace --scale 2 --times 10 --epsilon 3
  relent privacy dp-sgd --noise 2 --rate 0.01 --steps 900 --best-of 20
    --delta 1e-6
  relent privacy events.json --delta 1e-6 -o report.html --fail-on "epsilon > 2"
`;

const AFTER = `
Mechanisms: gaussian (--sigma, or --noise), laplace (--scale, or --noise),
  discrete-gaussian (--sigma), discrete-laplace (--scale), dp-sgd (--noise
  --rate), without-replacement (--noise --population --batch), tree (--noise
  --leaves), randomised-response (--truth), exponential (--spends),
  approximate (--spends --spends-delta), zcdp (--rho).
Events: a .json file (or - for standard input) of one event or a list of them
  that are used on the same data, such as
  [{"mechanism": "gaussian", "noiseMultiplier": 2, "adjacency": "add-remove"}].
Status of each figure: exact, upper (a guarantee), lower (the true one is no
  less), asymptotic (a limit, guarantees nothing).
Adjacency: add-remove hides whether a record is there, replace-one what it says.
Exit: 0 done, 1 --fail-on fired, 2 usage or data error.`;

/** Only these formats show the pictures. */
const DRAWN = /\.(html?|md)$/i;

async function run(word: string | undefined, flags: PrivacyFlags): Promise<number> {
  if (word === undefined)
    throw new RelentError(
      "usage",
      "privacy: which mechanism? relent privacy --help lists them; or give a .json file of events",
    );
  const { checkOutput, deliver } = await import("../output.ts");
  checkOutput(flags, [word], PRIVACY);
  const { eventOf, usage } = await import("./privacy-event.ts");
  const { isEventFile, readEvents } = await import("./privacy-file.ts");
  const { privacyCurves, privacyResult, solve } = await import("./privacy-result.ts");
  const { privacyReport } = await import("./privacy-report.ts");
  const file = isEventFile(word);
  if (file && flags.solve !== undefined)
    usage("--solve is for dp-sgd and gaussian, not for a file of events");
  const { solved, flags: filled } = flags.solve === undefined ? { solved: null, flags } : solve(word, flags);
  const event = file ? readEvents(word) : eventOf(word, filled);
  const result = privacyResult(event, filled, solved);
  const drawn = (flags.output ?? []).some((path) => DRAWN.test(path));
  return deliver(privacyReport(result, drawn ? privacyCurves(event, result.delta) : null), flags, PRIVACY);
}

/** `relent privacy MECHANISM|EVENTS.json`. */
export function privacyCommand(program: Command, settle: (exitCode: number) => void): Command {
  const command = program
    .command("privacy")
    .summary("what a private mechanism guarantees: ε, δ, and how sure the figure is")
    .description(
      "Says which (ε, δ) a mechanism keeps, by every accountant with its standing, or the noise, rate or steps that keep an (ε, δ).",
    )
    .argument("[mechanism]", "a mechanism by its name, or a .json file of events");
  return withPrivacyOptions(command)
    .addHelpText("beforeAll", (context) => (context.command.name() === "privacy" ? EXAMPLES : ""))
    .addHelpText("after", AFTER)
    .action(async (word: string | undefined, flags: PrivacyFlags) => settle(await run(word, flags)));
}
