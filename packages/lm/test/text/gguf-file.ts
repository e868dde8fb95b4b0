import { writeFileSync } from "node:fs";

type Value = number | string | readonly string[] | Int32Array;

const u32 = (x: number): Buffer => Buffer.from(Uint32Array.of(x).buffer);
const u64 = (x: number): Buffer => Buffer.from(BigUint64Array.of(BigInt(x)).buffer);
const text = (s: string): Buffer => Buffer.concat([u64(Buffer.byteLength(s)), Buffer.from(s)]);

/** A value with its type before it: u32 4, i32 list 9 of 5, string 8, string list 9 of 8. */
function typed(value: Value): Buffer {
  if (typeof value === "number") return Buffer.concat([u32(4), u32(value)]);
  if (typeof value === "string") return Buffer.concat([u32(8), text(value)]);
  if (value instanceof Int32Array) {
    return Buffer.concat([u32(9), u32(5), u64(value.length), Buffer.from(value.buffer)]);
  }
  return Buffer.concat([u32(9), u32(8), u64(value.length), ...value.map(text)]);
}

/** Writes a GGUF file that holds metadata alone, as ggml's `docs/gguf.md` lays it out. */
export function writeGguf(path: string, entries: Readonly<Record<string, Value>>, version = 3): void {
  const list = Object.entries(entries);
  const body = list.flatMap(([key, value]) => [text(key), typed(value)]);
  writeFileSync(path, Buffer.concat([Buffer.from("GGUF"), u32(version), u64(0), u64(list.length), ...body]));
}
