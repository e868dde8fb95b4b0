import { byteReader } from "./byte-reader.ts";
import { byteWriter } from "./byte-writer.ts";
import { crc32 } from "./crc32.ts";
import { unreadable } from "./fail.ts";
import type { QuantisedModel } from "./quantised-model.ts";

/** Frequencies one after the other; a 0 is followed by how many more there are. */
export function storeFrequencies(frequencies: Uint32Array): Uint8Array {
  const writer = byteWriter();
  for (let i = 0; i < frequencies.length; i++) {
    writer.whole(frequencies[i]!);
    if (frequencies[i] !== 0) continue;
    const start = i;
    while (frequencies[i + 1] === 0) i++;
    writer.whole(i - start);
  }
  return writer.done();
}

/** A model that is not stored is known by its checksum. */
export function fingerprint(frequencies: Uint32Array): Uint8Array {
  const writer = byteWriter();
  writer.word(crc32(storeFrequencies(frequencies)));
  return writer.done();
}

export function readFrequencies(
  fn: string,
  bytes: Uint8Array,
  alphabet: number,
  precision: number,
): QuantisedModel {
  const fail = (what: string): never => unreadable(`${fn}: the model in the header ${what}; it was damaged`);
  const reader = byteReader(bytes, 0, fail);
  const frequencies = new Uint32Array(alphabet);
  let total = 0;
  for (let i = 0; i < alphabet; i++) {
    const value = reader.whole();
    if (value === 0) i += reader.whole();
    else total += value;
    if (i >= alphabet || total > 2 ** precision) fail("does not fit its alphabet and precision");
    frequencies[i] = value;
  }
  if (total !== 2 ** precision || reader.at() !== bytes.length) fail("does not fill its precision");
  const probabilities = Float64Array.from(frequencies, (f) => f / 2 ** precision);
  return { kind: "memoryless", probabilities, frequencies, precision };
}
