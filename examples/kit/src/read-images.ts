import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Images } from "./images.ts";

function bytesOf(path: string): Buffer {
  const bytes = readFileSync(path);
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
}

function fromCsv(path: string, text: string): Images {
  const rows = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(",").map(Number));
  const first = rows.findIndex((row) => row.every(Number.isFinite));
  const data = first < 0 ? [] : rows.slice(first);
  const size = Math.sqrt((data[0]?.length ?? 0) - 1);
  if (!(Number.isInteger(size) && size > 1)) {
    throw new Error(
      `${path}: no picture in its first row; a row holds the pixels of a square and then the label`,
    );
  }
  const wrong = data.findIndex((row) => row.length !== size * size + 1 || !row.every(Number.isFinite));
  if (wrong >= 0)
    throw new Error(`${path}: row ${first + wrong + 1} does not hold ${size * size + 1} numbers`);
  const greys = data.flatMap((row) => row.slice(0, -1));
  const most = greys.reduce((high, grey) => Math.max(high, grey), 0) || 1;
  const labels = Int32Array.from(data, (row) => row.at(-1)!);
  return {
    size,
    classes: Math.max(...labels) + 1,
    pixels: Float32Array.from(greys, (grey) => grey / most),
    labels,
  };
}

function fromIdx(path: string, images: Buffer): Images {
  const labelsPath = path.replace("images", "labels").replace("idx3", "idx1");
  const names = bytesOf(labelsPath);
  const n = images.readUInt32BE(4);
  const size = images.readUInt32BE(8);
  if (size !== images.readUInt32BE(12)) throw new Error(`${path}: its pictures are not square`);
  if (names.readUInt32BE(0) !== 0x801 || names.readUInt32BE(4) !== n) {
    throw new Error(`${labelsPath}: it does not hold the ${n} labels of ${path}`);
  }
  const labels = Int32Array.from(names.subarray(8, 8 + n));
  const pixels = Float32Array.from(images.subarray(16, 16 + n * size * size), (grey) => grey / 255);
  return { size, classes: Math.max(...labels) + 1, pixels, labels };
}

/**
 * Pictures with labels from a file: CSV whose rows are the pixels of a square and then the label, or IDX (the file of the
 * labels beside it, named alike), either of them gzipped or not.
 */
export function readImages(path: string): Images {
  const bytes = bytesOf(path);
  return bytes.length > 16 && bytes.readUInt32BE(0) === 0x803
    ? fromIdx(path, bytes)
    : fromCsv(path, bytes.toString("utf8"));
}
