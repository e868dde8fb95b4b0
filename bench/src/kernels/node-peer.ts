import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { heap } from "@relent/core";
import { chooseTwin } from "@relent/core/kernel";
import type { Case, Data, Op } from "./cases.ts";
import type { Files } from "./line-peer.ts";
import { relentJob } from "./relent-jobs.ts";
import { timeHere } from "./rounds.ts";

/** relent's relaxed twin in another Node: JSON requests on stdin, one a line, and answers on stdout. */
heap.reserve(700 * 2 ** 20);
const relaxed = chooseTwin("relaxed");
let scope = heap.scope();
let shape: Omit<Case, "op"> | undefined;
let data: Data | undefined;

function read(file: string, single: boolean, n: number): Float32Array | Float64Array {
  const bytes = readFileSync(file);
  const [from, to] = single
    ? [new Float32Array(bytes.buffer, bytes.byteOffset, n), heap.f32(n)]
    : [new Float64Array(bytes.buffer, bytes.byteOffset, n), heap.f64(n)];
  to.set(from);
  return to;
}

function load(request: Omit<Case, "op"> & { files: Files }): object {
  scope.free();
  scope = heap.scope();
  shape = request;
  const { files, rows, cols, single } = request;
  const n = rows * cols;
  const [p, q] = [read(files.p, single, n), read(files.q, single, n)];
  const labels = new BigInt64Array(Uint8Array.from(readFileSync(files.labels)).buffer);
  data = { p, q, labels, out: rows === 1 ? new Float32Array(0) : heap.f32(n) };
  return {};
}

function time({ job, repeats }: { job: Op; repeats: number }): object {
  if (!relaxed) return { error: "this engine has no relaxed SIMD" };
  return timeHere(relentJob({ ...shape!, op: job }, data!), repeats);
}

const OPS: Record<string, (request: never) => object> = {
  about: () => ({ about: `Node ${process.version}` }),
  load,
  time,
};

createInterface({ input: process.stdin }).on("line", (line) => {
  const request = JSON.parse(line) as { op: string };
  let reply: object;
  try {
    reply = OPS[request.op]!(request as never);
  } catch (error) {
    reply = { error: String(error) };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
});
