import { mkdir, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { coverageRow, coverageSettings } from "./coverage.ts";
import { informationRows } from "./dependence.ts";
import { entropyRows } from "./entropy.ts";
import { FAILING_SETTINGS, KL_SETTINGS, klRow } from "./kl.ts";
import { coverageSection, entropySection, informationSection, klSection } from "./report.ts";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    seed: { type: "string", default: "1" },
    write: { type: "boolean", default: false },
  },
});

const { quick, seed } = values;
const trials = quick
  ? { entropy: 40, kl: 20, coverage: 100, information: 40 }
  : { entropy: 1000, kl: 400, coverage: 2000, information: 1000 };
const say = (what: string): void => void process.stderr.write(`${what}\n`);

say("entropy");
const entropy = entropyRows(trials.entropy, seed);
say("mutual information");
const information = informationRows(trials.information, seed);
say("KL");
const usual = KL_SETTINGS.map((setting) => klRow(setting, trials.kl, seed));
const failing = FAILING_SETTINGS.map((setting) => klRow(setting, trials.kl, seed));
say("coverage");
const coverage = coverageSettings(quick ? [5, 20] : [5, 20, 100, 200]).map((setting) =>
  coverageRow(setting, trials.coverage, seed),
);

const text = [
  "# Estimators from counts",
  "",
  `Each cell: bias (root mean square error), coverage of the 95 % interval; figures in nats; ${trials.entropy} samples a setting for entropy, ${trials.information} for mutual information, ${trials.kl} pairs for KL, ${trials.coverage} for its coverage; seed ${seed}.`,
  "",
  entropySection(entropy),
  "",
  klSection("KL", usual),
  "",
  coverageSection(coverage),
  "",
  klSection("KL where the ratio of the laws has no bound", failing),
  "",
  "Without a prior no estimate is right here; what is demanded is that the default says so, and that its low end lies under the truth.",
  "",
  informationSection(information),
  "",
].join("\n");

if (values.write) {
  const results = new URL("../../results/", import.meta.url);
  await mkdir(results, { recursive: true });
  await writeFile(new URL("estimators-counts.md", results), text);
}
console.log(text);
