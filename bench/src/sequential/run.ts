import { mkdir, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { coverageTable } from "./clustered-coverage.ts";
import { lookTable, sequenceTable } from "./looks.ts";
import { methodTable } from "./ratio-methods.ts";

/** Coverage of clustered means, error of KL from log-ratios, and tests under looks: all seeded, no peers, no times. */
const { values } = parseArgs({
  options: { quick: { type: "boolean", default: false }, write: { type: "boolean", default: false } },
});
const trials = values.quick ? 100 : 2000;
const progress = (what: string): void => void process.stderr.write(`${what}\n`);

progress("clustered means");
const coverage = coverageTable(trials);
progress("KL from log-ratios");
const methods = methodTable(trials);
progress("looks");
const looks = lookTable(trials);
progress("confidence sequences");
const sequences = sequenceTable(values.quick ? 20 : 500);

const text = `# Dependent rows, samplers and looks

${trials} simulations a setting, seeded; two standard errors of 95 % are ${(200 * Math.sqrt((0.95 * 0.05) / trials)).toFixed(1)} points.

## Coverage of the mean of clustered rows

Per cent of 95 % intervals that held the mean of a row, by number of documents: **\`clusteredMean\`** / t on CR1 alone / rows
taken as independent (with their true variance). Documents of 50 rows, or lognormal of median 30, σ = 1.

${coverage}

## KL from log-ratios

1,000 draws of the first law. "Noted": share of the estimates that came with a note (k2 always says that it is biased).

${methods}

## Tests under looks

Per cent that rejected "the mean is ½" at α = 0.05 within 200 documents of 40 tokens, true in the first three columns; rules
that bet or look at every document may reject at any of them.

${looks}

## Confidence sequences of document means

Per cent (of ${values.quick ? 20 : 500} simulations, 95 % demanded) that held the mean at each of 20 looks, and mean width after 200 documents.

${sequences}
`;
console.log(text);
if (values.write) {
  const folder = resolve(import.meta.dirname, "../../results");
  await mkdir(folder, { recursive: true });
  await writeFile(resolve(folder, "sequential.md"), text);
}
