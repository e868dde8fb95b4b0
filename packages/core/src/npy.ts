import { RelentError } from "./error.ts";

/** The kinds of numbers in a .npy file that relent reads, with the bytes of one. */
const SIZES = {
  f2: 2,
  f4: 4,
  f8: 8,
  c8: 8,
  c16: 16,
  i1: 1,
  i2: 2,
  i4: 4,
  i8: 8,
  u1: 1,
  u2: 2,
  u4: 4,
  u8: 8,
  b1: 1,
} as const;

/** A kind of number and its size in bytes, in NumPy's letters: `"f2"` is half precision, `"c16"` two doubles. */
export type NpyType = keyof typeof SIZES;

/** What the first bytes of a .npy file say of the rest. */
export interface NpyHeader {
  readonly type: NpyType;
  /** Length along each axis; empty for a single number. */
  readonly shape: readonly number[];
  /** Whether the first axis varies fastest (Fortran's order) instead of the last (C's). */
  readonly fortranOrder: boolean;
  /** Where the numbers begin, in bytes from the start of the file. */
  readonly offset: number;
  /** Bytes of one number. */
  readonly size: number;
}

const MAGIC = "\x93NUMPY";

function refuse(name: string, what: string, allowed: string): never {
  throw new RelentError("unreadable", `${name}: ${what}; ${allowed}`, { value: name });
}

/** Whether a file begins as .npy files do. */
export const looksLikeNpy = (head: Uint8Array): boolean =>
  head.length >= 6 && [...MAGIC].every((letter, i) => head[i] === letter.charCodeAt(0));

/**
 * Reads the header of a .npy file: what its numbers are, in which shape, and where they begin.
 *
 * `head` is the beginning of the file, 4 KiB of it being plenty; `name` stands in errors. Versions 1 to 3, little-endian
 * numbers.
 *
 * @throws RelentError `unreadable` for another format, a header cut off, big-endian numbers, or types that are no numbers.
 * @see NumPy Enhancement Proposal 1.
 *
 * @example
 * ```ts
 * const text = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }".padEnd(117) + "\n";
 * const head = Uint8Array.from([...`\x93NUMPY\x01\x00\x76\x00${text}`], (letter) => letter.charCodeAt(0));
 * npyHeader(head, "p.npy") // { type: "f8", shape: [2, 3], fortranOrder: false, offset: 128, size: 8 }
 * ```
 */
export function npyHeader(head: Uint8Array, name: string): NpyHeader {
  if (!looksLikeNpy(head))
    refuse(name, "does not begin as .npy files do", "a file that numpy.save wrote is allowed");
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const wide = head[6]! >= 2;
  const start = wide ? 12 : 10;
  const length = head.length < start ? Number.NaN : wide ? view.getUint32(8, true) : view.getUint16(8, true);
  const offset = start + length;
  if (!(offset <= head.length)) refuse(name, "is cut off in its header", "the whole file is needed");
  const text = new TextDecoder().decode(head.subarray(start, offset));
  const descr = /'descr'\s*:\s*'([<>|=])([a-zA-Z]\d+)'/.exec(text);
  const shape = /'shape'\s*:\s*\(([\d\s,L]*)\)/.exec(text);
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text);
  if (!descr || !shape || !order) {
    refuse(name, `has the header ${text.trim()}`, "one array of numbers is allowed, not records or objects");
  }
  const [, endian, type] = descr as unknown as [string, string, string];
  if (!Object.hasOwn(SIZES, type)) {
    refuse(name, `holds numbers of type ${type}`, `allowed are ${Object.keys(SIZES).join(", ")}`);
  }
  const known = type as NpyType;
  if (endian === ">" && SIZES[known] > 1) {
    refuse(
      name,
      "holds big-endian numbers",
      "little-endian ones are allowed: save a.astype(a.dtype.newbyteorder('<'))",
    );
  }
  const axes = shape[1]!
    .split(",")
    .flatMap((part) => (part.trim() === "" ? [] : [Number.parseInt(part, 10)]));
  return { type: known, shape: axes, fortranOrder: order[1] === "True", offset, size: SIZES[known] };
}

/**
 * The number that 16 bits of half precision (IEEE 754 binary16) stand for.
 *
 * @example
 * ```ts
 * [fromFloat16(0x3c00), fromFloat16(0xc000), fromFloat16(0x0001), fromFloat16(0xfc00)] // [1, -2, 5.960464477539063e-8, -Infinity]
 * ```
 */
export function fromFloat16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

type Read = (view: DataView, at: number) => number;

/** How a number of each kind is read; of complex ones, each of the two parts. */
const READERS: Readonly<Record<NpyType, Read>> = {
  f2: (view, at) => fromFloat16(view.getUint16(at, true)),
  f4: (view, at) => view.getFloat32(at, true),
  f8: (view, at) => view.getFloat64(at, true),
  c8: (view, at) => view.getFloat32(at, true),
  c16: (view, at) => view.getFloat64(at, true),
  i1: (view, at) => view.getInt8(at),
  i2: (view, at) => view.getInt16(at, true),
  i4: (view, at) => view.getInt32(at, true),
  i8: (view, at) => Number(view.getBigInt64(at, true)),
  u1: (view, at) => view.getUint8(at),
  u2: (view, at) => view.getUint16(at, true),
  u4: (view, at) => view.getUint32(at, true),
  u8: (view, at) => Number(view.getBigUint64(at, true)),
  b1: (view, at) => view.getUint8(at),
};

/** All numbers of a .npy file, the last axis fastest. */
export interface NpyArray {
  readonly type: NpyType;
  readonly shape: readonly number[];
  /** The numbers; of complex ones their real parts. */
  readonly values: Float64Array;
  /** Imaginary parts of complex numbers. */
  readonly imaginary?: Float64Array;
}

/** Where each number of an array in Fortran's order stands in C's. */
function placesInC(shape: readonly number[], count: number): Uint32Array {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, n) => product * n, 1));
  return Uint32Array.from({ length: count }, (_, index) => {
    let rest = index;
    let place = 0;
    shape.forEach((n, axis) => {
      place += (rest % n) * strides[axis]!;
      rest = Math.floor(rest / n);
    });
    return place;
  });
}

/**
 * Reads a whole .npy file as doubles, the last axis fastest in whatever order it was saved.
 *
 * 64-bit integers beyond 2^53 are rounded.
 *
 * @throws RelentError `unreadable` as `npyHeader` does, and for a file that holds fewer numbers than its header says.
 *
 * @example
 * ```ts
 * const text = "{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }".padEnd(117) + "\n";
 * const file = Uint8Array.from([...`\x93NUMPY\x01\x00\x76\x00${text}\x05\x06\x07`], (letter) => letter.charCodeAt(0));
 * npyArray(file, "p.npy").values // Float64Array [5, 6, 7]
 * ```
 */
export function npyArray(bytes: Uint8Array, name: string): NpyArray {
  const { type, shape, fortranOrder, offset, size } = npyHeader(bytes, name);
  const count = shape.reduce((product, n) => product * n, 1);
  if (bytes.length < offset + count * size) {
    refuse(
      name,
      `is cut short after ${Math.floor((bytes.length - offset) / size)} numbers`,
      `it should hold ${count} numbers`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = READERS[type];
  const places = fortranOrder && shape.length > 1 ? placesInC(shape, count) : undefined;
  const part = (shift: number): Float64Array => {
    const out = new Float64Array(count);
    for (let i = 0; i < count; i++) out[places?.[i] ?? i] = read(view, offset + i * size + shift);
    return out;
  };
  const complex = type === "c8" || type === "c16";
  return { type, shape, values: part(0), ...(complex && { imaginary: part(size / 2) }) };
}
