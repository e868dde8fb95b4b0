import { fromFloat16 } from "@relent/core/npy";

/** How the numbers of a type of array are read. */
export interface NumberType {
  readonly bytes: number;
  /** Its number in the compiled kernel, where that has it. */
  readonly kernel?: number;
  /** The number at a byte of a row. */
  readonly at: (row: DataView, byte: number) => number;
  /** The numbers of `source` into `out`. */
  readonly decode: (source: Uint8Array, out: Float64Array) => void;
}

let halves: Float64Array | undefined;

/** All half-precision numbers by their bits. */
function halfTable(): Float64Array {
  halves ??= Float64Array.from({ length: 65536 }, (_, bits) => fromFloat16(bits));
  return halves;
}

const bits16 = (source: Uint8Array, n: number): Uint16Array =>
  new Uint16Array(source.buffer, source.byteOffset, n);

const float16: NumberType = {
  bytes: 2,
  kernel: 1,
  at: (row, byte) => halfTable()[row.getUint16(byte, true)]!,
  decode(source, out) {
    const table = halfTable();
    const bits = bits16(source, out.length);
    for (let i = 0; i < out.length; i++) out[i] = table[bits[i]!]!;
  },
};

const word = new Uint32Array(1);
const single = new Float32Array(word.buffer);

/** The upper half of a single-precision number. */
const bfloat16: NumberType = {
  bytes: 2,
  kernel: 2,
  at(row, byte) {
    word[0] = row.getUint16(byte, true) << 16;
    return single[0]!;
  },
  decode(source, out) {
    const bits = bits16(source, out.length);
    const wide = new Uint32Array(out.length);
    for (let i = 0; i < out.length; i++) wide[i] = bits[i]! << 16;
    out.set(new Float32Array(wide.buffer));
  },
};

const float32: NumberType = {
  bytes: 4,
  kernel: 0,
  at: (row, byte) => row.getFloat32(byte, true),
  decode: (source, out) => out.set(new Float32Array(source.buffer, source.byteOffset, out.length)),
};

const float64: NumberType = {
  bytes: 8,
  at: (row, byte) => row.getFloat64(byte, true),
  decode: (source, out) => out.set(new Float64Array(source.buffer, source.byteOffset, out.length)),
};

/** The types of logits by their names in safetensors and in NumPy. */
export const NUMBER_TYPES: Readonly<Record<string, NumberType>> = {
  F16: float16,
  BF16: bfloat16,
  F32: float32,
  F64: float64,
  f2: float16,
  f4: float32,
  f8: float64,
};
