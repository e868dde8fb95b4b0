import * as zlib from "node:zlib";
import type { Baseline } from "./result.ts";

/** Brotli's highest quality takes a second for a megabyte: larger contents are given a lower one, which is named. */
const SLOW_FROM = 2 ** 24;

type Compress = (content: Uint8Array) => Uint8Array;

/** Since Node 22.15; types of older ones do not know it. */
interface Zstd {
  readonly zstdCompressSync?: (
    content: Uint8Array,
    options: { params: Record<number, number> },
  ) => Uint8Array;
  readonly constants: { readonly ZSTD_c_compressionLevel?: number };
}

/** A compressor: its name with its level, the library that it comes from, and itself. */
type Contestant = readonly [name: string, library: "zlib" | "brotli" | "zstd", compress: Compress];

function contestants(size: number): Contestant[] {
  const quality = size > SLOW_FROM ? 5 : 11;
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN } = zlib.constants;
  const brotli: Compress = (content) =>
    zlib.brotliCompressSync(content, {
      params: { [BROTLI_PARAM_QUALITY]: quality, [BROTLI_PARAM_LGWIN]: 24 },
    });
  const { zstdCompressSync, constants } = zlib as unknown as Zstd;
  const level = constants.ZSTD_c_compressionLevel;
  const all: Contestant[] = [
    ["gzip -9", "zlib", (content) => zlib.gzipSync(content, { level: 9 })],
    [`brotli -q ${quality}`, "brotli", brotli],
  ];
  if (zstdCompressSync !== undefined && level !== undefined) {
    all.push(["zstd -19", "zstd", (content) => zstdCompressSync(content, { params: { [level]: 19 } })]);
  }
  return all;
}

/** What the compressors of this Node make of the same content. */
export function baselines(content: Uint8Array, symbols: number): Baseline[] {
  return contestants(content.length).map(([name, library, compress]) => {
    const bytes = compress(content).length;
    return {
      name: `${name} (${library} ${process.versions[library]})`,
      bytes,
      bitsPerSymbol: symbols === 0 ? 0 : (8 * bytes) / symbols,
    };
  });
}
