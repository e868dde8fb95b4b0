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

function contestants(size: number): (readonly [name: string, compress: Compress])[] {
  const quality = size > SLOW_FROM ? 5 : 11;
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN } = zlib.constants;
  const brotli: Compress = (content) =>
    zlib.brotliCompressSync(content, {
      params: { [BROTLI_PARAM_QUALITY]: quality, [BROTLI_PARAM_LGWIN]: 24 },
    });
  const { zstdCompressSync, constants } = zlib as unknown as Zstd;
  const level = constants.ZSTD_c_compressionLevel;
  return [
    ["gzip -9", (content) => zlib.gzipSync(content, { level: 9 })],
    [`brotli -q ${quality}`, brotli],
    ...(zstdCompressSync === undefined || level === undefined
      ? []
      : [
          [
            "zstd -19",
            (content: Uint8Array) => zstdCompressSync(content, { params: { [level]: 19 } }),
          ] as const,
        ]),
  ];
}

/** What the compressors of this Node make of the same content. */
export function baselines(content: Uint8Array, symbols: number): Baseline[] {
  return contestants(content.length).map(([name, compress]) => {
    const bytes = compress(content).length;
    return {
      name: `${name} (zlib ${process.versions.zlib})`.replace(
        /(brotli[^(]*)\(.*/,
        `$1(brotli ${process.versions.brotli})`,
      ),
      bytes,
      bitsPerSymbol: symbols === 0 ? 0 : (8 * bytes) / symbols,
    };
  });
}
