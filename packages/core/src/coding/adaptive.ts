import { bayesianMixture, MIXTURE } from "./bayesian-mixture.ts";
import { type ByteReader, byteReader } from "./byte-reader.ts";
import { unreadable } from "./fail.ts";
import { KRICHEVSKY_TROFIMOV, krichevskyTrofimov } from "./krichevsky-trofimov.ts";
import type { SequentialModel } from "./sequential-model.ts";

type Reader = (reader: ByteReader, alphabet: number) => SequentialModel;

function readModel(reader: ByteReader, alphabet: number): SequentialModel {
  const read = READERS[reader.byte()];
  if (read === undefined) throw new RangeError("names no model");
  return read(reader, alphabet);
}

/** How each model is made from its description, by the first byte of it. */
const READERS: Readonly<Record<number, Reader>> = {
  [KRICHEVSKY_TROFIMOV]: (reader, alphabet) =>
    krichevskyTrofimov({ alphabet, order: reader.whole(), pseudoCount: 1 / reader.whole() }),
  [MIXTURE](reader, alphabet) {
    const switchBits = reader.whole();
    const models = Array.from({ length: Math.min(reader.whole(), 17) }, () => readModel(reader, alphabet));
    return bayesianMixture(models, switchBits === 0 ? {} : { switchBits });
  },
};

/** The model that the header describes. */
export function readDescription(fn: string, bytes: Uint8Array, alphabet: number): SequentialModel {
  try {
    return readModel(
      byteReader(bytes, 0, (what) => {
        throw new RangeError(what);
      }),
      alphabet,
    );
  } catch (cause) {
    unreadable(`${fn}: the header describes no model (${(cause as Error).message}); give what encode wrote`, {
      cause,
    });
  }
}
