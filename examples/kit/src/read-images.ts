import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { digits } from "./digits.ts";
import type { Images } from "./images.ts";
import { orEnd } from "./settings.ts";

function bytesOf(path: string): Buffer {
  const bytes = readFileSync(path);
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
}

const toNumber = (cell: string): number => (cell.trim() === "" ? Number.NaN : Number(cell));

function fromCsv(path: string, text: string): Images {
  const rows = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(",").map(toNumber));
  const first = rows[0]!.every(Number.isFinite) ? 0 : 1;
  const data = rows.slice(first);
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
  const noLabel = data.findIndex((row) => !(Number.isInteger(row.at(-1)) && row.at(-1)! >= 0));
  if (noLabel >= 0) {
    throw new Error(
      `${path}: row ${first + noLabel + 1} ends with ${data[noLabel]!.at(-1)}, which is no label; it must be a whole number ≥ 0`,
    );
  }
  const labels = Int32Array.from(data, (row) => row.at(-1)!);
  checkLabels(path, labels);
  return {
    size,
    classes: Math.max(...labels) + 1,
    pixels: Float32Array.from(greys, (grey) => grey / most),
    labels,
  };
}

function checkLabels(path: string, labels: Int32Array): void {
  if (labels.every((label) => label === labels[0]))
    throw new Error(
      `${path}: all its labels are ${labels[0]}; there must be two classes at least, and the label is last`,
    );
}

function fromIdx(path: string, images: Buffer): Images {
  const name = basename(path).replace("images", "labels").replace("idx3", "idx1");
  if (name === basename(path))
    throw new Error(`${path}: its name must hold "images" or "idx3", to find its labels`);
  const labelsPath = join(dirname(path), name);
  const names = bytesOf(labelsPath);
  const n = images.readUInt32BE(4);
  const size = images.readUInt32BE(8);
  if (size !== images.readUInt32BE(12)) throw new Error(`${path}: its pictures are not square`);
  if (images.length !== 16 + n * size * size)
    throw new Error(
      `${path}: it has ${images.length} bytes; ${n} pictures of ${size} × ${size} need ${16 + n * size * size}`,
    );
  if (names.length !== 8 + n || names.readUInt32BE(0) !== 0x801 || names.readUInt32BE(4) !== n) {
    throw new Error(`${labelsPath}: it does not hold the ${n} labels of ${path}`);
  }
  const labels = Int32Array.from(names.subarray(8));
  checkLabels(path, labels);
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

/** What `readImages` reads, for the help of a command. */
export const PICTURE_FILES = "CSV (pixels, then the label) or IDX, gzipped or not";

/** The pictures of the file given, or 1800 digits that are drawn. */
export function givenOrDrawn(path: string | undefined): Images & { readonly called: string } {
  return path === undefined
    ? { ...digits(1800, 1), called: "Rendered digits" }
    : { ...orEnd(() => readImages(path)), called: "Digits from the file given" };
}
