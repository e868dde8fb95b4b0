import { webAssembly } from "../kernel/memory.ts";
import type { SlotTable } from "./cumulative.ts";
import { MOST_IN_CHUNK } from "./frame.ts";
import { rans } from "./rans.wasm.ts";
import type { SymbolArray } from "./symbols.ts";

/** What the compiled coder exports; addresses and lengths are in bytes and numbers. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  encode8(symbols: number, n: number, below: number, precision: number, end: number): number;
  encode16(symbols: number, n: number, below: number, precision: number, end: number): number;
  decode8(
    from: number,
    end: number,
    out: number,
    n: number,
    below: number,
    first: number,
    shift: number,
    precision: number,
  ): number;
  decode16(
    from: number,
    end: number,
    out: number,
    n: number,
    below: number,
    first: number,
    shift: number,
    precision: number,
  ): number;
}

/** Codes chunks by two states; undefined for alphabets of more than 2¹⁶ symbols. */
export interface CompiledCoder {
  encode(symbols: SymbolArray, below: Uint32Array, precision: number): Uint8Array | undefined;
  decode(bytes: Uint8Array, out: SymbolArray, table: SlotTable, precision: number): boolean | undefined;
}

const SYMBOLS_AT = 1024;
const BELOW_AT: number = SYMBOLS_AT + 2 * MOST_IN_CHUNK;
const FIRST_AT: number = BELOW_AT + 4 * (65536 + 2);
const WORDS_AT: number = FIRST_AT + 2 * 65536;
/** 24 bits a symbol, the states, and room to read past the end. */
const WORDS_END: number = WORDS_AT + 3 * MOST_IN_CHUNK + 64;

function instantiate(): CompiledCoder | null {
  const api = webAssembly();
  if (api === undefined) return null;
  const bytes = Uint8Array.from(atob(rans), (character) => character.charCodeAt(0));
  const own = new api.Instance(new api.Module(bytes), {}).exports as Exports;
  const u8 = new Uint8Array(own.memory.buffer);
  const u16 = new Uint16Array(own.memory.buffer);
  const u32 = new Uint32Array(own.memory.buffer);
  const place = (symbols: SymbolArray): void => {
    if (symbols instanceof Uint8Array) u8.set(symbols, SYMBOLS_AT);
    else u16.set(symbols, SYMBOLS_AT / 2);
  };
  return {
    encode(symbols, below, precision) {
      if (symbols instanceof Uint32Array) return undefined;
      place(symbols);
      u32.set(below, BELOW_AT / 4);
      const code = symbols instanceof Uint8Array ? own.encode8 : own.encode16;
      const at = code(SYMBOLS_AT, symbols.length, BELOW_AT, precision, WORDS_END);
      return u8.slice(at, WORDS_END);
    },
    decode(bytes, out, { below, first, shift }, precision) {
      if (out instanceof Uint32Array || bytes.length < 16) return undefined;
      if (bytes.length > WORDS_END - WORDS_AT - 8) return false;
      u8.set(bytes, WORDS_AT);
      u32.set(below, BELOW_AT / 4);
      u16.set(first, FIRST_AT / 2);
      const end = WORDS_AT + bytes.length;
      const code = out instanceof Uint8Array ? own.decode8 : own.decode16;
      const sound = code(WORDS_AT, end, SYMBOLS_AT, out.length, BELOW_AT, FIRST_AT, shift, precision);
      const from = out instanceof Uint8Array ? u8.subarray(SYMBOLS_AT) : u16.subarray(SYMBOLS_AT / 2);
      out.set(from.subarray(0, out.length));
      return sound !== 0;
    },
  };
}

let wanted: "auto" | "js" = "auto";
let coder: CompiledCoder | undefined | null;

/** The compiled coder, made on first use; undefined where WebAssembly is missing or refused. */
export function compiledCoder(): CompiledCoder | undefined {
  if (wanted === "js") return undefined;
  if (coder === undefined) {
    try {
      coder = instantiate();
    } catch {
      coder = null;
    }
  }
  return coder ?? undefined;
}

/**
 * Chooses between the compiled coder and plain JavaScript, which write the same bytes: for tests and benches.
 *
 * Gives whether the choice can be had; "auto" is what users get.
 *
 * @example
 * ```ts
 * chooseCoder("js") // true
 * chooseCoder("auto") // true
 * ```
 */
export function chooseCoder(choice: "auto" | "js"): boolean {
  wanted = choice;
  return choice === "js" || compiledCoder() !== undefined;
}
