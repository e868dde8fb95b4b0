import { RelentError, weights } from "@relent/core";
import { conditionalModel } from "@relent/core/coding";
import type { FullRecording } from "@relent/lm";
import type { NamedModel } from "./coding-models.ts";
import type { Message } from "./message.ts";

/** Rows are held while a message is coded and decoded: this many numbers at most. */
const MOST_NUMBERS = 2 ** 27;
/** Share of the code kept for tokens that the recording gives nothing, or says only to be rare. */
const ESCAPE = 1e-6;

async function openFull(path: string): Promise<FullRecording> {
  const { openRecording } = await import("@relent/lm");
  const recording = await openRecording(path);
  if (recording.kind === "full") return recording;
  throw new RelentError(
    "usage",
    `code: ${path} is ${recording.format}, which holds the likeliest tokens alone; coding needs whole distributions`,
    { value: path },
  );
}

/** The tokens that a recording scored, as a message. */
export async function tokensOf(path: string): Promise<Message> {
  const recording = await openFull(path);
  try {
    const { targets, vocabulary, name } = recording;
    if (targets === undefined) {
      throw new RelentError("usage", `code: ${path} does not tell which tokens came; a .kld file does`, {
        value: path,
      });
    }
    const symbols = Uint32Array.from(targets);
    return {
      name,
      unit: "token",
      symbols,
      alphabet: vocabulary,
      nameOf: (token) => `#${token}`,
      content: new Uint8Array((vocabulary <= 65_536 ? Uint16Array.from(symbols) : symbols).buffer),
    };
  } finally {
    await recording.close();
  }
}

async function rowsOf(recording: FullRecording): Promise<Float32Array> {
  const { rows, vocabulary } = recording;
  if (rows * vocabulary > MOST_NUMBERS) {
    throw new RelentError(
      "usage",
      `code: ${recording.name} has ${rows} rows of ${vocabulary} tokens; at most ${MOST_NUMBERS} numbers are held at once`,
      { value: rows * vocabulary },
    );
  }
  const held = new Float32Array(rows * vocabulary);
  const row = new Float64Array(vocabulary);
  for (let r = 0; r < rows; r++) {
    await recording.logProbabilities(r, row);
    held.set(row, r * vocabulary);
  }
  return held;
}

/** The distributions of a recording as a model of the tokens that came: perplexity as bytes. */
export async function recordedModel(path: string, { symbols, alphabet }: Message): Promise<NamedModel> {
  const recording = await openFull(path);
  try {
    const { rows, vocabulary, name } = recording;
    if (rows !== symbols.length || vocabulary !== alphabet) {
      throw new RelentError(
        "incompatible",
        `code: ${path} has ${rows} rows of ${vocabulary} tokens; the message has ${symbols.length} tokens of ${alphabet}`,
        { value: rows },
      );
    }
    const held = await rowsOf(recording);
    const probabilities = new Float64Array(alphabet);
    const predict = (history: ArrayLike<number>) => {
      const row = held.subarray(history.length * alphabet, (history.length + 1) * alphabet);
      let sum = 0;
      for (let i = 0; i < alphabet; i++) {
        probabilities[i] = Math.exp(row[i]!);
        sum += probabilities[i]!;
      }
      for (let i = 0; i < alphabet; i++) {
        probabilities[i] = (1 - ESCAPE) * (probabilities[i]! / sum) + ESCAPE / alphabet;
      }
      return weights(probabilities);
    };
    return {
      name,
      description: `the distributions recorded in ${name}, with ${ESCAPE} of the code shared by all tokens`,
      model: conditionalModel(predict, { alphabet }),
    };
  } finally {
    await recording.close();
  }
}
