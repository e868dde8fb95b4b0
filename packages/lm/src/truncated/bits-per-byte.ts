import { RelentError } from "@relent/core";
import type { RecordedToken, TopRecording } from "../recording.ts";
import { joinDocuments } from "./join.ts";

/** What a text costs by two models that may cut it into tokens as they like. */
export interface DocumentBits {
  readonly id: string;
  /** Bytes of the text that both scored. */
  readonly bytes: number;
  /** Bits a byte by the base and by the model. */
  readonly base: number;
  readonly model: number;
}

/** Bits a byte of all texts together, and of each. */
export interface BitsPerByte {
  readonly base: number;
  readonly model: number;
  readonly bytes: number;
  readonly documents: readonly DocumentBits[];
  readonly notes: readonly string[];
}

interface Scored {
  readonly bytes: Uint8Array;
  readonly nats: number;
}

const encoder = new TextEncoder();

const bytesOf = (text: string): Uint8Array =>
  text.startsWith("bytes:\\x")
    ? Uint8Array.from(text.slice(8).split("\\x"), (hex) => Number.parseInt(hex, 16))
    : encoder.encode(text);

/** The text that was scored, and its cost; undefined where a token in it was not, or is not known. */
function scoredText(tokens: readonly RecordedToken[]): Scored | undefined {
  const from = tokens.findIndex(({ logProbability }) => logProbability !== null);
  if (from < 0) return undefined;
  const scored = tokens.slice(from);
  if (scored.some(({ logProbability, text }) => logProbability === null || text.includes("\uFFFD")))
    return undefined;
  return {
    bytes: Buffer.concat(scored.map(({ text }) => bytesOf(text))),
    nats: scored.reduce((sum, { logProbability }) => sum - logProbability!, 0),
  };
}

/**
 * Compares two recordings of the same texts by bits a byte, which do not depend on how a model cuts text into tokens.
 *
 * −Σ ln P(token) / (bytes · ln 2), over the texts that both recordings score whole and alike, to the byte; the first
 * token, which servers do not score, is left out of both.
 *
 * @throws RelentError "incompatible" where no text was scored whole by both.
 */
export function bitsPerByte(base: TopRecording, model: TopRecording): BitsPerByte {
  const { documents, notes } = joinDocuments(base, model);
  const kept: DocumentBits[] = [];
  const total = { base: 0, model: 0, bytes: 0 };
  for (const one of documents) {
    const [a, b] = [scoredText(one.base.tokens), scoredText(one.model.tokens)];
    if (a === undefined || b === undefined || a.bytes.length === 0 || Buffer.compare(a.bytes, b.bytes) !== 0)
      continue;
    const bits = a.bytes.length * Math.LN2;
    kept.push({ id: one.id, bytes: a.bytes.length, base: a.nats / bits, model: b.nats / bits });
    total.base += a.nats / Math.LN2;
    total.model += b.nats / Math.LN2;
    total.bytes += a.bytes.length;
  }
  if (kept.length === 0) {
    throw new RelentError(
      "incompatible",
      `bitsPerByte: ${base.name} and ${model.name} score no document's text whole and alike; score the same texts ` +
        "(echo, or prompt_logprobs)",
    );
  }
  const left = documents.length - kept.length;
  return {
    base: total.base / total.bytes,
    model: total.model / total.bytes,
    bytes: total.bytes,
    documents: kept,
    notes: [
      ...notes,
      ...(left > 0 ? [`${left} documents are not scored whole and alike by both; they are left out`] : []),
    ],
  };
}
