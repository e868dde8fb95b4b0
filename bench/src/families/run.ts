import { writeFileSync } from "node:fs";
import { toMarkdown } from "./markdown.ts";
import { survey } from "./survey.ts";

const pairs = survey(process.argv.includes("--quick") ? 1 : 3);
const slowest = [...pairs].sort((a, b) => b.milliseconds - a.milliseconds).slice(0, 5);

if (process.argv.includes("--write")) {
  writeFileSync(new URL("../../../docs/families.md", import.meta.url), toMarkdown(pairs));
} else process.stdout.write(toMarkdown(pairs));
for (const { p, q, way, milliseconds } of slowest) {
  process.stderr.write(`${milliseconds.toFixed(1)} ms  ${p} against ${q}, ${way}\n`);
}
