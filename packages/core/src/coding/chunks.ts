import type { ByteWriter } from "./byte-writer.ts";
import type { ChunkCoder } from "./chunk-coder.ts";
import { requireWhole, unreadable } from "./fail.ts";
import { type Frame, MOST_IN_CHUNK, writeChunk } from "./frame.ts";
import { type SymbolArray, symbolArray } from "./symbols.ts";

/** How a message is cut. */
export interface EncodeOptions {
  /** Symbols of a chunk, which has a checksum of its own: 1 … 2¹⁸, 2¹⁸ when left out. */
  readonly chunk?: number;
}

/** Symbols of a chunk. */
export function chunkOf(fn: string, options: EncodeOptions): number {
  const chunk = options.chunk ?? MOST_IN_CHUNK;
  requireWhole(fn, "chunk", chunk, 1, MOST_IN_CHUNK);
  return chunk;
}

/** Adds all chunks of a message to its frame; how many bytes are payload. */
export function writeChunks(
  frame: ByteWriter,
  coder: ChunkCoder,
  symbols: SymbolArray,
  chunk: number,
): number {
  let payloads = 0;
  for (let at = 0, index = 0; at < symbols.length; at += chunk, index++) {
    const payload = coder.encode(symbols.subarray(at, at + chunk));
    writeChunk(frame, index, payload);
    payloads += payload.length;
  }
  return payloads;
}

/** The message of a frame; `makeCoder` sees the array that it is written to. */
export function readChunks(
  fn: string,
  frame: Frame,
  makeCoder: (message: SymbolArray) => ChunkCoder,
): SymbolArray {
  const { count, chunk, alphabet } = frame.header;
  const message = symbolArray(count, alphabet);
  const coder = makeCoder(message);
  for (let at = 0, index = 0; at < count; at += chunk, index++) {
    if (!coder.decode(frame.chunk(index), message.subarray(at, at + chunk))) {
      unreadable(`${fn}: chunk ${index} does not decode to its end; the model is not the encoder's`, {
        index,
      });
    }
  }
  frame.end();
  return message;
}
