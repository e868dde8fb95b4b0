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
