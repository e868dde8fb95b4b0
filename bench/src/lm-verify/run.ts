import { mkdir, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { equalityTable } from "./equality.ts";
import { verdictTable } from "./verdicts.ts";
import { wrongVerdicts } from "./wrong-verdicts.ts";

/** How often a verification is wrong, and how soon it is right, on made-up models: all seeded, no peers, no times. */
const { values } = parseArgs({
  options: { quick: { type: "boolean", default: false }, write: { type: "boolean", default: false } },
});
const size = (full: number, quick: number): number => (values.quick ? quick : full);
const progress = (what: string): void => void process.stderr.write(`${what}\n`);

progress("wrong verdicts");
const wrong = await wrongVerdicts(size(300, 20));
progress("verdicts");
const verdicts = await verdictTable(size(12, 2));
progress("tests of equality");
const equality = equalityTable(size(100, 10));

const text = `# Verifying a language model's provider

Made by \`npm run bench:lm-verify -- --write\`; seeded.

## Wrong verdicts

Per cent of ${size(300, 20)} simulations that at any look called a mean difference **different** / **same** which is exactly the tolerance
of 0.05, at α = 0.05: 150 prompts of 10 tokens, a token alike or 0.5 apart, two tokens of a prompt correlated by ICC. Two
standard errors of 5 % are ${(200 * Math.sqrt((0.05 * 0.95) / size(300, 20))).toFixed(1)} points.

${wrong}

## Verdicts

Per cent of ${size(12, 2)} pairs of recordings, 500 prompts with 4 tokens each, of a made-up model (100 tokens, logits of standard deviation
2.5) and a candidate whose weights' rounding adds noise to every logit; both machines add noise of 0.005, new at every call.
Tolerance 0.02, α = 0.05. With all 100 tokens listed the mean total variation is known; shorter lists prove less of it and leave
more possible, and what is likely lies between.

${verdicts}

## Tests of exact equality

Per cent of ${size(100, 10)} pairs that each test rejected at 5 % (199 permutations); its level under "same weights".

${equality}
`;
console.log(text);
if (values.write) {
  const folder = resolve(import.meta.dirname, "../../results");
  await mkdir(folder, { recursive: true });
  await writeFile(resolve(folder, "lm-verify.md"), text);
}
