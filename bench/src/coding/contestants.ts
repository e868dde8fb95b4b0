import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync, gzipSync } from "node:zlib";
import { chooseCoder, decode, encode, quantise } from "@relent/core/coding";

/** Seconds to encode and to decode, and what it came to. */
export interface Taken {
  readonly encode: number;
  readonly decode: number;
  readonly bytes: number;
}

/** One way to code the message. */
export interface Contestant {
  readonly name: string;
  /** Whether it is given the model. */
  readonly takesModel: boolean;
  run(): Taken;
}

/** Times in a row, of which the least counts: as many as peers.py takes. */
const REPEATS = 3;

function timed(
  message: Uint8Array,
  pack: (message: Uint8Array) => Uint8Array,
  unpack: (bytes: Uint8Array) => ArrayLike<number>,
): Taken {
  const taken = { encode: Number.POSITIVE_INFINITY, decode: Number.POSITIVE_INFINITY, bytes: 0 };
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const start = performance.now();
    const bytes = pack(message);
    const middle = performance.now();
    const back = unpack(bytes);
    const end = performance.now();
    for (let i = 0; i < message.length; i++) {
      if (back[i] !== message[i]) throw new Error(`symbol ${i} comes back as ${back[i]}, not ${message[i]}`);
    }
    taken.encode = Math.min(taken.encode, (middle - start) / 1e3);
    taken.decode = Math.min(taken.decode, (end - middle) / 1e3);
    taken.bytes = bytes.length;
  }
  return taken;
}

/** All of them, constriction where `python` has it. */
export function contestants(message: Uint8Array, model: Float64Array, python: string): Contestant[] {
  const quantised = quantise(model);
  const ours = (name: string, coder: "auto" | "js"): Contestant => ({
    name,
    takesModel: true,
    run() {
      if (!chooseCoder(coder)) throw new Error("this engine has no WebAssembly");
      return timed(
        message,
        (symbols) => encode(symbols, quantised),
        (bytes) => decode(bytes),
      );
    },
  });
  const constriction: Contestant = {
    name: "constriction (Python)",
    takesModel: true,
    run() {
      const folder = mkdtempSync(join(tmpdir(), "relent-bench-"));
      try {
        const [messageFile, modelFile] = [join(folder, "message"), join(folder, "model")];
        writeFileSync(messageFile, message);
        writeFileSync(modelFile, new Uint8Array(Float32Array.from(model).buffer));
        const script = resolve(import.meta.dirname, "../../src/coding/peers.py");
        const told = execFileSync(python, [script, messageFile, modelFile], {
          encoding: "utf8",
          stdio: ["ignore", "pipe", "pipe"],
        });
        return JSON.parse(told) as Taken;
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  };
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
  return [
    ours("relent, WebAssembly", "auto"),
    ours("relent, JavaScript", "js"),
    constriction,
    {
      name: "gzip -6 (Node)",
      takesModel: false,
      run: () => timed(message, (symbols) => gzipSync(symbols, { level: 6 }), gunzipSync),
    },
    {
      name: "brotli -5 (Node)",
      takesModel: false,
      run: () => timed(message, (symbols) => brotliCompressSync(symbols, quality), brotliDecompressSync),
    },
  ];
}
