import { gammaDraw, normalDraw, type Random } from "@relent/core/random";

/** Tokens of one draw: a figure at each, and the document that it is of. */
export interface Stream {
  readonly values: Float64Array;
  readonly document: Int32Array;
}

/** A law of token streams with effects of documents, and the mean that an interval should hold. */
export interface StreamLaw {
  readonly name: string;
  readonly mean: number;
  readonly range: readonly [low: number, high: number];
  draw(rng: Random, documents: number): Stream;
}

type Size = (rng: Random) => number;
/** The law of one document's tokens, its own effect drawn first. */
type Document = (rng: Random) => (rng: Random) => number;

const chunks: Size = () => 64;
const prompts: Size = (rng) => Math.max(4, Math.round(40 * Math.exp(0.8 * normalDraw(rng) - 0.32)));

const SPREAD = 0.7;
const SHAPE = 0.15;

/** Divergences: most near 0, a few large, their size lognormal from document to document. */
const divergence: Document = (rng) => {
  const scale = Math.exp(SPREAD * normalDraw(rng) - SPREAD ** 2 / 2) / SHAPE;
  return (token) => scale * gammaDraw(token, SHAPE);
};

const FLIPS = 0.08;
const ICC = 0.1;

/** Other first choices: 8 in 100 tokens, two of a document correlated by 0.1. */
const flips: Document = (rng) => {
  const [a, b] = [FLIPS * (1 / ICC - 1), (1 - FLIPS) * (1 / ICC - 1)].map((shape) =>
    gammaDraw(rng, shape),
  ) as [number, number];
  return (token) => Number(token.uniform() < a / (a + b));
};

const GAIN = 0.02;
const MEMORY = 0.6;

/** Differences of surprisals: normal documents, and neighbours within one that depend on each other. */
const surprisal: Document = (rng) => {
  const own = GAIN + 0.08 * normalDraw(rng);
  let last = normalDraw(rng);
  return (token) => {
    last = MEMORY * last + Math.sqrt(1 - MEMORY ** 2) * normalDraw(token);
    return own + 0.4 * last;
  };
};

function law(
  name: string,
  mean: number,
  range: StreamLaw["range"],
  size: Size,
  document: Document,
): StreamLaw {
  return {
    name,
    mean,
    range,
    draw(rng, documents) {
      const values: number[] = [];
      const places: number[] = [];
      for (let d = 0; d < documents; d++) {
        const tokens = size(rng);
        const next = document(rng);
        for (let i = 0; i < tokens; i++) {
          values.push(next(rng));
          places.push(d);
        }
      }
      return { values: Float64Array.from(values), document: Int32Array.from(places) };
    },
  };
}

const POSITIVE = [0, Number.POSITIVE_INFINITY] as const;
const LINE = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

export const STREAMS: readonly StreamLaw[] = [
  law("divergence a token, equal chunks", 1, POSITIVE, chunks, divergence),
  law("divergence a token, prompts of all lengths", 1, POSITIVE, prompts, divergence),
  law("other first choice, equal chunks", FLIPS, [0, 1], chunks, flips),
  law("other first choice, prompts of all lengths", FLIPS, [0, 1], prompts, flips),
  law("difference of surprisals, equal chunks", GAIN, LINE, chunks, surprisal),
  law("difference of surprisals, prompts of all lengths", GAIN, LINE, prompts, surprisal),
];
