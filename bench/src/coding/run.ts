import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { codeLength, quantise } from "@relent/core/coding";
import { contestants, type Taken } from "./contestants.ts";
import { drawMessage, MODEL } from "./zipf-source.ts";

/** Prints how fast and how short a message of 256 symbols is coded by a given model, beside others, in one run. */
const { values } = parseArgs({
  options: {
    python: { type: "string", default: "python3" },
    rounds: { type: "string", default: "9" },
    quick: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});

const n = values.quick ? 2 ** 18 : 2 ** 22;
const rounds = values.quick ? 3 : Number(values.rounds);
const message = drawMessage(n);
const spent = codeLength(message, quantise(MODEL));

const least = (a: Taken | undefined, b: Taken): Taken =>
  a === undefined
    ? b
    : { encode: Math.min(a.encode, b.encode), decode: Math.min(a.decode, b.decode), bytes: b.bytes };

const all = contestants(message, MODEL, values.python);
const best = new Map<string, Taken>();
const failed = new Map<string, string>();
for (let round = 0; round < rounds; round++) {
  for (const { name, run } of all) {
    if (failed.has(name)) continue;
    try {
      best.set(name, least(best.get(name), run()));
    } catch (error) {
      failed.set(name, (error as Error).message.split("\n").at(-1)!.slice(0, 90));
    }
  }
}

const first = best.get(all[0]!.name);
const lines = all.map(({ name, takesModel }) => {
  const taken = best.get(name);
  if (taken === undefined || first === undefined)
    return `| ${name} | not run: ${failed.get(name)} | | | | | |`;
  const speed = (seconds: number) => (n / seconds / 1e6).toPrecision(3);
  const ratio = (ours: number, theirs: number) => (theirs / ours).toPrecision(3);
  const bits = ((8 * taken.bytes) / n).toFixed(4);
  return `| ${name} | ${takesModel ? "yes" : "no"} | ${speed(taken.encode)} | ${ratio(first.encode, taken.encode)} | ${speed(taken.decode)} | ${ratio(first.decode, taken.decode)} | ${bits} |`;
});
const each = (bits: number) => (bits / n).toFixed(6);
const page = [
  "# Coding by a model, beside its peers",
  "",
  "Written by `node bench/dist/coding/run.js --write`.",
  "",
  `${cpus()[0]?.model ?? "?"}, ${cpus().length} cores, Node ${process.version}, load ${loadavg()[0]!.toFixed(2)}; ${n} symbols of 256, least time of ${rounds} rounds in turn.`,
  "relent's times include the header, checksums and the table for decoding; constriction's its encoder and decoder alone.",
  "",
  "| | is given the model | encode, 10⁶ symbols/s | its time ÷ relent's | decode, 10⁶ symbols/s | its time ÷ relent's | bits a symbol |",
  "|---|---|---|---|---|---|---|",
  ...lines,
  "",
  `The bits of relent's, a symbol: entropy ${each(spent.entropy)}, divergence ${each(spent.kl)}, quantiser ${each(spent.quantiser)}, coder ${each(spent.coder)}, frame ${each(spent.frame)}.`,
  "",
].join("\n");
console.log(page);
if (values.write) writeFileSync(resolve(import.meta.dirname, "../../results/coding.md"), page);
