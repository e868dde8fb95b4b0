import { counts, RelentError, weights } from "@relent/core";
import { bayesianMixture, type CodingModel, krichevskyTrofimov, quantise } from "@relent/core/coding";
import { type Message, readBytes } from "./message.ts";

/** A model that a message can be coded by, with its words. */
export interface NamedModel {
  readonly name: string;
  readonly description: string;
  readonly model: CodingModel;
}

function frequencies({ symbols, alphabet }: Pick<Message, "symbols" | "alphabet">): Float64Array {
  const seen = new Float64Array(alphabet);
  for (const symbol of symbols) seen[symbol]! += 1;
  return seen;
}

const contexts =
  (order: number) =>
  (message: Message): CodingModel =>
    krichevskyTrofimov({ alphabet: message.alphabet, order });

interface Entry {
  readonly description: string;
  readonly make: (message: Message) => CodingModel;
}

/** Models that need nothing but the message. */
export const MODELS: Readonly<Record<string, Entry>> = {
  self: {
    description: "the message's own frequencies, stored in the file",
    make: (message) =>
      quantise(message.symbols.length === 0 ? new Float64Array([1]) : counts(frequencies(message))),
  },
  uniform: {
    description: "every symbol alike",
    make: ({ alphabet }) => quantise(weights(new Float64Array(alphabet).fill(1))),
  },
  order0: { description: "learns the frequencies as it goes (Krichevsky–Trofimov)", make: contexts(0) },
  order1: { description: "learns them after each symbol", make: contexts(1) },
  order2: { description: "learns them after each two symbols", make: contexts(2) },
  order3: { description: "learns them after each three symbols", make: contexts(3) },
  mix: {
    description: "orders 0 to 3, weighted by how well each has foretold the message",
    make: ({ alphabet }) =>
      bayesianMixture(
        [0, 1, 2, 3].map((order) =>
          krichevskyTrofimov({ alphabet, order, pseudoCount: order === 0 ? 0.5 : 1 / 64 }),
        ),
        { switchBits: 8 },
      ),
  },
};

/** The contexts of a model are numbered by a double: this many symbols are the most for an order. */
const MOST_FOR_ORDER = [65_536, 65_536, 65_536, 4_096];

function literal(text: string, { alphabet }: Message): CodingModel {
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch {
    values = undefined;
  }
  if (!Array.isArray(values) || !values.every((x) => typeof x === "number")) {
    throw new RelentError("usage", `code: --model ${text.slice(0, 40)} is no JSON array of numbers`);
  }
  if (values.length !== alphabet) {
    throw new RelentError(
      "usage",
      `code: --model has ${values.length} probabilities; the message has an alphabet of ${alphabet}`,
      { value: values.length },
    );
  }
  const wrong = values.findIndex((value) => !(value >= 0 && value < Number.POSITIVE_INFINITY));
  if (wrong >= 0) {
    throw new RelentError(
      "usage",
      `code: --model: probability ${wrong} is ${values[wrong]}; it must be at least 0`,
      { index: wrong, value: values[wrong] },
    );
  }
  const sum = values.reduce((total, value) => total + value, 0);
  if (!(Math.abs(sum - 1) <= 1e-9)) {
    throw new RelentError("usage", `code: --model: the probabilities sum to ${sum}; they must sum to 1`, {
      value: sum,
    });
  }
  return quantise(weights(values));
}

/** The frequencies of the bytes of another file, or of the values of a column of another table. */
export type ReadOther = (path: string) => Promise<Message>;

function byOther(message: Message, other: Message, pseudoCount: number): CodingModel {
  const seen = new Float64Array(message.alphabet).fill(pseudoCount);
  if (message.values === undefined) {
    for (const symbol of other.symbols) seen[symbol]! += 1;
  } else {
    const places = new Map(message.values.map((value, i) => [value, i]));
    for (const symbol of other.symbols) {
      const place = places.get(other.values![symbol]!);
      if (place !== undefined) seen[place]! += 1;
    }
  }
  if (!seen.some((n) => n > 0)) {
    throw new RelentError(
      "usage",
      `code: ${other.name} has no symbol of ${message.name}; give one that shares some`,
    );
  }
  return quantise(weights(seen));
}

/**
 * The model that a text means: a name of `MODELS`, a JSON array of probabilities, or a file whose frequencies are taken.
 *
 * `pseudoCount` is added to each frequency of another file (0: a symbol that it lacks cannot be coded).
 */
export async function modelFor(
  text: string,
  message: Message,
  readOther: ReadOther,
  pseudoCount: number,
): Promise<NamedModel> {
  const known = Object.hasOwn(MODELS, text) ? MODELS[text] : undefined;
  if (known !== undefined) {
    const order = text === "mix" ? 3 : Number(/^order(\d)$/.exec(text)?.[1] ?? 0);
    const most = text === "self" || text === "uniform" ? 2 ** 24 : MOST_FOR_ORDER[order]!;
    if (message.alphabet > most) {
      throw new RelentError(
        "usage",
        `code: --model ${text} takes ${most} different symbols at most; ${message.name} has ${message.alphabet}; use self, or a lower order`,
        { value: message.alphabet },
      );
    }
    return { name: text, description: known.description, model: known.make(message) };
  }
  if (text.trimStart().startsWith("[")) {
    return { name: "given", description: "the probabilities given", model: literal(text, message) };
  }
  if (message.unit === "token") {
    const { recordedModel } = await import("./recorded.ts");
    return recordedModel(text, message);
  }
  const other = await readOther(text);
  const smoothed = pseudoCount > 0 ? ` with ${pseudoCount} added to each` : "";
  return {
    name: text,
    description: `the frequencies of ${other.name}${smoothed}`,
    model: byOther(message, other, pseudoCount),
  };
}

/** Whether a text means a file whose frequencies are taken. */
export const isFile = (text: string): boolean =>
  !Object.hasOwn(MODELS, text) && !text.trimStart().startsWith("[");

/** Fails for a model that is neither known nor a file, before any work. */
export function checkModel(text: string): void {
  if (!isFile(text)) return;
  try {
    readBytes(text);
  } catch (error) {
    if ((error as RelentError).code !== "not-found") throw error;
    throw new RelentError(
      "usage",
      `code: --model ${text} is neither a file nor one of ${Object.keys(MODELS).join(", ")}`,
      { value: text },
    );
  }
}
