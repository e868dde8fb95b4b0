import { chooseTwin } from "@relent/core/kernel";
import type { Case, Data, Op } from "./cases.ts";
import type { Offer, Peer } from "./javascript-peers.ts";
import type { LinePeer } from "./line-peer.ts";
import { plainJob } from "./plain-jobs.ts";
import { relentJob } from "./relent-jobs.ts";
import type { Contestant } from "./rounds.ts";

/** Who takes part: those that may be missing say why in words. */
export interface Field {
  readonly python: LinePeer | string;
  readonly relaxed: LinePeer | string;
  readonly mathjs: Peer;
  readonly tensorflow: Peer;
  readonly jax: Peer;
}

/** Columns of the Python peer: what it calls the line, and with how many threads. */
const PYTHON: readonly (readonly [
  column: string,
  prefix: string,
  ops: readonly Op[] | "all",
  threads: number,
])[] = [
  ["NumPy", "numpy", ["kl", "entropy"], 1],
  ["SciPy", "scipy", ["entropy", "jensenShannon", "logSoftmax", "labelLoss", "klLogits"], 1],
  ["SciPy rel_entr", "rel_entr", ["kl"], 1],
  ["SciPy kl_div", "kl_div", ["kl"], 1],
  ["PyTorch", "torch", "all", 1],
  ["PyTorch, 2 threads (wall)", "torch", "all", 2],
];

const twin = (kind: "js" | "simd") => () => {
  if (!chooseTwin(kind)) throw new Error("this engine has no SIMD");
};

/** Everyone's way to do a line, relent's plain SIMD first. */
export function contestantsOf(line: Case, data: Data, field: Field): Contestant[] {
  const local = (column: string, offer: Offer): Contestant =>
    typeof offer === "string" ? { column, absent: offer } : { column, run: offer };
  const remote = (column: string, peer: LinePeer | string, job: string, threads = 1): Contestant =>
    typeof peer === "string" ? { column, absent: peer } : { column, remote: { peer, job, threads } };
  const own = relentJob(line, data);
  const rowwise = line.rows > 1;
  return [
    { column: "relent SIMD", run: own, ready: twin("simd") },
    remote("relent relaxed SIMD", field.relaxed, line.op),
    rowwise
      ? { column: "relent plain JS", absent: "its kernels stand aside, see the loop" }
      : { column: "relent plain JS", run: own, ready: twin("js") },
    local("JS loop", plainJob(line, data)),
    local("mathjs", field.mathjs(line, data)),
    local("TensorFlow.js wasm", field.tensorflow(line, data)),
    local("jax-js wasm", field.jax(line, data)),
    ...PYTHON.map(([column, prefix, ops, threads]) =>
      ops === "all" || ops.includes(line.op)
        ? remote(column, field.python, `${prefix} ${line.op}`, threads)
        : { column, absent: "it has no such function" },
    ),
    remote("memory read", field.python, "read"),
  ];
}
