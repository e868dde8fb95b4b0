import { RelentError } from "../error.ts";
import { readDescription } from "./adaptive.ts";
import { readChunks } from "./chunks.ts";
import type { CodingModel } from "./encode.ts";
import { invalid } from "./fail.ts";
import { type Header, readFrame } from "./frame.ts";
import { memorylessCoder } from "./memoryless-coder.ts";
import { sequentialCoder } from "./sequential-coder.ts";
import { fingerprint, readFrequencies } from "./stored-frequencies.ts";
import type { SymbolArray } from "./symbols.ts";

function incompatible(fn: string, what: string): never {
  throw new RelentError("incompatible", `${fn}: ${what}; give the model that the encoder had`);
}

function agrees(fn: string, { kind, alphabet, precision, model }: Header, given: CodingModel): void {
  if (kind === "conditional" && given.kind === "conditional") {
    if (alphabet !== given.alphabet) {
      incompatible(fn, `the message has an alphabet of ${alphabet}, the model of ${given.alphabet}`);
    }
  } else if (kind === "given" && given.kind === "memoryless") {
    const mark = fingerprint(given.frequencies);
    const same = mark.every((byte, i) => byte === model[i]) && mark.length === model.length;
    if (!same || given.precision !== precision || given.frequencies.length !== alphabet) {
      incompatible(fn, "the message was encoded by other frequencies");
    }
  } else incompatible(fn, `the message says of its model "${kind}", the one given is ${given.kind}`);
}

/** The model that a header names, or the one given, if it is that. */
function modelOf(fn: string, header: Header, given: CodingModel | undefined): CodingModel {
  const { kind, model, alphabet, precision } = header;
  if (kind === "stored") return readFrequencies(fn, model, alphabet, precision);
  if (kind === "adaptive") return readDescription(fn, model, alphabet);
  if (given === undefined) {
    return invalid(
      `${fn}: the message does not carry its model (${kind}); give the model that it was encoded by`,
    );
  }
  agrees(fn, header, given);
  return given;
}

export function decodeFrame(
  fn: string,
  bytes: Uint8Array,
  give: (header: Header) => CodingModel | undefined,
): SymbolArray {
  const frame = readFrame(fn, bytes);
  const model = modelOf(fn, frame.header, give(frame.header));
  return readChunks(fn, frame, (message) =>
    model.kind === "memoryless"
      ? memorylessCoder(model)
      : sequentialCoder(fn, model.start(message), model.alphabet),
  );
}

/**
 * The symbols that `encode` was given, in the narrowest array that holds the alphabet.
 *
 * The model comes from the header; it must be given where it is not there (`storeModel: false`, or a conditional model).
 * Damage anywhere is found by checksums before the chunk is decoded.
 *
 * @throws RelentError "unreadable" for bytes that were damaged or cut, naming the chunk; "incompatible" for another model
 * than the encoder's; "invalid-argument" where a model is needed and none is given.
 * @example
 * ```ts
 * const model = quantise([0.9, 0.1]);
 * decode(encode([0, 0, 1], model)) // [0, 0, 1]
 * decode(encode([0, 0, 1], model, { storeModel: false }), model) // [0, 0, 1]
 * decode(encode([0, 0, 1], model).fill(0, -2)) // throws decode: chunk 0 at byte 24 does not match its checksum
 * ```
 */
export function decode(bytes: Uint8Array, model?: CodingModel): SymbolArray {
  return decodeFrame("decode", bytes, () => model);
}
