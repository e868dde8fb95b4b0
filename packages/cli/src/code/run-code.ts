import { basename } from "node:path";
import { counts, entropy, RelentError } from "@relent/core";
import { zivMerhav } from "@relent/core/coding";
import { baselines } from "./baselines.ts";
import { type Coded, codeMessage } from "./code-message.ts";
import { modelFor, type ReadOther } from "./coding-models.ts";
import type { Message } from "./message.ts";
import type { CodedBy, CodeResult } from "./result.ts";

/** What to code a message by, and what to hold it against. */
export interface CodeOptions {
  readonly models: readonly string[];
  readonly pseudoCount: number;
  readonly crossParse?: string;
  readonly readOther: ReadOther;
}

const per = (bitsPerSymbol: number, unit: string): string =>
  `${Number.isFinite(bitsPerSymbol) ? bitsPerSymbol.toFixed(3) : "∞"} bits a ${unit}`;

function sentenceOf(message: Message, models: readonly CodedBy[]): string {
  const first = models[0]!;
  const second = models[1];
  const name = basename(message.name);
  if (!Number.isFinite(first.bytes)) {
    return `\`${name}\` cannot be coded by \`${first.name}\`: it gives no mass to ${first.massless.map((s) => `\`${s}\``).join(", ")}.`;
  }
  const kept = `\`${name}\` takes ${first.bytes.toLocaleString("en-US")} bytes under \`${first.name}\`, ${per(first.bitsPerSymbol, message.unit)}, and came back ${first.decoded ? "exactly" : "DIFFERENT"}.`;
  if (second === undefined) return kept;
  if (!Number.isFinite(second.bytes)) {
    return `${kept} \`${second.name}\` cannot code it: no mass for ${second.massless.map((s) => `\`${s}\``).join(", ")}.`;
  }
  const more = second.bytes - first.bytes;
  if (more === 0) return `${kept} Under \`${second.name}\` it takes as many.`;
  return `${kept} Under \`${second.name}\` it takes ${Math.abs(more).toLocaleString("en-US")} ${Math.abs(more) === 1 ? "byte" : "bytes"} ${more > 0 ? "more" : "less"}.`;
}

function entropyOf({ symbols, alphabet }: Message): number {
  if (symbols.length === 0) return 0;
  const seen = new Float64Array(alphabet);
  for (const symbol of symbols) seen[symbol]! += 1;
  return entropy(counts(seen), { base: 2 });
}

function checkParsable(sides: readonly Message[]): void {
  const short = sides.find(({ symbols }) => symbols.length < 2);
  if (short === undefined) return;
  const count = short.symbols.length;
  throw new RelentError(
    "usage",
    `code: --cross-parse: ${short.name} has ${count} ${short.unit}${count === 1 ? "" : "s"}; cross-parsing takes 2 at least`,
    { value: count },
  );
}

/** Codes a message by each model, and says what its bits pay for. */
export async function runCode(
  message: Message,
  options: CodeOptions,
): Promise<{ readonly result: CodeResult; readonly coded: readonly Coded[] }> {
  const { models, pseudoCount, readOther, crossParse } = options;
  const other = crossParse === undefined ? undefined : await readOther(crossParse);
  if (other !== undefined) checkParsable([message, other]);
  const coded: Coded[] = [];
  for (const text of models) {
    coded.push(codeMessage(message, await modelFor(text, message, readOther, pseudoCount)));
  }
  const parsed = other && zivMerhav(message.symbols, other.symbols, { base: 2 });
  const results = coded.map(({ result }) => result);
  const notes = [
    ...(message.unit === "value" ? ["other programs were given the values as lines of text"] : []),
    ...(message.symbols.length === 0 ? ["there is nothing in it: the size is that of the frame"] : []),
  ];
  const result: CodeResult = {
    schema: "relent/code@1",
    name: message.name,
    unit: message.unit,
    symbols: message.symbols.length,
    alphabet: message.alphabet,
    entropy: entropyOf(message),
    models: results,
    baselines: baselines(message.content, message.symbols.length),
    ...(parsed && { crossParsing: { other: other.name, value: parsed.value, note: parsed.note } }),
    sentence: sentenceOf(message, results),
    notes,
  };
  return { result, coded };
}
