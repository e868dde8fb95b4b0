import { byteReader } from "./byte-reader.ts";
import { type ByteWriter, byteWriter } from "./byte-writer.ts";
import { crc32 } from "./crc32.ts";
import { unreadable } from "./fail.ts";
import { PRECISION } from "./precision.ts";
import { MOST_SYMBOLS } from "./symbols.ts";

/** "rANS", then the version of the format. */
const MAGIC: Uint8Array = Uint8Array.of(0x72, 0x41, 0x4e, 0x53);
const VERSION = 1;

/** The most symbols of a chunk, and as many as it has unless said otherwise: what a chunk costs is then under 10⁻⁴ of it. */
export const MOST_IN_CHUNK: number = 2 ** 18;

/** How the model of a message is written down. */
export type ModelKind = "stored" | "given" | "adaptive" | "conditional";
const KINDS: readonly ModelKind[] = ["stored", "given", "adaptive", "conditional"];

/** What the bytes before the first chunk say. */
export interface Header {
  readonly kind: ModelKind;
  readonly precision: number;
  readonly alphabet: number;
  /** Symbols of the message. */
  readonly count: number;
  /** Symbols of each chunk but the last. */
  readonly chunk: number;
  /** Enough to make the model again, or to know the one that is given. */
  readonly model: Uint8Array;
}

/** Begins a frame with its header. */
export function writeHeader(header: Header): ByteWriter {
  const writer = byteWriter();
  writer.bytes(MAGIC);
  writer.byte(VERSION);
  writer.byte(KINDS.indexOf(header.kind));
  writer.byte(header.precision);
  writer.whole(header.alphabet);
  writer.whole(header.count);
  writer.whole(header.chunk);
  writer.whole(header.model.length);
  writer.bytes(header.model);
  writer.word(crc32(writer.done()));
  return writer;
}

/** A chunk: its length in words, the words, and a checksum of its place and both. */
export function writeChunk(frame: ByteWriter, index: number, payload: Uint8Array): void {
  const head = byteWriter();
  head.whole(payload.length / 4);
  const length = head.done();
  frame.bytes(length);
  frame.bytes(payload);
  frame.word(crc32(payload, crc32(length, index)));
}

/** A frame taken apart. */
export interface Frame {
  readonly header: Header;
  /** The payload of the next chunk; throws where it is damaged, and after the last where more follows. */
  chunk(index: number): Uint8Array;
  end(): void;
}

export function readFrame(fn: string, bytes: Uint8Array): Frame {
  const inHeader = (what: string): never => unreadable(`${fn}: the header ${what}; give what encode wrote`);
  for (let i = 0; i < MAGIC.length; i++) {
    if (bytes[i] !== MAGIC[i]) inHeader(`does not begin with "rANS" (byte ${i} is ${bytes[i]})`);
  }
  let place = "the header";
  const reader = byteReader(bytes, MAGIC.length, (what) =>
    unreadable(`${fn}: ${place} ${what}; ${bytes.length} bytes were given, the frame was cut or damaged`),
  );
  const version = reader.byte();
  if (version !== VERSION) inHeader(`is of version ${version}, not ${VERSION}`);
  const kind = KINDS[reader.byte()];
  const precision = reader.byte();
  const [alphabet, count, chunk] = [reader.whole(), reader.whole(), reader.whole()];
  const model = reader.bytes(reader.whole());
  const sum = crc32(bytes.subarray(0, reader.at()));
  if (reader.word() !== sum) inHeader("does not match its checksum");
  const sound = precision >= 1 && precision <= PRECISION && alphabet <= MOST_SYMBOLS && count <= 2 ** 32;
  if (kind === undefined || !sound || chunk < 1 || chunk > MOST_IN_CHUNK)
    return inHeader("holds values out of range");
  return {
    header: { kind, precision, alphabet, count, chunk, model },
    chunk(index) {
      place = `chunk ${index}`;
      const start = reader.at();
      const payload = reader.bytes(4 * reader.whole());
      const sum = crc32(bytes.subarray(start, reader.at()), index);
      if (payload.length < 8 || reader.word() !== sum) {
        unreadable(`${fn}: chunk ${index} at byte ${start} does not match its checksum; it was damaged`, {
          index,
        });
      }
      return payload;
    },
    end() {
      const over = bytes.length - reader.at();
      if (over > 0)
        unreadable(`${fn}: ${over} bytes follow the last chunk; a frame ends there`, { value: over });
    },
  };
}
